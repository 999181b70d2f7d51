"""A few lines of text that may run both ways, each cut to fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from corpus_tool.text.bidi import Direction
from corpus_tool.text.inline import cells, fit, visual
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.mirroring import direction_of, is_mirrored, placed, reverses
from corpus_tool.tui.segments import segments_of
from corpus_tool.tui.widgets.kept_rows import Fixed, OnGround
from corpus_tool.tui.widgets.repainting import repaint_rows, rows_that_differ

KEPT = 512
"""Lines that are kept once they were made, with what Textual works out of them: some screens full."""


class Piece(NamedTuple):
    """A stretch of one line, in one style and of its own direction: pieces stand one behind the other."""

    text: str
    style: Style = Style()
    direction: Direction = "auto"
    """Of the whole, where its first letter does not tell."""


class Lines(Fixed, OnGround):
    """Lines of pieces; as high as they are many, up to a limit. Tells which key the mouse is on, and what it clicks."""

    @dataclass
    class Hovered(Message):
        """The mouse went to the name of another key, or away from all."""

        lines: "Lines"
        key: str

    @dataclass
    class Clicked(Message):
        """Something was clicked."""

        lines: "Lines"
        row: int
        piece: int
        """The number of the piece there; that of the last one and one more behind all."""
        key: str
        """The key whose name, or what it does, stands there; empty for none."""

    def __init__(self, *, id: str | None = None, limit: int = 8, terminal: Terminal = PLAIN) -> None:
        super().__init__(id=id)
        self._terminal = terminal
        self._lines: tuple[tuple[Piece, ...], ...] = ((),)
        self.styles.height = 1
        self._limit = limit
        self._hovered = ""

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell of the key there: its name, and what stands behind it up to the next one."""
        self._hover(key_at(self._pieces(event.y), self._along(event.x)))

    def on_click(self, event: events.Click) -> None:
        """Tell what is clicked."""
        pieces, cell = self._pieces(event.y), self._along(event.x)
        self.post_message(self.Clicked(self, event.y, piece_at(pieces, cell), key_at(pieces, cell)))

    def _pieces(self, y: int) -> Sequence[Piece]:
        return self._lines[y] if y < len(self._lines) else ()

    def _along(self, x: int) -> int:
        """The cell counted from where the line begins."""
        return self.size.width - 1 - x if is_mirrored() else x

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self._hover("")

    def _hover(self, key: str) -> None:
        if key != self._hovered:
            self._hovered = key
            self.post_message(self.Hovered(self, key))

    def show(self, lines: Sequence[Sequence[Piece]]) -> None:
        """Show these lines from now on."""
        shown = tuple(tuple(line) for line in lines[: self._limit])
        before, self._lines = self._lines, shown
        if self._hovered and shown != before:
            self._hover("")  # something else stands under the mouse now
        if len(shown) != len(before):
            self.styles.height = len(shown)
            self.refresh(layout=True)
        else:
            repaint_rows(self, rows_that_differ(before, shown))

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.size.width
        if y >= len(self._lines):
            return Strip.blank(width, self.ground)
        return line_strip(self._lines[y], width, self._terminal).apply_style(self.ground)


def key_at(pieces: Sequence[Piece], cell: int) -> str:
    """The key whose name, or what it does, stands at a cell counted from where the line begins; empty for none."""
    key = ""
    for piece in pieces[: piece_at(pieces, cell) + 1]:
        if piece.style == palette.KEY:
            key = piece.text.strip()
        elif not piece.text.strip() and len(piece.text) > 1:
            key = ""
    return key if cell < sum(cells(piece.text) for piece in pieces) else ""


def piece_at(pieces: Sequence[Piece], cell: int) -> int:
    """The number of the piece at a cell counted from where the line begins; how many there are behind all."""
    ends = accumulate(cells(piece.text) for piece in pieces)
    return next((number for number, end in enumerate(ends) if cell < end), len(pieces))


def line_strip(pieces: Sequence[Piece], width: int, terminal: Terminal = PLAIN) -> Strip:
    """Pieces from left to right (from the right, where the interface is mirrored), the last one cut that does not fit.

    The terminal's mode changes what is sent for a piece, never its cells: pieces are measured without it.
    """
    return _line_strip(tuple(pieces), width, terminal, is_mirrored())


@lru_cache(KEPT)
def _line_strip(pieces: tuple[Piece, ...], width: int, terminal: Terminal, mirrored: bool) -> Strip:
    """`mirrored` tells one from the other where they are kept."""
    shown: list[list[tuple[str, int, Style]]] = []
    used = 0
    for piece in pieces:
        clusters = visual(fit(piece.text, width - used, terminal), terminal, direction_of(piece.text, piece.direction))
        shown.append([(one.glyph, one.width, piece.style) for one in placed(clusters, terminal)])
        used += sum(cluster.width for cluster in clusters)
    if reverses(terminal):
        shown.reverse()
    strip = Strip(segments_of(chain.from_iterable(shown)), used)
    if mirrored:
        return Strip.join([Strip.blank(max(0, width - used)), strip])
    return strip.extend_cell_length(width)
