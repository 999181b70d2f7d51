"""Every key of the list of documents, from the commands themselves."""

from inspect import cleandoc

from corpus_tool.saying import tr, tr_later
from corpus_tool.text.inline import cells
from corpus_tool.tui import palette
from corpus_tool.tui.list_commands import COMMANDS
from corpus_tool.tui.widgets.lines import Piece

KEY_WIDTH = 12
_COLUMNS = (
    tr_later("state, spans and events are of your own layer. odd counts kinds of oddities"),
    tr_later("in the text, which the foot names; ask counts open questions."),
    tr_later("In a document, N and P go on through the list as it is."),
)


def library_help() -> list[list[Piece]]:
    """The page: how to move, then the commands."""
    moving = (
        (tr("arrows"), tr("Move; page up, page down, home and end too.")),
        ("enter", tr("Open the document; so do two clicks.")),
    )
    lines = [[Piece(tr(" The list of documents. Arrows scroll; any other key closes."), palette.BOLD)], []]
    told = (("  ".join(command.keys), tr(cleandoc(command.__doc__ or ""))) for command in COMMANDS)
    for keys, what in (*moving, *told):
        lines.append(_line(keys, what))
    lines += [[], *([Piece(f" {tr(line)}")] for line in _COLUMNS)]
    return lines


def _line(keys: str, what: str) -> list[Piece]:
    blank = Piece(" " * (KEY_WIDTH - cells(keys)))
    return [Piece("   "), Piece(keys, palette.BOLD), blank, Piece(" ".join(what.split()))]
