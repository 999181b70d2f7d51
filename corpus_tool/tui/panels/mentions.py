"""Where a marked name stands besides, each place with the words around it; to mark it there, one by one or at once."""

from collections.abc import Callable, Mapping, Sequence

from corpus_tool.model.annotations import Span
from corpus_tool.saying import tr
from corpus_tool.text.inline import cells
from corpus_tool.text.surroundings import flat
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.acting import warned
from corpus_tool.tui.boards.everywhere import Everywhere
from corpus_tool.tui.concordance_rows import columns_of
from corpus_tool.tui.mention_rows import SIGNS, STATES, line_of, told_batch, told_count, told_taken_back
from corpus_tool.tui.place import Action, Panel, Place
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.suggestions.name_places import Found, Sifted, in_document, markable, name_of
from corpus_tool.workbench.suggestions.propagating import mark_everywhere, take_back

FIND_WIDTH = 18


class Mentions(Panel):
    """Those in the document; `c` lists those in the whole corpus over the screen."""

    title = "Mentions"
    hint = "' mark it  Q all of this form  a all  ~ leave it out  c in the corpus  u take back"

    def __init__(self, work: Annotating, like: Span, terminal: Terminal) -> None:
        super().__init__()
        self._work = work
        self._like = like
        self._name = name_of(work.desk, like)
        self._terminal = terminal
        self._sifted = Sifted()
        self._read()

    def heading(self, _work: Annotating) -> str:
        """How many there are, and of what."""
        return told_count(len(self._sifted.proposed), self._name.text)

    def rows(self, work: Annotating) -> list[Row]:
        """A row for each place: whether it is marked, and the words around."""
        if work.desk.layer is not self._layer:
            self._read()
        shown = self._sifted.open
        width = min(FIND_WIDTH, max((cells(flat(one.text)) for one in shown), default=0))
        side = max(1, (self.width - width - 6) // 2)
        return [self._row(number, one, width, side) for number, one in enumerate(shown)]

    def row_here(self, work: Annotating, _rows: list[Row]) -> int | None:
        """The first place behind the selection that is not marked yet."""
        proposed = [(number, one) for number, one in enumerate(self._sifted.open) if one.is_proposed]
        behind = [number for number, one in proposed if one.range > work.spot.selection.range]
        return next(iter(behind), proposed[0][0] if proposed else None)

    def actions(self) -> Mapping[str, Action]:
        """Marking, leaving out, and where to look."""
        return {
            "'": self._on_row(lambda place, one: self._mark(place, [one])),
            "Q": self._on_row(lambda place, one: self._mark(place, self._sifted.of_form(one))),
            "a": lambda place, _row: self._mark(place, self._sifted.proposed),
            "~": self._on_row(self._leave_out),
            "c": self._show_corpus,
            "u": self._take_back,
        }

    def _read(self) -> None:
        self._layer = self._work.desk.layer
        self._sifted.take(in_document(self._work.desk, self._name, self._like.label))

    def _row(self, number: int, one: Found, width: int, side: int) -> Row:
        find = palette.BOLD if one.is_proposed else palette.DIM
        columns = columns_of(line_of(one), width, side, self._terminal, around=palette.DIM, find=find)
        return Row((Piece(f"{SIGNS[one.state]} ", palette.BOLD), *columns), one.range, str(number))

    def _on_row(self, do: Callable[[Place, Found], None]) -> Action:
        def action(place: Place, row: Row | None) -> None:
            shown = self._sifted.open
            number = int(row.id or 0) if row else len(shown)
            if number >= len(shown):
                place.say(tr("It stands nowhere else."))
            else:
                do(place, shown[number])

        return action

    def _mark(self, place: Place, found: Sequence[Found]) -> None:
        """Mark places, as one act in each document."""
        free = markable(found)
        if not free:
            place.say(tr(STATES[found[0].state]) if found else tr("It stands nowhere else."))
            return
        desk = place.work.desk
        batch = mark_everywhere(desk.store, desk.layer.name.annotator, self._like, free, desk.surroundings)
        self._show_anew(place)
        place.say(warned(told_batch(batch), place.work.problems.news()))

    def _show_anew(self, place: Place) -> None:
        place.work.desk.reload()
        self._read()
        place.changed()

    def _leave_out(self, place: Place, one: Found) -> None:
        self._sifted.leave_out(one)
        place.changed()
        place.say(tr("Left out of this list."))

    def _show_corpus(self, place: Place, _row: Row | None) -> None:
        place.show_board(lambda boarding: Everywhere(boarding, self._name, self._like))

    def _take_back(self, place: Place, _row: Row | None) -> None:
        """Take back what was marked last, in every document."""
        desk = place.work.desk
        done = take_back(desk.store, desk.layer.name.annotator, desk.surroundings)
        self._show_anew(place)
        place.say(told_taken_back(done))
