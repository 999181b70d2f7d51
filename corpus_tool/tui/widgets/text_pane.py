"""The article: its lines in visual order, brackets beneath what is marked, the selection. Draws only what is seen."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from corpus_tool.text.bidi import Direction
from corpus_tool.text.layout import Layout, lay_out
from corpus_tool.text.selection import Selection
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui.lanes import Bracket, Drawn, brackets_by_row, lanes, listed, narrowest_first
from corpus_tool.tui.painting import lane_strip, text_strip
from corpus_tool.tui.widgets.repainting import repaint_rows

GUTTER = 1
"""Empty columns on either side of the text."""


class TextPane(ScrollView, can_focus=True):
    """Shows a text of one direction with annotations on it. What is shown is set by the screen; clicks are told it."""

    DEFAULT_CSS = "TextPane { height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }"

    @dataclass
    class Pointed(Message):
        """The mouse was pressed on, or dragged to, a character."""

        offset: int
        dragging: bool

    def __init__(self, text: str, direction: Direction, terminal: Terminal = PLAIN) -> None:
        super().__init__()
        self._text = text
        self._direction: Direction = direction
        self._terminal = terminal
        self._annotations: tuple[Drawn, ...] = ()
        self._selection: Selection | None = None
        self._dimmed: tuple[tuple[int, int], ...] = ()
        self._hints: Mapping[str, str] = {}
        self._current: str | None = None
        self._lanes: dict[int, tuple[tuple[Bracket, ...], ...]] = {}
        self._marks: dict[int, tuple[Drawn, ...]] = {}
        self._first_lines: list[int] = [0]

    @property
    def layout_of_text(self) -> Layout:
        """The layout at today's width."""
        return lay_out(self._text, max(1, self.size.width - 2 * GUTTER), self._direction, self._terminal)

    def show_annotations(self, annotations: tuple[Drawn, ...]) -> None:
        """Draw these from now on."""
        if annotations != self._annotations:
            self._annotations = annotations
            self._measure()

    def show_dimmed(self, ranges: tuple[tuple[int, int], ...]) -> None:
        """Draw the text of these ranges dimmed: it is not the article's own."""
        if ranges != self._dimmed:
            self._dimmed = ranges
            self.refresh()

    def show_selection(self, selection: Selection, current: str | None) -> None:
        """Move the selection; only the rows it leaves and enters are painted."""
        before = (self._selection, self._current)
        self._selection, self._current = selection, current
        for one in {before[0], selection}:
            if one is not None:
                self._refresh_rows(one)
        if before[1] != current:
            self._refresh_annotations({before[1], current})
        self._bring_into_view(selection)

    @property
    def shows_invisible(self) -> bool:
        """Whether joiners, direction marks and the like have a sign of their own."""
        return self._terminal.show_invisible

    def show_invisible(self, shown: bool) -> None:
        """Give the invisible a sign of its own, or no longer; the selection stays on its text, and in view."""
        self._terminal = replace(self._terminal, show_invisible=shown)
        self._measure()
        if self._selection:
            self._bring_into_view(self._selection)

    def show_hints(self, hints: Mapping[str, str]) -> None:
        """Draw the keys that pick annotations; none ends it."""
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def on_resize(self) -> None:
        """Lay out anew at the new width, and keep the selection in view."""
        self._measure()
        if self._selection:
            self._bring_into_view(self._selection)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.size.width
        line = y + self.scroll_offset.y
        layout = self.layout_of_text
        row = bisect_right(self._first_lines, line) - 1
        if width <= 2 * GUTTER or not layout.has_row(row) or line >= self._first_lines[-1]:
            return Strip.blank(width, self.rich_style)
        lane = line - self._first_lines[row] - 1
        if lane < 0:
            strip = text_strip(layout.row(row), layout.width, self._marks.get(row, ()), self._selection, self._dimmed)
        else:
            strip = lane_strip(self._lanes[row][lane], layout.width, self._current, self._hints, self._terminal)
        blank = Strip.blank(GUTTER)
        return Strip.join([blank, strip, blank]).apply_style(self.rich_style)

    def offset_beside(self, offset: int, rows: int) -> int:
        """The offset `rows` rows above or below, in the same column."""
        layout = self.layout_of_text
        place = layout.place(offset)
        return layout.offset(layout.nearest_row(place.row + rows), place.column)

    def line_edges(self, offset: int) -> tuple[int, int]:
        """Where the line that shows `offset` starts and ends in the text."""
        layout = self.layout_of_text
        line = layout.row(layout.row_of(offset))
        return line.start, line.end

    @property
    def page_rows(self) -> int:
        """About how many rows of text a page holds."""
        return max(1, self.size.height // 2)

    def runs_leftwards(self, offset: int) -> bool:
        """Whether the paragraph at `offset` runs from right to left."""
        layout = self.layout_of_text
        return layout.row(layout.row_of(offset)).level % 2 == 1

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Tell where it was pressed."""
        self.capture_mouse()
        self._point(event, dragging=False)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell where it is dragged to."""
        if event.button and self.app.mouse_captured is self:
            self._point(event, dragging=True)

    def on_mouse_up(self) -> None:
        """Let the mouse go."""
        self.release_mouse()

    def _point(self, event: events.MouseEvent, *, dragging: bool) -> None:
        line = max(0, event.y + self.scroll_offset.y)
        row = bisect_right(self._first_lines, line) - 1
        self.post_message(self.Pointed(self.layout_of_text.offset(row, event.x - GUTTER), dragging))

    def _measure(self) -> None:
        """Find each row's brackets, and where each row of text stands on the screen."""
        layout = self.layout_of_text
        found = brackets_by_row(layout, self._annotations)
        self._lanes = {row: self._stacked(brackets, layout.width) for row, brackets in found.items()}
        self._marks = {
            row: tuple(dict.fromkeys(bracket.drawn for bracket in narrowest_first(brackets)))
            for row, brackets in found.items()
        }
        heights = (1 + len(self._lanes.get(row, ())) for row in range(layout.height))
        self._first_lines = [0, *accumulate(heights)]
        self.virtual_size = Size(self.size.width, self._first_lines[-1])
        self.refresh()

    def _stacked(self, brackets: list[Bracket], width: int) -> tuple[tuple[Bracket, ...], ...]:
        return listed(brackets, width) if self._terminal.mode == "logical" else lanes(brackets)

    def _refresh_rows(self, selection: Selection) -> None:
        layout = self.layout_of_text
        if selection.end > len(self._text):
            return
        first, last = layout.row_of(selection.start), layout.row_of(max(selection.start, selection.end - 1))
        for row in range(first, last + 1):
            self._refresh_line(row)

    def _refresh_annotations(self, ids: set[str | None]) -> None:
        for row, marks in self._marks.items():
            if any(drawn.id in ids for drawn in marks):
                self._refresh_line(row)

    def _refresh_line(self, row: int) -> None:
        if row + 1 < len(self._first_lines):
            first, after = self._first_lines[row], self._first_lines[row + 1]
            repaint_rows(self, range(first - self.scroll_offset.y, after - self.scroll_offset.y))

    def _bring_into_view(self, selection: Selection) -> None:
        """Bring the row of the moving edge into view, its brackets with it, and a row around it."""
        if not self._text or not self.size.height:
            return
        row = self.layout_of_text.row_of(selection.head)
        if row + 1 >= len(self._first_lines):
            return
        first, after = self._first_lines[row] - 1, self._first_lines[row + 1] + 1
        top, height = self.scroll_offset.y, self.size.height
        if first < top:
            self.scroll_to(y=max(0, first), animate=False)
        elif after > top + height:
            self.scroll_to(y=after - height, animate=False)
