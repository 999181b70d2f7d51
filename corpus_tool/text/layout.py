"""A document on a screen of a given width: which row and column each offset has, and what each row shows.

A paragraph is the unit of work. It is cut into clusters and wrapped ("measured", about 0.1 microseconds a character)
when a row at or behind it is asked for, and ordered and shaped when one of its lines is looked at. Paragraphs are
measured from the top of the document as far as needed, so every row number is exact: opening a long document costs
what its first screen costs, jumping to its end costs one measuring of the text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from corpus_tool.saying.counting import counted
from corpus_tool.text.bidi import Direction
from corpus_tool.text.coordinates import Place, Range, Run
from corpus_tool.text.lines import Cluster, Line
from corpus_tool.text.paragraphs import LaidParagraph
from corpus_tool.text.terminal import PLAIN, Terminal

MIN_WIDTH = 2
"""Cells. A narrower screen is laid out as if it had two, since a wide cluster must fit."""


class Layout:
    """Where everything in a text is. The value of its arguments; what it keeps is only what it has worked out.

    direction  "rtl" and "ltr" hold for every paragraph; "auto" takes the first strong character of each.
    edges      offsets between which lam and alef may not share a cell; of use with `Terminal.lam_alef`.
    """

    def __init__(
        self,
        text: str,
        width: int,
        direction: Direction = "auto",
        terminal: Terminal = PLAIN,
        edges: frozenset[int] = frozenset(),
    ) -> None:
        self.text = text
        self.width = max(width, MIN_WIDTH)
        self.direction: Direction = direction
        self.terminal = terminal
        self._edges = sorted(edges)
        self._paragraphs: list[LaidParagraph] = []
        self._starts: list[int] = []
        self._first_rows: list[int] = []
        self._measured_rows = 0
        self._next_start: int | None = 0

    @property
    def height(self) -> int:
        """Rows of the whole document, never less than one. Measures it."""
        self._measure(len(self.text))
        return self._measured_rows

    def row(self, number: int) -> Line:
        """Return one line. IndexError if the document has no such row."""
        index = self._paragraph_of_row(number)
        if number < 0 or number >= self._measured_rows:
            raise IndexError(f"There is no row {number}: the layout has {counted(self._measured_rows, 'row')}.")
        return self._paragraphs[index].line(number - self._first_rows[index])

    def row_of(self, offset: int) -> int:
        """Return the row that shows `offset`. IndexError if it is not in the text; its end is."""
        index = self.paragraph_of(offset)
        return self._first_rows[index] + self._paragraphs[index].line_index(offset)

    def first_offset(self, row: int) -> int:
        """Return where a row starts, without its letters being put in order; behind the last row, the text's length."""
        index = self._paragraph_of_row(row)
        if row >= self._measured_rows:
            return len(self.text)
        return self._paragraphs[index].line_start(row - self._first_rows[index])

    def place(self, offset: int) -> Place:
        """Return the first cell of the cluster that holds `offset`. A line end has the place of what is before it."""
        row = self.row_of(offset)
        return Place(row, self.row(row).containing(offset).column)

    def offset(self, row: int, column: int) -> int:
        """Return where the cluster nearest to a cell starts.

        Beside the text that is the first or the last cluster of the line, whichever is read on that side; above and
        below the document, the first and the last row.
        """
        return self.row(self.nearest_row(row)).nearest(column).start

    def nearest_row(self, row: int) -> int:
        """Return `row`, or the nearest row that exists."""
        self._paragraph_of_row(row)
        return max(0, min(row, self._measured_rows - 1))

    def cluster(self, offset: int) -> Cluster:
        """Return the cluster that holds `offset`, in its place. A line end belongs to what is before it."""
        return self.line_of(offset).containing(offset)

    def cluster_at(self, offset: int) -> Range:
        """Return the offsets of the cluster that holds `offset`."""
        found = self.cluster(offset)
        return Range(found.start, found.end)

    def beside(self, offset: int, rows: int) -> int:
        """Return the offset `rows` rows below (negative: above), in the same column or the nearest to it."""
        place = self.place(offset)
        return self.offset(self.nearest_row(place.row + rows), place.column)

    def line_of(self, offset: int) -> Line:
        """Return the line that shows `offset`."""
        return self.row(self.row_of(offset))

    def runs(self, start: int, end: int, within: range | None = None) -> list[Run]:
        """Return the cells that show the text from `start` to `end`, neighbours in one run, top to bottom.

        A range that is one in the text may be several runs even on one line. Rows outside `within` are not looked at.
        """
        if start >= end:
            return []
        rows = range(self.row_of(start), self.row_of(end - 1) + 1)
        if within is not None:
            rows = range(max(rows.start, within.start), min(rows.stop, within.stop))
        return [run for row in rows for run in self._runs_of_row(row, start, end)]

    def paragraph_of(self, offset: int) -> int:
        """Return the number of the paragraph that holds `offset`, or whose line end does."""
        if not 0 <= offset <= len(self.text):
            raise IndexError(f"The text has {len(self.text)} code points; there is no offset {offset}.")
        self._measure(offset)
        return bisect_right(self._starts, offset) - 1

    def paragraph(self, index: int) -> Range:
        """Return the offsets of a paragraph without its line end. IndexError if there is none of that number."""
        return self._paragraph(index).range

    def paragraph_rows(self, index: int) -> range:
        """Return the rows of a paragraph. IndexError if there is none of that number."""
        height = self._paragraph(index).height
        return range(self._first_rows[index], self._first_rows[index] + height)

    def _paragraph(self, index: int) -> LaidParagraph:
        while index >= len(self._paragraphs) and self._next_start is not None:
            self._measure_next(self._next_start)
        if not 0 <= index < len(self._paragraphs):
            raise IndexError(f"The text has {len(self._paragraphs)} paragraphs; there is no paragraph {index}.")
        return self._paragraphs[index]

    def _paragraph_of_row(self, row: int) -> int:
        while self._measured_rows <= row and self._next_start is not None:
            self._measure_next(self._next_start)
        if not self._paragraphs:
            self._measure(0)
        return bisect_right(self._first_rows, row) - 1

    def _measure(self, offset: int) -> None:
        """Measure up to the paragraph that holds `offset`."""
        while self._next_start is not None and self._next_start <= offset:
            self._measure_next(self._next_start)

    def _measure_next(self, start: int) -> None:
        end = self.text.find("\n", start)
        self._next_start = None if end < 0 else end + 1
        end = len(self.text) if end < 0 else end
        content = end - 1 if self._next_start is not None and end > start and self.text[end - 1] == "\r" else end
        line_end = 0 if self._next_start is None else self._next_start - content
        edges = self._edges[bisect_right(self._edges, start) : bisect_left(self._edges, content)]
        paragraph = LaidParagraph(
            self.text[start:content], start, line_end, self.width, self.direction, self.terminal, edges
        )
        self._paragraphs.append(paragraph)
        self._starts.append(start)
        self._first_rows.append(self._measured_rows)
        self._measured_rows += paragraph.height

    def _runs_of_row(self, row: int, start: int, end: int) -> Iterator[Run]:
        first = last = -1
        for cluster in self.row(row).clusters:
            if cluster.start >= end or cluster.end <= start:
                continue
            if cluster.column != last:
                if first >= 0:
                    yield Run(row, first, last)
                first = cluster.column
            last = cluster.column + cluster.width
        if first >= 0:
            yield Run(row, first, last)


@lru_cache(maxsize=8)
def lay_out(
    text: str,
    width: int,
    direction: Direction = "auto",
    terminal: Terminal = PLAIN,
    edges: frozenset[int] = frozenset(),
) -> Layout:
    """Return the layout of these values, the same one if it was asked for a moment ago."""
    return Layout(text, width, direction, terminal, edges)
