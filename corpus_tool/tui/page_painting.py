"""A line of the page -> a strip: what stands beside the text, its letters, the brackets beneath. No widget in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from corpus_tool.model.regions import Region
from corpus_tool.text.lines import Line as Row
from corpus_tool.text.selection import Selection
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.lanes import Bracket
from corpus_tool.tui.margins import Regions, margin
from corpus_tool.tui.page import Line, Page, Part
from corpus_tool.tui.painting import lane_strip, text_strip

RULE = "\u2500"
NOTED = "?"
"""Stands beside a row that somebody has said something about."""


@dataclass(frozen=True, slots=True)
class Look:
    """A page, and what is to be seen on it."""

    page: Page
    terminal: Terminal
    regions: tuple[Region, ...]
    noted: frozenset[int]
    """Offsets that somebody has said something about."""
    selection: Selection | None
    current: str | None
    """The annotation that stands out."""
    hints: Mapping[str, str]
    """The keys that pick annotations."""
    margin: int
    """Cells beside the text."""
    is_numbered: bool
    starts_right: bool

    def of(self, line: Line) -> object:
        """All that a line is painted from: where it is equal, so is the strip."""
        page = self.page
        if line.part is Part.LANE:
            brackets = page.lanes(line.row)[line.lane]
            return page.layout, brackets, self.margin, self._current_of(brackets), self.hints
        return page.layout, page.marks(line.row), self.regions, self.margin, self.noted, self._selected_on(line.row)

    def painted(self, line: Line, width: int, ground: Style) -> Strip:
        """A line as it is seen, `width` cells, on the colours of the widget."""
        strips = [self._beside(line), self._drawn(line)]
        if self.starts_right:
            strips.reverse()
        # One strip in place of one for each step: Textual keeps seven caches in each.
        used = sum(strip.cell_length for strip in strips)
        rest = [Segment(" " * (width - used))] if used < width else []
        return Strip(Segment.apply_style(chain(*strips, rest), ground), max(used, width))

    def _current_of(self, brackets: tuple[Bracket, ...]) -> str | None:
        return self.current if any(one.drawn.id == self.current for one in brackets) else None

    def _selected_on(self, number: int) -> Selection | None:
        """The selection, where it reaches into a row."""
        row, selection = self.page.layout.row(number), self.selection
        end = max(row.end, row.start + 1)
        return selection if selection and selection.start < end and row.start < selection.end else None

    def _drawn(self, line: Line) -> Strip:
        page = self.page
        width = page.layout.width
        if line.part is Part.RULE:
            return Strip([Segment(RULE * width, palette.DIM)], width)
        if line.part is Part.LANE:
            return lane_strip(page.lanes(line.row)[line.lane], width, self.current, self.hints, self.terminal)
        row = page.layout.row(line.row)
        style = Regions(self.regions).looked(row.start, row.end).style
        return text_strip(row, width, page.marks(line.row), self._selected_on(line.row), style)

    def _beside(self, line: Line) -> Strip:
        layout = self.page.layout
        if line.part is not Part.TEXT:
            return Strip.blank(self.margin)
        row = layout.row(line.row)
        paragraph = layout.paragraph_of(row.start)
        is_first = self.is_numbered and layout.paragraph_rows(paragraph).start == line.row
        number = paragraph + 1 if is_first else None
        if self._is_noted(row):
            return margin(self.margin, number, NOTED, palette.HINT, on_the_right=self.starts_right)
        sign = Regions(self.regions).looked(row.start, row.end).sign
        return margin(self.margin, number, sign, on_the_right=self.starts_right)

    def _is_noted(self, row: Row) -> bool:
        return any(row.start <= offset < max(row.end, row.start + 1) for offset in self.noted)
