"""Two layers of others beside the text, for whoever reads them and is neither."""

from collections.abc import Sequence

from corpus_tool.model.alignment import Aligned, aligned
from corpus_tool.model.layers import Layer, LayerName
from corpus_tool.saying import tr
from corpus_tool.text.clusters import around
from corpus_tool.tui.lanes import Drawn
from corpus_tool.tui.panels.differing import lettered, row
from corpus_tool.tui.panels.others import Others
from corpus_tool.tui.panels.sentences import told
from corpus_tool.tui.place import Panel, Place
from corpus_tool.tui.widgets.panel_view import Row, row_at
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.neighbours import is_blind, layer_of, why_blind
from corpus_tool.workbench.sighting import saw_layer


class Both(Panel):
    """What the two say differently, in text order. The text shows both, with their letters."""

    hint = "arrows move  enter to the text  escape back"

    def __init__(self, work: Annotating, names: tuple[LayerName, LayerName]) -> None:
        super().__init__()
        self._names = names
        self._work = work
        self._layers: list[Layer] = []
        self._rows: list[Aligned] = []
        self._is_open: bool | None = None
        self._read()
        self.title = tr("{first} and {second}", first=names[0].short, second=names[1].short)

    def rows(self, work: Annotating) -> list[Row]:
        """What differs, with the label each has."""
        self._read()
        if not self._is_open:
            return told(why_blind(work.desk), self.width)
        rows = [row(work, one) for one in self._rows if not one.is_agreed]
        return rows or told(tr("Nothing differs."), self.width)

    def row_here(self, work: Annotating, rows: list[Row]) -> int | None:
        """The row of what is selected."""
        return row_at(rows, work.spot.selection.range)

    def drawn(self, own: tuple[Drawn, ...]) -> tuple[Drawn, ...]:
        """One's own, and both with their letters."""
        self._read()
        letters = [name.short[slice(*around(name.short, 0))] for name in self._names]
        if letters[0] == letters[1]:
            letters = ["1", "2"]
        lettering = zip(letters, self._layers, strict=False)
        return (*own, *(mark for letter, layer in lettering for mark in lettered(layer, self._work, letter)))

    def _read(self) -> None:
        """Read both where they were hidden and are open now, or the other way: beginning work may hide them."""
        desk = self._work.desk
        if (is_open := not is_blind(desk)) == self._is_open:
            return
        self._is_open = is_open
        self._layers = [layer for name in self._names if (layer := layer_of(desk, name)) is not None]
        self._rows = aligned(self._layers) if len(self._layers) == 2 else []
        for layer in self._layers:
            saw_layer(desk, layer.name)


def show_beside(place: Place, names: Sequence[LayerName]) -> None:
    """Show layers beside what is one's own: those of `names` that are not."""
    others = [name for name in names if name != place.work.desk.layer.name]
    if len(others) == 1:
        place.open_panel(Others(place.work, others[0]))
    elif len(others) == 2:
        place.open_panel(Both(place.work, (others[0], others[1])))
    else:
        return
    place.leave_panel()
