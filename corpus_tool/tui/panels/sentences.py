"""Sentences in a panel: wrapped, where there is no list to show or no room for a row."""

from corpus_tool.text.inline import wrapped
from corpus_tool.tui import palette
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row

LEAST_WIDTH = 12


def told(sentence: str, width: int) -> list[Row]:
    """Rows of a sentence that fit into `width` cells."""
    return [
        Row((Piece(sentence[start:end].rstrip(), palette.DIM),))
        for start, end in wrapped(sentence, max(LEAST_WIDTH, width - 1))
    ]
