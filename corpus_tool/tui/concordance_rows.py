"""A find with what stands around it as a row: its document, then columns that read from the side its text begins on."""

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
    left, middle, right, direction = in_columns(line.before, line.text, line.after, find_width, side, terminal)
    key = fit(line.document, KEY_WIDTH, terminal)
    room = " " * (find_width - cells(middle, terminal))
    lead, trail = (room, "") if direction == "rtl" else ("", room)
    name = Piece(key + " " * (KEY_WIDTH - cells(key, terminal) + 1), palette.DIM)
    found = (
        Piece(" " * (side - cells(left, terminal))),
        Piece(_marked(left, direction)),
        Piece(f" {lead}"),
        Piece(_marked(middle, direction), palette.BOLD),
        Piece(f"{trail} "),
        Piece(_marked(right, direction)),
    )
    return Row((name, *(reversed(found) if reverses(terminal) else found)), (line.start, line.end))


def _marked(text: str, direction: str) -> str:
    """The text, told by a mark without a cell of its own which way it runs, whatever it begins with."""
    return text and {"rtl": "\u200f", "ltr": "\u200e"}.get(direction, "") + text
