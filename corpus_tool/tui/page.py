"""The article as lines of the screen: which row of text stands where, with which brackets beneath it. No widget in it.

A *line* is a row of the pane counted from the top of the article; a *row* is a row of the text alone, as the layout
counts. Each row of text has a line and, beneath it, one for each lane of brackets; the headline has a rule as well.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import accumulate
from typing import NamedTuple

from corpus_tool.model.annotations import Fragments
from corpus_tool.text.layout import Layout
from corpus_tool.tui.lanes import Bracket, Drawn, brackets_on, lanes, limited, listed, narrowest_first

Lanes = tuple[tuple[Bracket, ...], ...]


class Part(Enum):
    """What a line of the page shows."""

    TEXT = "text"
    LANE = "lane"
    RULE = "rule"
    """What sets the headline apart."""


class Line(NamedTuple):
    """One line of the page: a row of text, or what belongs to it."""

    row: int
    part: Part
    lane: int = 0


class Laid(NamedTuple):
    """What stands beneath a row of text."""

    lanes: Lanes
    marks: tuple[Drawn, ...]
    """What is marked there, the narrowest first."""


class Page:
    """The layout of a text with annotations on it, at one width.

    most_lanes   how many rows of brackets a row of text may have; what does not fit is counted in the last of them
    ruled        the last row of the headline
    as_list      whether brackets are listed and not put in their places: where the terminal moves the letters
    earlier      a page that differs in its annotations and its height alone: of what they have in common nothing is
                 worked out again, so an act in an article with 1,000 annotations costs 1 ms

    Letters are put in order, and brackets beneath them, where somebody looks: all of an article of 5,000 words takes
    100 ms. How many lanes the other rows have is counted in the order of the text, which is wrong only where both
    directions meet on a row. `settle` puts that right for the rows in view; it is then that `height` may change.
    """

    def __init__(
        self,
        layout: Layout,
        annotations: Iterable[Drawn],
        most_lanes: int,
        *,
        ruled: int | None = None,
        as_list: bool = False,
        earlier: "Page | None" = None,
    ) -> None:
        self.layout = layout
        self._annotations = tuple(annotations)
        self._most_lanes = most_lanes
        self._ruled = ruled
        self._stack = listed if as_list else _in_their_places
        self._starts: list[int] = earlier._starts if earlier else _starts(layout)
        self._rows_of: dict[Fragments, tuple[int, ...]] = earlier._rows_of if earlier else {}
        self._on_row = self._by_row()
        self._laid: dict[int, Laid] = {}
        self._depths: dict[int, int] = {}
        """Row to its lanes, as far as is known."""
        for row, marks in self._on_row.items():
            if earlier and earlier._most_lanes == most_lanes and earlier._on_row.get(row) == marks:
                self._depths[row] = earlier._depths[row]
                if row in earlier._laid:
                    self._laid[row] = earlier._laid[row]
            else:
                self._depths[row] = min(most_lanes, self._counted(row, marks))
        self._first_lines: list[int] = []
        self._add_up()

    def _by_row(self) -> dict[int, list[Drawn]]:
        """Row to what is marked on it."""
        found: dict[int, list[Drawn]] = defaultdict(list)
        for drawn in self._annotations:
            if (rows := self._rows_of.get(drawn.fragments)) is None:
                rows = self._rows_of[drawn.fragments] = _rows(self._starts, drawn.fragments)
            for row in rows:
                found[row].append(drawn)
        return dict(found)

    def _counted(self, row: int, marks: Sequence[Drawn]) -> int:
        """How many lanes a row would have if all its letters stood in the order of the text."""
        first, last = self._starts[row], self._starts[row + 1]
        stretches = [
            Bracket(max(start, first) - first, min(end, last) - first, drawn)
            for drawn in marks
            for start, end in drawn.fragments
            if start < last and first < end
        ]
        in_one_piece = len(stretches) == len(marks) and self._stack is _in_their_places
        if in_one_piece and _are_apart(stretches):
            return 1
        return len(self._stack(stretches, self.layout.width, self._most_lanes))

    def _add_up(self) -> None:
        depths, ruled = self._depths, self._ruled
        heights = (1 + depths.get(row, 0) + (row == ruled) for row in range(self.layout.height))
        self._first_lines = [0, *accumulate(heights)]

    def settle(self, top: int, height: int) -> None:
        """Put the brackets of the rows that are seen in `height` lines from `top` in their places."""
        row = self.row_at(top)
        while row < self.rows and self._first_lines[row] < top + height:
            self._look_at(row)
            row += 1

    def _look_at(self, row: int) -> Laid:
        """What stands beneath a row; from now on it is known how high it is."""
        if (laid := self._laid.get(row)) is not None:
            return laid
        marks = self._on_row.get(row, ())
        brackets = brackets_on(self.layout, row, marks)
        lanes = limited(self._stack(brackets, self.layout.width, self._most_lanes + 1), self._most_lanes, brackets)
        ordered = tuple(dict.fromkeys(one.drawn for one in narrowest_first(brackets)))
        laid = self._laid[row] = Laid(lanes, ordered)
        if len(lanes) != self._depths.get(row, 0):
            self._depths[row] = len(lanes)
            self._add_up()
        return laid

    def stays(self, layout: Layout, most_lanes: int) -> bool:
        """Whether it would be the same with that layout, and so many rows of brackets."""
        deepest = max(self._depths.values(), default=0)
        is_deep_enough = deepest < self._most_lanes and deepest <= most_lanes
        return layout is self.layout and (most_lanes == self._most_lanes or is_deep_enough)

    @property
    def height(self) -> int:
        """Lines."""
        return self._first_lines[-1]

    @property
    def rows(self) -> int:
        """Rows of text."""
        return len(self._first_lines) - 1

    def row_at(self, line: int) -> int:
        """The row of text that a line belongs to; the nearest one above or below the page."""
        return max(0, min(bisect_right(self._first_lines, line) - 1, self.rows - 1))

    def line(self, number: int) -> Line | None:
        """What a line shows; None below the page."""
        if not 0 <= number < self.height:
            return None
        row = self.row_at(number)
        depth = len(self._look_at(row).lanes)
        beneath = number - self._first_lines[row]
        if beneath == 0:
            return Line(row, Part.TEXT)
        if beneath <= depth:
            return Line(row, Part.LANE, beneath - 1)
        return Line(row, Part.RULE) if row == self._ruled and beneath == depth + 1 else self.line(number)

    def lines_of(self, row: int) -> range:
        """The lines of a row of text with its brackets."""
        self._look_at(row)
        return range(self._first_lines[row], self._first_lines[row + 1])

    def lanes(self, row: int) -> Lanes:
        """The brackets beneath a row, lane by lane."""
        return self._look_at(row).lanes

    def marks(self, row: int) -> tuple[Drawn, ...]:
        """What is marked on a row, the narrowest first."""
        return self._look_at(row).marks

    def seen(self, top: int, height: int) -> list[object]:
        """What each of `height` lines from `top` shows, but for the selection."""
        lines = [self.line(top + at) for at in range(height)]
        return [line and (line, self.marks(line.row), self.lanes(line.row)) for line in lines]

    def lines_of_text(self, ranges: Iterable[tuple[int, int]]) -> list[int]:
        """The lines in which these stretches of text stand, without those of their brackets."""
        layout = self.layout
        rows = {
            row
            for start, end in ranges
            if end <= len(layout.text)
            for row in range(layout.row_of(start), layout.row_of(max(start, end - 1)) + 1)
        }
        return [self.lines_of(row).start for row in rows]

    def lines_of_brackets(self, ids: Iterable[str | None]) -> list[int]:
        """The lines in which annotations have a bracket, and those of the brackets beside it."""
        return [line for row in self.rows_with(ids) for line in self.lines_of(row)[1:]]

    def rows_with(self, ids: Iterable[str | None]) -> set[int]:
        """The rows on which annotations have a bracket."""
        wanted = {id for id in ids if id is not None}
        return {row for drawn in self._annotations if drawn.id in wanted for row in self._rows_of[drawn.fragments]}


def _starts(layout: Layout) -> list[int]:
    """Where each row starts, and where the last one ends."""
    return [layout.first_offset(row) for row in range(layout.height + 1)]


def _rows(starts: Sequence[int], fragments: Fragments) -> tuple[int, ...]:
    """The rows on which fragments stand, each once; a line end belongs to the row before it."""
    found: dict[int, None] = {}
    for start, end in fragments:
        row, until = bisect_right(starts, start) - 1, min(end, starts[-1])
        while start < end and row < len(starts) - 1 and starts[row] < until:
            found[row] = None
            row += 1
    return tuple(found)


def _are_apart(stretches: list[Bracket]) -> bool:
    """Whether no two of them share a cell, which most rows need no more to be asked."""
    end = 0
    for first, last, _ in sorted(stretches, key=_first_cell):
        if first < end:
            return False
        end = last
    return True


def _first_cell(bracket: Bracket) -> int:
    return bracket.first


def _in_their_places(brackets: list[Bracket], _width: int, most: int) -> Lanes:
    return lanes(brackets, most)
