"""A find with the text around it, in three columns as they are seen. Texts stay in logical order."""

from typing import NamedTuple

from corpus_tool.text.bidi import Direction
from corpus_tool.text.inline import cells, fit
from corpus_tool.text.scripts import direction_of
from corpus_tool.text.terminal import PLAIN, Terminal


class Columns(NamedTuple):
    """What stands on the left, in the middle and on the right; in a right-to-left text, the beginning on the right."""

    left: str
    middle: str
    right: str
    direction: Direction


def in_columns(before: str, text: str, after: str, find_width: int, side: int, terminal: Terminal = PLAIN) -> Columns:
    """Cut what surrounds a find to `side` cells each, and the find to `find_width`; white space becomes one space."""
    direction = direction_of(before + text + after)
    first = _end_of(flat(before), side, terminal)
    last = fit(flat(after), side, terminal)
    middle = fit(flat(text), find_width, terminal)
    left, right = (last, first) if direction == "rtl" else (first, last)
    return Columns(left, middle, right, direction)


def flat(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def _end_of(text: str, width: int, terminal: Terminal) -> str:
    """As much of the end of `text` as fits, cut between words."""
    while cells(text, terminal) > width:
        _, space, rest = text.partition(" ")
        text = rest if space else ""
    return text
