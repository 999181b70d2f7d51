"""Every key of the list of documents, from the commands themselves."""

from textwrap import wrap

from corpus_tool.tui import palette
from corpus_tool.tui.list_commands import COMMANDS
from corpus_tool.tui.widgets.lines import Piece

KEY_WIDTH = 12
ROOM = 56
"""Cells for what a key does, in a window of 80 columns."""

_COLUMNS = (
    "state, spans and events are of your own layer. odd counts kinds of oddities",
    "in the text, which the foot names; ask counts open questions.",
    "In a document, N and P go on through the list as it is.",
)


def library_help() -> list[list[Piece]]:
    """The page: how to move, then the commands."""
    moving = (
        ("arrows", "Move; page up, page down, home and end too."),
        ("enter", "Open the document; so do two clicks."),
    )
    lines = [[Piece(" The list of documents. Arrows scroll; any other key closes.", palette.BOLD)], []]
    for keys, what in (*moving, *(("  ".join(command.keys), command.__doc__ or "") for command in COMMANDS)):
        lines += _lines(keys, what)
    lines += [[], *([Piece(f" {line}")] for line in _COLUMNS)]
    return lines


def _lines(keys: str, what: str) -> list[list[Piece]]:
    first, *others = wrap(what, ROOM)
    blank = " " * (KEY_WIDTH + 3)
    return [
        [Piece(f"   {keys:{KEY_WIDTH}}", palette.BOLD), Piece(first)],
        *([Piece(blank + other)] for other in others),
    ]
