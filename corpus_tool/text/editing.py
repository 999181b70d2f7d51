"""A line being typed: what is in it, where its caret is, and what keys make of both. Pure functions.

The text is in logical order, as it will be stored; only left and right look at the screen. The caret is a block on a
cluster, or on the blank behind the last one, and what is typed comes before it.
"""

import re
import unicodedata
from typing import Literal, NamedTuple

from corpus_tool.text.clusters import is_border
from corpus_tool.text.inline import visual
from corpus_tool.text.lines import Cluster
from corpus_tool.text.terminal import PLAIN, Terminal

Side = Literal["ltr", "rtl"]

_LINE_ENDS_AND_TABS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]+")
_LAST_WORD = re.compile(r"\S*\s*\Z")


class Edited(NamedTuple):
    """A line and its caret, an offset in code points: 0 <= caret <= len(text)."""

    text: str = ""
    caret: int = 0


def insert(edited: Edited, typed: str) -> Edited:
    """Put text before the caret: one key or a whole paste. Line ends and tabs become a space, other controls go."""
    line = _LINE_ENDS_AND_TABS.sub(" ", typed)
    line = "".join(character for character in line if unicodedata.category(character) not in {"Cc", "Cs"})
    text = edited.text[: edited.caret] + line + edited.text[edited.caret :]
    return Edited(text, _border(text, edited.caret + len(line), 1))


def backspace(edited: Edited) -> Edited:
    """Delete the cluster before the caret."""
    return _without(edited, _border(edited.text, edited.caret - 1, -1), edited.caret)


def delete(edited: Edited) -> Edited:
    """Delete the cluster under the caret."""
    return _without(edited, edited.caret, _border(edited.text, edited.caret + 1, 1))


def delete_word(edited: Edited) -> Edited:
    """Delete the word before the caret, with the space behind it."""
    found = _LAST_WORD.search(edited.text[: edited.caret])
    return _without(edited, found.start() if found else 0, edited.caret)


def delete_before(edited: Edited) -> Edited:
    """Delete everything before the caret."""
    return _without(edited, 0, edited.caret)


def home(edited: Edited) -> Edited:
    """Go to where reading starts: the right edge of right-to-left text."""
    return edited._replace(caret=0)


def end(edited: Edited) -> Edited:
    """Go behind the last character."""
    return edited._replace(caret=len(edited.text))


def left(edited: Edited, side: Side) -> Edited:
    """Go one cell to the left."""
    return _sideways(edited, side, -1)


def right(edited: Edited, side: Side) -> Edited:
    """Go one cell to the right."""
    return _sideways(edited, side, 1)


def pointed(edited: Edited, side: Side, column: int) -> Edited:
    """Go to the cluster at a column of the whole line, or to the nearest one."""
    clusters = shown(edited, side)
    found = next((one for one in clusters if column < one.column + one.width), clusters[-1])
    return edited._replace(caret=found.start)


def side_of(text: str, otherwise: Side) -> Side:
    """The direction of the first letter (UAX #9, P2); `otherwise` where there is none yet."""
    for character in text:
        bidi_class = unicodedata.bidirectional(character)
        if bidi_class in {"L", "R", "AL"}:
            return "ltr" if bidi_class == "L" else "rtl"
    return otherwise


def shown(edited: Edited, side: Side, terminal: Terminal = PLAIN) -> tuple[Cluster, ...]:
    """The clusters from left to right, with the blank behind the last; never none."""
    return visual(edited.text + " ", terminal, side)


def caret_in(edited: Edited, clusters: tuple[Cluster, ...]) -> int:
    """The index of the cluster that the caret is on."""
    return next(index for index, cluster in enumerate(clusters) if cluster.start <= edited.caret < cluster.end)


def scrolled(first: int, width: int, total: int, caret: Cluster) -> int:
    """The first column to show of `total`, so that the caret's cells are seen; `first` where they are already."""
    lowest, highest = caret.column + caret.width - width, caret.column
    return max(0, min(max(first, lowest), highest, total - width))


def _sideways(edited: Edited, side: Side, step: int) -> Edited:
    # Where a cell is seen does not depend on what is sent for it: also a terminal that reorders shows it there.
    clusters = shown(edited, side)
    index = caret_in(edited, clusters) + step
    return edited._replace(caret=clusters[index].start) if 0 <= index < len(clusters) else edited


def _without(edited: Edited, start: int, end: int) -> Edited:
    text = edited.text[:start] + edited.text[end:]
    return Edited(text, _border(text, start, 1))


def _border(text: str, offset: int, step: int) -> int:
    """The border of clusters at `offset`, or the next one in that direction."""
    offset = min(max(offset, 0), len(text))
    while 0 < offset < len(text) and not is_border(text, offset):
        offset += step
    return offset
