"""A few lines of text that may run both ways, each cut to fit."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from corpus_tool.text.bidi import Direction
from corpus_tool.text.inline import fit, visual
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui.mirroring import direction_of, is_mirrored, placed, reverses
from corpus_tool.tui.segments import segments_of
from corpus_tool.tui.widgets.repainting import repaint_rows, rows_that_differ


class Piece(NamedTuple):
    """A stretch of one line, in one style and of its own direction: pieces stand one behind the other."""

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
    """Pieces from left to right (from the right, where the interface is mirrored), the last one cut that does not fit.

    The terminal's mode changes what is sent for a piece, never its cells: pieces are measured without it.
    """
    shown: list[list[tuple[str, int, Style]]] = []
    used = 0
    for piece in pieces:
        clusters = visual(fit(piece.text, width - used, terminal), terminal, direction_of(piece.text, piece.direction))
        shown.append([(one.glyph, one.width, piece.style) for one in placed(clusters, terminal)])
        used += sum(cluster.width for cluster in clusters)
    if reverses(terminal):
        shown.reverse()
    strip = Strip(segments_of(chain.from_iterable(shown)), used)
    if is_mirrored():
        return Strip.join([Strip.blank(max(0, width - used)), strip])
    return strip.extend_cell_length(width)
