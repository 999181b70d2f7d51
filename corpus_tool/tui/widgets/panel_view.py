"""A panel drawn beside the text: its heading and the rows around its cursor."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.strip import Strip
from textual.widget import Widget

from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.widgets.lines import Piece, line_strip


class Row(NamedTuple):
    """One row of a panel."""

    pieces: tuple[Piece, ...]
    place: tuple[int, int] | None = None
    """The stretch of text it is about, half-open; None for a row that is only read."""
    id: str | None = None
    """What it stands for: an annotation, a comment, a revision, as the panel means it."""


class PanelView(Widget):
    """Rows under a heading. The row under the cursor is told by an arrow, not by colour alone."""

    def __init__(self, *, id: str | None = None, terminal: Terminal = PLAIN) -> None:
        super().__init__(id=id)
        self._terminal = terminal
        self._heading = ""
        self._rows: Sequence[Row] = ()
        self._cursor: int | None = None
        self._has_keys = False

    def show(self, heading: str, rows: Sequence[Row], cursor: int | None, *, has_keys: bool) -> None:
        """Show these rows from now on, those around `cursor` where not all fit."""
        self._heading, self._rows, self._cursor, self._has_keys = heading, rows, cursor, has_keys
        self.refresh()

    @property
    def top(self) -> int:
        """The first row in view: the cursor stands in the upper third."""
        height = max(1, self.size.height - 1)
        return max(0, min((self._cursor or 0) - height // 3, len(self._rows) - height))

    def render_line(self, y: int) -> Strip:
        """The heading, or one row."""
        width = self.size.width
        if y == 0:
            pieces = [Piece(f" {self._heading}", palette.HINT if self._has_keys else palette.BOLD)]
            return line_strip(pieces, width, self._terminal).apply_style(self.rich_style)
        number = self.top + y - 1
        if number >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        pointed = self._has_keys and number == self._cursor
        mark = Piece("▶" if pointed else " ", palette.BOLD)
        strip = line_strip([mark, *self._rows[number].pieces], width, self._terminal)
        return (strip.apply_style(palette.SELECTED) if pointed else strip).apply_style(self.rich_style)
