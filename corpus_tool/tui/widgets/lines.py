"""A few lines of text that may run both ways, each cut to fit."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from corpus_tool.text.bidi import Direction
from corpus_tool.text.inline import fit, visual
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui.segments import segments_of
from corpus_tool.tui.widgets.repainting import repaint_rows, rows_that_differ


class Piece(NamedTuple):
    """A stretch of one line, in one style and of its own direction: pieces stand from left to right."""

    text: str
    style: Style = Style()
    direction: Direction = "auto"
    """Of the whole, where its first letter does not tell."""


class Lines(Widget):
    """Lines of pieces; as high as they are many, up to a limit."""

    def __init__(self, *, id: str | None = None, limit: int = 8, terminal: Terminal = PLAIN) -> None:
        super().__init__(id=id)
        self._terminal = terminal
        self._lines: tuple[tuple[Piece, ...], ...] = ((),)
        self.styles.height = 1
        self._limit = limit

    def show(self, lines: Sequence[Sequence[Piece]]) -> None:
        """Show these lines from now on."""
        shown = tuple(tuple(line) for line in lines[: self._limit])
        before, self._lines = self._lines, shown
        if len(shown) != len(before):
            self.styles.height = len(shown)
            self.refresh(layout=True)
        else:
            repaint_rows(self, rows_that_differ(before, shown))

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.size.width
        if y >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        return line_strip(self._lines[y], width, self._terminal).apply_style(self.rich_style)


def line_strip(pieces: Sequence[Piece], width: int, terminal: Terminal = PLAIN) -> Strip:
    """Pieces from left to right, the last that does not fit cut at a cluster's border.

    The terminal's mode changes what is sent for a piece, never its cells: pieces are measured without it.
    """
    found: list[tuple[str, int, Style]] = []
    used = 0
    for piece in pieces:
        for cluster in visual(fit(piece.text, width - used, terminal), terminal, piece.direction):
            found.append((cluster.glyph, cluster.width, piece.style))
            used += cluster.width
    return Strip(segments_of(found), used).extend_cell_length(width)
