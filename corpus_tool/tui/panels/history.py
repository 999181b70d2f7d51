"""What was done to the layer, newest first. The text shows it as it was after the act under the cursor."""

from collections.abc import Mapping
from functools import partial

from corpus_tool.model.schemas import Schema
from corpus_tool.saying import tr, tr_many
from corpus_tool.tui import palette
from corpus_tool.tui.describing import drawn_annotations
from corpus_tool.tui.heading_notes import clock
from corpus_tool.tui.lanes import Drawn
from corpus_tool.tui.place import Action, Panel, Place
from corpus_tool.tui.prompts import Choice, Prompt
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.remembering import Deed, as_it_was, deeds, go_back
from corpus_tool.workbench.retelling import told_again


class History(Panel):
    """Every act with its time and its text. What was undone says so."""

    title = "History"
    hint = "the text shows it as it was  u goes back to here  escape now"

    def __init__(self) -> None:
        super().__init__()
        self._deeds: list[Deed] = []
        self._rows: list[Row] = []
        self._revision: int | None = None
        self._then: tuple[Drawn, ...] | None = None
        """What the text shows while the cursor is on an act that was not the last."""

    def rows(self, work: Annotating) -> list[Row]:
        """One row an act. Read from the log when the layer changed."""
        self._read(work)
        return self._rows

    def row_here(self, work: Annotating, rows: list[Row]) -> int | None:
        """The newest act that stands: that is where she is."""
        self._read(work)
        standing = {str(deed.number) for deed in self._deeds if deed.stands}
        return next((number for number, row in enumerate(rows) if row.id in standing), None)

    def actions(self) -> Mapping[str, Action]:
        """Going back."""
        return {"u": self._ask}

    def drawn(self, own: tuple[Drawn, ...]) -> tuple[Drawn, ...]:
        """The layer as it was."""
        return own if self._then is None else self._then

    def pointed(self, work: Annotating, row: Row | None) -> None:
        """Show the layer as it was after the act of that row; where she is, as it is."""
        deed = self._deed(row)
        if deed is None or row == self._here(work):
            self._then = None
        else:
            self._then = drawn_annotations(as_it_was(work.desk, deed.number), work.desk.schema)

    def _read(self, work: Annotating) -> None:
        if self._revision != work.desk.layer.revision:
            self._deeds, self._revision = deeds(work.desk), work.desk.layer.revision
            now = work.desk.surroundings.now()
            last = next((number for number, deed in enumerate(self._deeds) if deed.stands), 0)
            schema = work.desk.schema
            self._rows = [_row(deed, schema, now, is_last=number == last) for number, deed in enumerate(self._deeds)]

    def _here(self, work: Annotating) -> Row | None:
        rows = self.rows(work)
        number = self.row_here(work, rows)
        return None if number is None else rows[number]

    def _deed(self, row: Row | None) -> Deed | None:
        return next((deed for deed in self._deeds if row and str(deed.number) == row.id), None)

    def _ask(self, place: Place, row: Row | None) -> None:
        """Ask before going back: it is one act, and one key brings it back."""
        if (deed := self._deed(row)) is None:
            return
        later = sum(one.stands and one.number > deed.number for one in self._deeds)
        title = tr_many(
            "Go back to: {deed}? {count} later act is taken back; U undoes that.",
            "Go back to: {deed}? {count} later acts are taken back; U undoes that.",
            later,
            deed=told_again(deed.title, place.work.desk.schema),
        )
        yes = Choice("y", tr("go back"), partial(self._go, place, deed))
        place.ask(Prompt(title, (yes, Choice("n", tr("stay"), partial(place.say, tr("Nothing was done."))))))

    def _go(self, place: Place, deed: Deed) -> None:
        self._then = None
        done = go_back(place.work.desk, deed)
        place.leave_panel()
        place.say(tr("{done}. U undoes it.", done=told_again(done.title, place.work.desk.schema)))


def _row(deed: Deed, schema: Schema, now: str, *, is_last: bool) -> Row:
    style = palette.BOLD if is_last else palette.PLAIN if deed.stands else palette.DIM
    sign = "\u25cf " if is_last else "  " if deed.stands else "\u00d7 "
    at = clock(deed.at, now) if deed.at else " " * 8
    undone = Piece("" if deed.stands else tr(" (undone)"), palette.DIM)
    pieces = (
        Piece(f"{sign}{at} ", palette.DIM),
        Piece(f"{told_again(deed.title, schema)} ", style),
        Piece(deed.what, style),
        undone,
    )
    return Row(pieces, deed.place, str(deed.number))
