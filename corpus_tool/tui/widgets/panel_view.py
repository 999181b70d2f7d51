"""A panel drawn beside the text: its heading and the rows around its cursor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.message import Message
from textual.strip import Strip

from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.mirroring import pointer
from corpus_tool.tui.widgets.kept_rows import Fixed, OnGround
from corpus_tool.tui.widgets.lines import Piece, line_strip
from corpus_tool.tui.widgets.repainting import repaint_rows, rows_that_differ


class Row(NamedTuple):
    """One row of a panel."""

    pieces: tuple[Piece, ...]
    place: tuple[int, int] | None = None
    """The stretch of text it is about, half-open; None for a row that is only read."""
    id: str | None = None
    """What it stands for: an annotation, a comment, a revision, as the panel means it."""


def row_at(rows: Sequence[Row], range: tuple[int, int]) -> int | None:
    """The number of the first row about something that shares a code point with `range`."""
    start, end = range
    here = (number for number, row in enumerate(rows) if row.place and row.place[0] < end and start < row.place[1])
    return next(here, None)


WHEEL = 3
"""Rows that a step of the mouse's wheel goes on."""

TWICE = 2


class Seen(NamedTuple):
    """What one line of the panel shows."""

    pieces: tuple[Piece, ...]
    is_pointed: bool = False
    """Whether the panel's cursor is on it, and moves."""


class PanelView(Fixed, OnGround):
    """Rows under a heading. The row under the cursor is told by an arrow, not by colour alone. Clicks are told on."""

    @dataclass
    class Pointed(Message):
        """A row was clicked."""

        number: int
        is_twice: bool
        """Whether it was clicked for the second time."""

    @dataclass
    class Turned(Message):
        """The wheel of the mouse was turned."""

        rows: int
        """How far; negative for upwards."""

    def __init__(self, *, id: str | None = None, terminal: Terminal = PLAIN, is_alone: bool = False) -> None:
        """`is_alone`: nothing beside it can have the keys, so that its heading need not say that it has."""
        super().__init__(id=id)
        self._terminal = terminal
        self._is_alone = is_alone
        self._heading = ""
        self._rows: Sequence[Row] = ()
        self._cursor: int | None = None
        self._has_keys = False
        self._held: tuple[int, int] | None = None
        """The row that was clicked, and the first row in view then: nothing moves under the mouse."""

    def show(self, heading: str, rows: Sequence[Row], cursor: int | None, *, has_keys: bool) -> None:
        """Show these rows from now on, those around `cursor` where not all fit."""
        before = self._seen()
        self._heading, self._rows, self._cursor, self._has_keys = heading, rows, cursor, has_keys
        repaint_rows(self, rows_that_differ(before, self._seen()))

    @property
    def top(self) -> int:
        """The first row in view: the cursor stands in the upper third."""
        height = max(1, self.size.height - 1)
        if self._held is not None and self._held[0] == self._cursor:
            return max(0, min(self._held[1], len(self._rows) - height))
        return max(0, min((self._cursor or 0) - height // 3, len(self._rows) - height))

    def on_click(self, event: events.Click) -> None:
        """Tell which row is clicked."""
        at = event.get_content_offset(self)
        number = self.top + at.y - 1 if at is not None and at.y > 0 else len(self._rows)
        if number < len(self._rows):
            self._held = (number, self.top)
            self.post_message(self.Pointed(number, event.chain == TWICE))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Tell that the wheel was turned."""
        event.stop()
        self.post_message(self.Turned(WHEEL))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Tell that the wheel was turned."""
        event.stop()
        self.post_message(self.Turned(-WHEEL))

    def render_line(self, y: int) -> Strip:
        """The heading, or one row."""
        seen = self._line(y, self.top)
        strip = line_strip(seen.pieces, self.size.width, self._terminal)
        return (strip.apply_style(palette.SELECTED) if seen.is_pointed else strip).apply_style(self.ground)

    def _seen(self) -> list[Seen]:
        top = self.top
        return [self._line(y, top) for y in range(self.size.height)]

    def _line(self, y: int, top: int) -> Seen:
        """What the line `y` of the panel shows."""
        if y == 0:
            style = palette.HINT if self._has_keys and not self._is_alone else palette.BOLD
            return Seen((Piece(f" {self._heading}", style),))
        number = top + y - 1
        if number >= len(self._rows):
            return Seen(())
        is_pointed = self._has_keys and number == self._cursor
        return Seen((Piece(pointer() if is_pointed else " ", palette.BOLD), *self._rows[number].pieces), is_pointed)
