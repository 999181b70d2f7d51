"""Tokens: the pieces a text is cut into, without losing any of it.

Offsets count Unicode code points, half-open. A list of tokens is in order and disjoint; between two tokens stands
white space or nothing. No edge falls inside a base with its marks and unseen followers, so a reader never sees half a
character marked.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple
from unicodedata import category

from corpus_tool.text.classes import joining, joins

_START = attrgetter("start")
_END = attrgetter("end")


class Token(NamedTuple):
    """A piece of a text."""

    start: int
    end: int
    kind: str
    """`word`, `number`, `code` (F-16), `url`, `email`, `mention`, `hashtag`, `date`, `time`, `punctuation`, `symbol`,
    or `gap`: visible or not, something nobody claimed (a control, a lone mark, a format character)."""


def tile(text: str, proposed: Iterable[Token]) -> list[Token]:
    """Make any proposal lossless: the tokens cover every character of `text` that is not white space.

    Proposed tokens are clipped to the text and kept off each other (the earlier wins); an edge inside a base with its
    marks moves out to include them. What is left between them is cut into single characters.
    """
    inside = _offsets_inside(text)
    length = len(text)
    tiled: list[Token] = []
    position = 0
    for token in sorted(proposed):
        start, end, _ = placed = token
        if not position <= start < end <= length or start in inside or end in inside:
            start, end, _ = placed = _moved(text, token, position, inside)
            if start >= end:
                continue
        # Between most words stands one space: 7 in 10 gaps of a news text.
        if start > position and (gap := text[position:start]) != " ":
            tiled.extend(_cut(gap, position, inside))
        tiled.append(placed)
        position = end
    tiled.extend(_cut(text[position:], position, inside))
    return tiled


def token_at(tokens: Sequence[Token], offset: int) -> int | None:
    """The index of the token that holds the character at `offset`, or None where that is white space."""
    index = bisect_right(tokens, offset, key=_START) - 1
    return index if index >= 0 and offset < tokens[index].end else None


def tokens_in(tokens: Sequence[Token], start: int, end: int) -> range:
    """The indices of the tokens that share a character with `start`..`end`; for an empty range, the one around it."""
    return range(bisect_right(tokens, start, key=_END), bisect_left(tokens, max(end, start + 1), key=_START))


def snap(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The smallest range of whole tokens with every visible character of `start`..`end`.

    An empty range grows to the token around it. Where only white space is asked for, the range comes back as it was.
    """
    touched = tokens_in(tokens, start, end)
    return (tokens[touched[0]].start, tokens[touched[-1]].end) if touched else (start, end)


@cache
def _suspect() -> re.Pattern[str]:
    return re.compile(f"[{joining()}]")


def _offsets_inside(text: str) -> set[int]:
    """Offsets where no token may begin or end: before a mark or an unseen character, unless white space stands before.

    What follows white space stands alone, so that no token begins with a space.
    """
    return {
        offset
        for match in _suspect().finditer(text)
        if (offset := match.start()) and joins(match[0]) and not text[offset - 1].isspace()
    }


def _moved(text: str, token: Token, position: int, inside: set[int]) -> Token:
    """`token` moved to allowed edges at or after `position`, an allowed edge itself; empty if nothing is left of it."""
    start, end = max(token.start, position), min(token.end, len(text))
    if start < end:
        while start in inside:
            start -= 1
        while end in inside:
            end += 1
    return Token(start, end, token.kind)


def _cut(gap: str, position: int, inside: set[int]) -> Iterator[Token]:
    """The characters of `gap`, which stands at `position` and begins at an allowed edge, each with its marks."""
    for start, character in enumerate(gap, position):
        if start in inside or character.isspace():
            continue
        stop = start + 1
        while stop in inside:
            stop += 1
        yield Token(start, stop, _kind(character))


@cache
def _kind(character: str) -> str:
    return {"P": "punctuation", "S": "symbol", "N": "number"}.get(category(character)[0], "gap")
