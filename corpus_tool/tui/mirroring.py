"""On which side things begin: on the right, where the interface is Arabic or Hebrew."""

import re

from corpus_tool.saying import side
from corpus_tool.text.bidi import Direction
from corpus_tool.text.terminal import Terminal

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_DIRECTION_MARKS = ("\u200e", "\u200f")


def is_mirrored() -> bool:
    """Whether lines begin on the right."""
    return side() == "rtl"


def pointer() -> str:
    """The arrow before the row that is current."""
    return "\u25c0" if is_mirrored() else "\u25b6"


def direction_of(text: str, own: Direction) -> Direction:
    """The direction of a piece of a line that has none of its `own`.

    In a mirrored line, whatever has a right-to-left letter is taken for a sentence of the interface, or for a word of
    its neighbours: it runs from the right even where it begins with a label. Signs alone stay as they are, since a
    bracket may be a key.
    """
    if own == "auto" and is_mirrored() and not text.startswith(_DIRECTION_MARKS) and _RIGHT_TO_LEFT.search(text):
        return "rtl"
    return own


def reverses(terminal: Terminal) -> bool:
    """Whether the pieces of a line are put down from the last to the first; a terminal that reorders rows does it."""
    return is_mirrored() and terminal.mode != "logical"
