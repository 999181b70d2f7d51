"""Every key of the list of documents, from the commands themselves."""

from corpus_tool.tui import palette
from corpus_tool.tui.commands.library import COMMANDS
from corpus_tool.tui.widgets.lines import Piece

KEY_WIDTH = 14

_COLUMNS = (
    "state, spans and events are of your own layer. odd counts the kinds of oddities in the text, which",
    "the foot names; ask counts open questions. In a document, N and P go on through the list as it is.",
)


def library_help() -> list[list[Piece]]:
    """The page: how to move, then the commands."""
    moving = (
        ("arrows", "Move; page up, page down, home and end too."),
        ("enter", "Open the document; so do two clicks."),
    )
    lines = [[Piece(" The list of documents. Arrows scroll; any other key closes.", palette.BOLD)], []]
    lines += [_line(keys, what) for keys, what in moving]
    lines += [_line("  ".join(command.keys), command.__doc__ or "") for command in COMMANDS]
    lines += [[], *([Piece(f" {line}")] for line in _COLUMNS)]
    return lines


def _line(keys: str, what: str) -> list[Piece]:
    return [Piece(f"   {keys:{KEY_WIDTH}}", palette.BOLD), Piece(what)]
