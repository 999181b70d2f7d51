"""The articles that tell the same story: where they differ from this one, and what one marked in them oneself."""

from bisect import bisect_right
from collections.abc import Mapping

from corpus_tool.model.annotations import Event, Span, label_of
from corpus_tool.saying import tr, tr_later
from corpus_tool.text.differences import same_words
from corpus_tool.text.editing import Side
from corpus_tool.text.inline import wrapped
from corpus_tool.tui import palette
from corpus_tool.tui.panels.sentences import LEAST_WIDTH, line, told
from corpus_tool.tui.place import Action, Panel, Place
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.neighbours import Twin, twin, twin_ids

MOST = 12
"""Articles of a story that are compared: one that an agency sent a thousand times would keep her waiting."""

NONE = tr_later("No other article is known to tell this; `corpus-tool duplicates` compares them.")


class Stories(Panel):
    """Each article with the passages that differ: - is here, + is there."""

    title = "The same story"
    hint = "o opens the article beside the text  enter to the text"

    def __init__(self, work: Annotating) -> None:
        super().__init__()
        ids = twin_ids(work.desk)
        self._twins = [twin(work.desk, id) for id in ids[:MOST]]
        self._more = max(0, len(ids) - MOST)

    def rows(self, work: Annotating) -> list[Row]:
        """An article, the passages that differ, one's own marks there."""
        if not self._twins:
            return told(tr(NONE), self.width)
        rows = [row for one in self._twins for row in _rows_of(one, work.desk.document.text)]
        if self._more:
            rows += told(
                tr(
                    "and {count} more: {command}",
                    count=self._more,
                    command=f"corpus-tool duplicates {work.desk.document.key}",
                ),
                self.width,
            )
        return rows

    def actions(self) -> Mapping[str, Action]:
        """Reading one of them."""
        return {"o": self._open}

    def _open(self, place: Place, row: Row | None) -> None:
        found = next((one for one in self._twins if row and row.id == str(one.id)), None)
        if found is None:
            place.say(tr("There is no article in this row."))
        else:
            place.open_panel(Article(found))


class Article(Panel):
    """An article that tells the same, to be read; its lines lead to where this one says it too."""

    hint = "arrows read, the text follows  s back to the story  enter to the text"

    def __init__(self, shown: Twin) -> None:
        super().__init__()
        self.title = tr("{document} (to read)", document=shown.document.key)
        self._twin = shown
        self._starts: list[int] = []
        """Where the words that both have stand in this article, in its order; `_here`: where in the open one."""
        self._here: list[tuple[int, int]] = []
        self._rows: list[Row] = []
        self._rows_width = -1

    def rows(self, work: Annotating) -> list[Row]:
        """Its lines, wrapped; a sign before those that say something else; one's own marks beneath."""
        if self._rows_width != self.width:
            self._rows_width = self.width
            pairs = same_words(work.desk.document.text, self._twin.document.text)
            self._starts, self._here = [there[0] for _, there in pairs], [here for here, _ in pairs]
            self._rows = [row for start, end in self._lines() for row in self._row(start, end)]
        return self._rows

    def row_here(self, work: Annotating, rows: list[Row]) -> int | None:
        """The last line that begins at or before what is selected."""
        here = work.spot.selection.start
        before = [number for number, row in enumerate(rows) if row.place and row.place[0] <= here]
        return before[-1] if before else None

    def actions(self) -> Mapping[str, Action]:
        """Back to the list of articles."""
        return {"s": lambda place, _row: place.open_panel(Stories(place.work))}

    def _lines(self) -> list[tuple[int, int]]:
        found, at = [], 0
        for paragraph in self._twin.document.text.split("\n"):
            found += [(at + start, at + end) for start, end in wrapped(paragraph, self._room)]
            at += len(paragraph) + 1
        return found

    @property
    def _room(self) -> int:
        return max(LEAST_WIDTH, self.width - 2)

    def _row(self, start: int, end: int) -> list[Row]:
        side: Side = "rtl" if self._twin.document.direction == "rtl" else "ltr"
        differs = any(first < end and start < max(last, first + 1) for _, (first, last) in self._twin.differing)
        sign = Piece("\u2260 " if differs else "  ", palette.HINT if differs else palette.PLAIN)
        words = line(self._twin.document.text[start:end], self._room, side)
        shown = Row((sign, *words), self._place(start, end))
        marks = [one for one in self._twin.marks if start <= one.fragments[0][0] < end]
        return [shown, *(Row(_mark(one, self._twin), shown.place) for one in marks)]

    def _place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the text that is open has the first word of a line that both have."""
        number = bisect_right(self._starts, start - 1)
        return self._here[number] if number < len(self._starts) and self._starts[number] < end else None


def _rows_of(one: Twin, here: str) -> list[Row]:
    id = str(one.id)
    head = Row((Piece(f"{one.document.key} ", palette.BOLD), Piece(one.document.title)), None, id)
    counts = tr("  differences {count}  own marks {marks}", count=len(one.differing), marks=len(one.marks))
    rows = [head, Row((Piece(counts, palette.DIM),), None, id)]
    for (start, end), (start_there, end_there) in one.differing:
        place = (start, end) if start < end else (max(0, start - 1), start) if start else None
        passages = (("  - ", here[start:end]), ("  + ", one.document.text[start_there:end_there]))
        rows += [
            Row((Piece(sign, palette.DIM), Piece(" ".join(text.split()))), place, id) for sign, text in passages if text
        ]
    return [*rows, *(Row(_mark(mark, one), None, id) for mark in one.marks)]


def _mark(one: Span | Event, shown: Twin) -> tuple[Piece, ...]:
    text = " ".join(shown.document.text[start:end] for start, end in one.fragments)
    return (Piece(f"    {label_of(one).rpartition('.')[2]} ", palette.DIM), Piece(text, palette.DIM))
