"""Another annotator's layer beside one's own: what both say, and what not. Hers is read, never changed."""

from collections.abc import Mapping

from corpus_tool.model.alignment import Aligned, aligned
from corpus_tool.model.layers import Layer, LayerName
from corpus_tool.saying import tr
from corpus_tool.text.clusters import around
from corpus_tool.tui.lanes import Drawn
from corpus_tool.tui.panels.differing import lettered, row
from corpus_tool.tui.panels.events import Events
from corpus_tool.tui.panels.sentences import told
from corpus_tool.tui.place import Action, Panel, Place
from corpus_tool.tui.widgets.panel_view import Row, row_at
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.neighbours import is_blind, layer_of, why_blind
from corpus_tool.workbench.sighting import saw_layer


class Others(Panel):
    """The differences, in text order; on request what is the same too. The text shows both layers."""

    hint = "a shows what is the same  x takes hers away  enter to the text"

    def __init__(self, work: Annotating, name: LayerName) -> None:
        super().__init__()
        self._work = work
        self._name = name
        self._shows_same = False
        self._is_noted = False
        self._of: tuple[int, bool] | None = None
        self._theirs: Layer | None = None
        self._rows: list[Aligned] = []
        self._read()

    def rows(self, work: Annotating) -> list[Row]:
        """What differs and how."""
        self._read()
        if self._theirs is None:
            return told(why_blind(work.desk) if is_blind(work.desk) else tr("This layer was deleted."), self.width)
        shown = [one for one in self._rows if self._shows_same or not one.is_agreed]
        rows = [row(work, one) for one in shown]
        return rows or told(tr("Nothing differs."), self.width)

    def row_here(self, work: Annotating, rows: list[Row]) -> int | None:
        """The row of what is selected."""
        return row_at(rows, work.spot.selection.range)

    def actions(self) -> Mapping[str, Action]:
        """Seeing more, and seeing nothing of it."""
        return {"a": self._toggle_same, "x": _close}

    def drawn(self, own: tuple[Drawn, ...]) -> tuple[Drawn, ...]:
        """Both layers; hers with her letter on brackets of another shape."""
        self._read()
        if self._theirs is None:
            return own
        short = self._name.short
        letter = short[slice(*around(short, 0))]
        return (*own, *lettered(self._theirs, self._work, letter))

    def _read(self) -> None:
        """Read hers anew where one's own changed: hers may have, and being done may open or hide it."""
        desk = self._work.desk
        now = (desk.layer.revision, is_blind(desk))
        if now != self._of:
            self._of = now
            self._theirs = layer_of(desk, self._name)
            self._note_sight()
            self._rows = aligned((desk.layer, self._theirs)) if self._theirs else []
            same = sum(one.is_agreed for one in self._rows)
            self.title = tr(
                "Beside {name}: {differing} differ, {same} same",
                name=self._name.short,
                differing=len(self._rows) - same,
                same=same,
            )

    def _note_sight(self) -> None:
        """Work that goes on after this is not independent of hers."""
        if self._theirs is not None and not self._is_noted:
            saw_layer(self._work.desk, self._name)
            self._is_noted = True

    def _toggle_same(self, place: Place, _row: Row | None) -> None:
        self._shows_same = not self._shows_same
        place.moved()
        place.say(tr("What is the same is shown too.") if self._shows_same else tr("Only what differs is shown."))


def _close(place: Place, _row: Row | None) -> None:
    place.open_panel(Events())
    place.leave_panel()
