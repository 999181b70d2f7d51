"""On which side things begin: on the right, where the interface is Arabic or Hebrew."""

import re
from collections.abc import Sequence

from corpus_tool.saying import side
from corpus_tool.text.bidi import Direction
from corpus_tool.text.lines import Cluster
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


def of_sentences() -> Direction:
    """The direction of a sentence of the interface, whatever word of a text it begins with."""
    return "auto" if is_mirrored() else "ltr"


def reverses(terminal: Terminal) -> bool:
    """Whether the pieces of a line are put down from the last to the first; a terminal that reorders rows does it."""
    return is_mirrored() and terminal.mode != "logical"


def placed(clusters: Sequence[Cluster], terminal: Terminal) -> Sequence[Cluster]:
    """The clusters of a piece as they stand on the screen: blanks before it stay before it in a mirrored line.

    A piece of Latin letters runs from the left there, too, and so would its blanks.
    """
    if not reverses(terminal) or not clusters or any(one.level % 2 for one in clusters):
        return clusters
    first = next((at for at, one in enumerate(clusters) if one.glyph != " "), 0)
    last = next((at for at, one in enumerate(reversed(clusters)) if one.glyph != " "), 0)
    end = len(clusters) - last
    return (*clusters[end:], *clusters[first:end], *clusters[:first])
