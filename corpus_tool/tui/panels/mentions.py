"""Where a marked name stands besides, each place with the words around it; to mark it there, one by one or at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from corpus_tool.model.annotations import Span
from corpus_tool.saying import tr, tr_later, tr_many
from corpus_tool.text.inline import cells, fit
from corpus_tool.text.surroundings import flat, in_columns
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.acting import warned
from corpus_tool.tui.mirroring import reverses
from corpus_tool.tui.place import Action, Panel, Place
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.propagating import (
    Batch,
    Found,
    State,
    in_corpus,
    in_document,
    mark_all,
    mark_elsewhere,
    name_of,
    take_back,
)
from corpus_tool.workbench.whereabouts import Stop, Whereabouts

FIND_WIDTH = 18
KEY_WIDTH = 8
SIGNS = {State.FREE: " ", State.MARKED: "\u2713", State.OTHER: "\u2260", State.INSIDE: "\u2286", State.ACROSS: "\u00d7"}
"""What the layer says of a place: nothing yet, the same, another label, inside a longer mark, across a mark."""

WORDS = {
    State.FREE: tr_later("not marked"),
    State.MARKED: tr_later("marked already"),
    State.OTHER: tr_later("marked as something else"),
    State.INSIDE: tr_later("inside a longer mark"),
    State.ACROSS: tr_later("across a mark"),
}


class Mentions(Panel):
    """First those in the document; `c` lists those in the whole corpus, which are marked in one's own layers."""

    title = "Mentions"
    hint: ClassVar[str] = "' mark it  Q all of this form  a all  ~ leave it out  c in the corpus  u take back  o open"

    def __init__(self, work: Annotating, like: Span, where: Whereabouts, terminal: Terminal) -> None:
        super().__init__()
        self._work = work
        self._like = like
        self._name = name_of(work.desk, like)
        self._where = where
        self._terminal = terminal
        self._is_wide = False
        self._left_out: set[tuple[int, tuple[int, int]]] = set()
        self._batches: list[Batch] = []
        self._layer = work.desk.layer
        self._found: list[Found] = []
        self._read()

    def heading(self, _work: Annotating) -> str:
        """How many there are, and of what."""
        left = sum(one.is_proposed for one in self._open())
        said = tr_many("{count} more place: {name}", "{count} more places: {name}", left, name=self._name.text)
        return tr("In the corpus, {said}", said=said) if self._is_wide else said

    def rows(self, work: Annotating) -> list[Row]:
        """A row for each place: whether it is marked, the document where there are several, and the words around."""
        if work.desk.layer is not self._layer:
            self._layer = work.desk.layer
            self._read()
        width = min(FIND_WIDTH, max((cells(flat(one.text)) for one in self._open()), default=0))
        key = KEY_WIDTH + 1 if self._is_wide else 0
        side = max(1, (self.width - width - key - 6) // 2)
        return [self._row(number, one, width, side) for number, one in enumerate(self._open())]

    def row_here(self, work: Annotating, _rows: list[Row]) -> int | None:
        """The first place behind the selection that is not marked yet."""
        behind = [n for n, one in enumerate(self._open()) if one.is_proposed and one.range > work.selection.range]
        return next(iter(behind), next((n for n, one in enumerate(self._open()) if one.is_proposed), None))

    def actions(self) -> Mapping[str, Action]:
        """Marking, leaving out, and where to look."""
        return {
            "'": self._on_row(lambda place, one: self._mark(place, [one])),
            "Q": self._on_row(self._mark_form),
            "a": lambda place, _row: self._mark(place, [one for one in self._open() if one.is_proposed]),
            "~": self._on_row(self._leave_out),
            "c": self._widen,
            "u": self._undo,
            "o": self._on_row(_open_there),
        }

    def _open(self) -> list[Found]:
        return [one for one in self._found if (one.document_id, one.range) not in self._left_out]

    def _read(self) -> None:
        desk = self._work.desk
        if not self._is_wide:
            self._found = in_document(desk, self._name, self._like.label)
            return
        annotator = desk.layer.name.annotator
        self._found = in_corpus(desk.store, annotator, self._name, self._like.label)

    def _row(self, number: int, one: Found, width: int, side: int) -> Row:
        left, middle, right, direction = in_columns(one.before, one.text, one.after, width, side, self._terminal)
        room = " " * (width - cells(middle, self._terminal))
        style = palette.BOLD if one.is_proposed else palette.DIM
        found = (
            Piece(" " * (side - cells(left, self._terminal))),
            Piece(_marked(left, direction), palette.DIM),
            Piece(f" {room}" if direction == "rtl" else " "),
            Piece(_marked(middle, direction), style),
            Piece(" " if direction == "rtl" else f"{room} "),
            Piece(_marked(right, direction), palette.DIM),
        )
        pieces = [Piece(f"{SIGNS[one.state]} ", palette.BOLD)]
        if self._is_wide:
            key = fit(one.document, KEY_WIDTH, self._terminal)
            pieces.append(Piece(key + " " * (KEY_WIDTH - cells(key, self._terminal) + 1), palette.DIM))
        is_here = one.document_id == self._work.desk.document_id
        shown = (*pieces, *(reversed(found) if reverses(self._terminal) else found))
        return Row(shown, one.range if is_here else None, str(number))

    def _on_row(self, do: Callable[[Place, Found], None]) -> Action:
        def action(place: Place, row: Row | None) -> None:
            shown = self._open()
            number = int(row.id or 0) if row else len(shown)
            if number >= len(shown):
                place.say(tr("It stands nowhere else."))
            else:
                do(place, shown[number])

        return action

    def _mark_form(self, place: Place, one: Found) -> None:
        form = one.mention.form
        self._mark(place, [other for other in self._open() if other.is_proposed and other.mention.form == form])

    def _mark(self, place: Place, found: Sequence[Found]) -> None:
        """Mark places: those in this document as one act, those elsewhere as one act in each."""
        free = [one for one in found if one.state in {State.FREE, State.INSIDE}]
        if not free:
            place.say(tr(WORDS[found[0].state]) if found else tr("It stands nowhere else."))
            return
        desk = place.work.desk
        here = [one for one in free if one.document_id == desk.document_id]
        elsewhere = [one for one in free if one.document_id != desk.document_id]
        if here:
            mark_all(desk, self._like, here)
        self._mark_elsewhere(place, elsewhere)
        self._read()
        place.changed()
        documents = len({one.document_id for one in free})
        said = tr_many("Marked: {count} place", "Marked: {count} places", len(free)) + "."
        if elsewhere:
            said += " " + tr("In {documents} documents; u takes those elsewhere back.", documents=documents)
        place.say(warned(said, place.work.problems.news()))

    def _mark_elsewhere(self, place: Place, found: Sequence[Found]) -> None:
        if not found:
            return
        desk = place.work.desk
        batch = mark_elsewhere(desk.store, desk.layer.name.annotator, self._like, found, desk.surroundings)
        self._batches.append(batch)

    def _leave_out(self, place: Place, one: Found) -> None:
        self._left_out.add((one.document_id, one.range))
        place.changed()
        place.say(tr("Left out of this list."))

    def _widen(self, place: Place, _row: Row | None) -> None:
        self._is_wide = not self._is_wide
        self._read()
        place.changed()
        place.say(
            tr("In the whole corpus; c goes back to this document.") if self._is_wide else tr("In this document.")
        )

    def _undo(self, place: Place, _row: Row | None) -> None:
        """Take back what was marked last in other documents; in this one, undo does."""
        if not self._batches:
            place.say(tr("Nothing was marked in other documents; U undoes what was marked in this one."))
            return
        desk = place.work.desk
        undone = take_back(desk.store, desk.layer.name.annotator, self._batches.pop(), desk.surroundings)
        self._read()
        place.changed()
        place.say(tr_many("Taken back in {count} document.", "Taken back in {count} documents.", undone))


def _open_there(place: Place, one: Found) -> None:
    place.go(Stop(one.document_id, one.range))


def _marked(text: str, direction: str) -> str:
    """The text, told by a mark without a cell of its own which way it runs."""
    return text and {"rtl": "\u200f", "ltr": "\u200e"}.get(direction, "") + text
