"""The article: its lines in visual order, brackets beneath what is marked, the selection. Draws only what is seen."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from corpus_tool.text.bidi import Direction
from corpus_tool.text.layout import Layout, lay_out
from corpus_tool.text.lines import Line
from corpus_tool.text.selection import Selection, standing
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.lanes import Bracket, Drawn, brackets_by_row, lanes, listed, narrowest_first
from corpus_tool.tui.painting import lane_strip, text_strip
from corpus_tool.tui.pointing import Drag, as_seen, bracket_at

GUTTER = 1
"""Empty columns on either side of the text."""

NOTED = "?"
"""Stands left of a row that somebody has said something about; at the right is the scroll bar."""

PULL_SECONDS = 0.05
"""Between two steps of scrolling while the mouse is held above or below the text: twenty rows a second."""

SENTENCE_CLICKS = 3


class TextPane(ScrollView, can_focus=True):
    """Shows a text of one direction with annotations on it. What is shown is set by the screen; clicks are told it."""

    DEFAULT_CSS = "TextPane { height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }"

    @dataclass
    class Pointed(Message):
        """The mouse was pressed on a character, or dragged to one."""

        offset: int
        anchor: int | None
        """The character from which to select; None: only the one pointed at."""
        by_letter: bool
        """Whether single letters are meant, not words."""

    @dataclass
    class Tripled(Message):
        """A character was clicked three times."""

        offset: int

    @dataclass
    class Bracketed(Message):
        """The bracket of an annotation was pressed."""

        id: str

    def __init__(self, text: str, direction: Direction, terminal: Terminal = PLAIN) -> None:
        super().__init__()
        self._text = text
        self._direction: Direction = direction
        self._terminal = terminal
        self._annotations: tuple[Drawn, ...] = ()
        self._selection: Selection | None = None
        self._dimmed: tuple[tuple[int, int], ...] = ()
        self._noted: frozenset[int] = frozenset()
        self._hints: Mapping[str, str] = {}
        self._current: str | None = None
        self._lanes: dict[int, tuple[tuple[Bracket, ...], ...]] = {}
        self._marks: dict[int, tuple[Drawn, ...]] = {}
        self._first_lines: list[int] = [0]
        self._dragged: Drag | None = None
        self._pull: Timer | None = None

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

    def show_noted(self, offsets: tuple[int, ...]) -> None:
        """Put a sign beside the rows of these offsets: somebody has said something about them."""
        if (noted := frozenset(offsets)) != self._noted:
            self._noted = noted
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
        if lane < 0 and self._is_noted(layout.row(row)):
            sign = Strip([Segment(NOTED, palette.HINT)], GUTTER)
            return Strip.join([sign, strip, blank]).apply_style(self.rich_style)
        return Strip.join([blank, strip, blank]).apply_style(self.rich_style)

    def _is_noted(self, line: Line) -> bool:
        return any(line.start <= offset < max(line.end, line.start + 1) for offset in self._noted)

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
        """Tell what was pressed: a bracket or a character; shift or alt select up to it, ctrl selects by letter."""
        row, lane = self._pointed_row(event.y)
        if lane is not None and (id := bracket_at(self._lanes.get(row, ()), lane, event.x - GUTTER)):
            self.post_message(self.Bracketed(id))
            return
        self.capture_mouse()
        offset = self._offset_at(row, event.x)
        anchor = standing(self._selection) if self._selection and (event.shift or event.meta) else None
        self._dragged = Drag(offset if anchor is None else anchor, event.ctrl, event.x, event.y)
        self.post_message(self.Pointed(offset, anchor, event.ctrl))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell where it is dragged to; above and below the pane, again and again as the text scrolls."""
        if self._dragged and event.button and self.app.mouse_captured is self:
            self._dragged = self._dragged._replace(x=event.x, y=event.y)
            self._drag()
            self._stop_pulling()
            if not 0 <= event.y < self.size.height:
                self._pull = self.set_interval(PULL_SECONDS, self._drag)

    def on_mouse_up(self) -> None:
        """Let the mouse go."""
        self._stop_pulling()
        self._dragged = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Tell that a character was clicked three times."""
        row, lane = self._pointed_row(event.y)
        if event.chain == SENTENCE_CLICKS and lane is None:
            self.post_message(self.Tripled(self._offset_at(row, event.x)))

    def _drag(self) -> None:
        if self._dragged is not None:
            row, _ = self._pointed_row(max(-1, min(self._dragged.y, self.size.height)))
            offset = self._offset_at(row, self._dragged.x)
            self.post_message(self.Pointed(offset, self._dragged.anchor, self._dragged.by_letter))

    def _stop_pulling(self) -> None:
        if self._pull is not None:
            self._pull.stop()
            self._pull = None

    def _pointed_row(self, y: int) -> tuple[int, int | None]:
        """The row of text at a line of the screen, and the lane of brackets beneath it, if it is one."""
        line = max(0, y + self.scroll_offset.y)
        row = bisect_right(self._first_lines, line) - 1
        lane = line - self._first_lines[row] - 1
        return row, lane if lane >= 0 and line < self._first_lines[-1] else None

    def _offset_at(self, row: int, x: int) -> int:
        seen = as_seen(self._terminal)
        layout = lay_out(self._text, max(1, self.size.width - 2 * GUTTER), self._direction, seen)
        return layout.offset(row, x - GUTTER)

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
            self.refresh_lines(first - self.scroll_offset.y, after - first)

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
