"""A find with what stands around it as a row: its document, then columns that read from the side its text begins on."""

from rich.style import Style

from corpus_tool.text.inline import cells, fit
from corpus_tool.text.surroundings import in_columns
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.mirroring import reverses
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench.concordance import Line

FIND_WIDTH = 24
KEY_WIDTH = 12


def row_of(line: Line, find_width: int, side: int, terminal: Terminal) -> Row:
    """The document, then the find in its column; a right-to-left text begins on the right of it."""
    key = fit(line.document, KEY_WIDTH, terminal)
    name = Piece(key + " " * (KEY_WIDTH - cells(key, terminal) + 1), palette.DIM)
    return Row((name, *columns_of(line, find_width, side, terminal)), (line.start, line.end))


def columns_of(
    line: Line,
    find_width: int,
    side: int,
    terminal: Terminal,
    *,
    around: Style = palette.PLAIN,
    find: Style = palette.BOLD,
) -> tuple[Piece, ...]:
    """The find in its column with what stands around it; `around` and `find` are how they look."""
    left, middle, right, direction = in_columns(line.before, line.text, line.after, find_width, side, terminal)
    room = " " * (find_width - cells(middle, terminal))
    lead, trail = (room, "") if direction == "rtl" else ("", room)
    found = (
        Piece(_marked(left, direction), around),
        Piece(f" {lead}", around),
        Piece(_marked(middle, direction), find),
        Piece(f"{trail} ", around),
        Piece(_marked(right, direction), around),
    )
    if reverses(terminal):  # the line begins on the right: there it is filled up, so that the finds stand in one column
        return (Piece(" " * (side - cells(right, terminal)), around), *reversed(found))
    return (Piece(" " * (side - cells(left, terminal)), around), *found)


def _marked(text: str, direction: str) -> str:
    """The text, told by a mark without a cell of its own which way it runs, whatever it begins with."""
    return text and {"rtl": "\u200f", "ltr": "\u200e"}.get(direction, "") + text
