"""The article as lines of the screen: which row of text stands where, with which brackets beneath it. No widget in it.

A *line* is a row of the pane counted from the top of the article; a *row* is a row of the text alone, as the layout
counts. Each row of text has a line and, beneath it, one for each lane of brackets; the headline has a rule as well.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from enum import Enum
from itertools import accumulate
from typing import NamedTuple

from corpus_tool.text.layout import Layout
from corpus_tool.tui.lanes import Bracket, Drawn, brackets_by_row, lanes, limited, listed, narrowest_first

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


class Page:
    """The layout of a text with annotations on it, at one width.

    most_lanes   how many rows of brackets a row of text may have; what does not fit is counted in the last of them
    ruled        the last row of the headline
    as_list      whether brackets are listed and not put in their places: where the terminal moves the letters
    earlier      a page that differs in its annotations and its height alone: of what they have in common nothing is
                 worked out again, so an act in an article with 1,000 annotations costs 4 ms instead of 20
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
        self._most_lanes = most_lanes
        self._placed: dict[Drawn, list[tuple[int, Bracket]]] = earlier._placed if earlier else {}
        self._brackets = brackets_by_row(layout, annotations, self._placed)
        self._all_lanes: dict[int, Lanes] = {}
        self._marks: dict[int, tuple[Drawn, ...]] = {}
        stack = listed if as_list else _in_their_places
        for row, brackets in self._brackets.items():
            if earlier and earlier._brackets.get(row) == brackets:
                self._all_lanes[row], self._marks[row] = earlier._all_lanes[row], earlier._marks[row]
            else:
                self._all_lanes[row] = stack(brackets, layout.width)
                self._marks[row] = tuple(dict.fromkeys(one.drawn for one in narrowest_first(brackets)))
        self._lanes = {row: limited(laid, most_lanes) for row, laid in self._all_lanes.items()}
        self._rows_with: dict[str, set[int]] = defaultdict(set)
        for row, marks in self._marks.items():
            for drawn in marks:
                self._rows_with[drawn.id].add(row)
        heights = (1 + len(self._lanes.get(row, ())) + (row == ruled) for row in range(layout.height))
        self._first_lines = [0, *accumulate(heights)]

    def stays(self, layout: Layout, most_lanes: int) -> bool:
        """Whether it would be the same with that layout, and so many rows of brackets."""
        deepest = max(map(len, self._all_lanes.values()), default=0)
        return layout is self.layout and (
            most_lanes == self._most_lanes or min(most_lanes, self._most_lanes) >= deepest
        )

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
        beneath = number - self._first_lines[row]
        if beneath == 0:
            return Line(row, Part.TEXT)
        if beneath > len(self.lanes(row)):
            return Line(row, Part.RULE)
        return Line(row, Part.LANE, beneath - 1)

    def lines_of(self, row: int) -> range:
        """The lines of a row of text with its brackets."""
        return range(self._first_lines[row], self._first_lines[row + 1])

    def lanes(self, row: int) -> Lanes:
        """The brackets beneath a row, lane by lane."""
        return self._lanes.get(row, ())

    def marks(self, row: int) -> tuple[Drawn, ...]:
        """What is marked on a row, the narrowest first."""
        return self._marks.get(row, ())

    def rows_with(self, ids: Iterable[str | None]) -> set[int]:
        """The rows on which annotations have a bracket."""
        return {row for id in ids if id is not None for row in self._rows_with.get(id, ())}


def _in_their_places(brackets: list[Bracket], _width: int) -> Lanes:
    return lanes(brackets)
