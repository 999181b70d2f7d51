"""Words in a panel: wrapped, on the side where they begin."""

from collections.abc import Iterator

from rich.style import Style

from corpus_tool.saying import side as interface_side
from corpus_tool.text.editing import Side, side_of
from corpus_tool.text.inline import cells, wrapped
from corpus_tool.tui import palette
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row

LEAST_WIDTH = 12


def told(sentence: str, width: int) -> list[Row]:
    """Rows of a sentence that fit into `width` cells."""
    return [Row(pieces) for pieces in paragraph(sentence, width, palette.DIM)]


def paragraph(text: str, width: int, style: Style = palette.PLAIN) -> Iterator[tuple[Piece, ...]]:
    """Lines of a text that fit into `width` cells, all of the direction of its first letter."""
    side = side_of(text, interface_side())
    room = max(LEAST_WIDTH, width)
    for start, end in wrapped(text, room):
        yield line(text[start:end], room, side, style)


def line(text: str, width: int, side: Side, style: Style = palette.PLAIN) -> tuple[Piece, ...]:
    """One line, at the far end of `width` cells where it runs against the lines of the interface."""
    words = text.rstrip()
    pad = " " * max(0, width - cells(words)) if side != interface_side() else ""
    return (Piece(pad), Piece(words, style, side))
