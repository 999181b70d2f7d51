"""Tokens: the pieces a text is cut into, without losing any of it.

Offsets count Unicode code points, half-open. A list of tokens is in order and disjoint; between two tokens stands
white space or nothing. No edge falls inside a base with its marks, so a reader never sees half a character marked.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple
from unicodedata import category

from corpus_tool.text.classes import FORMATS, REGIONAL_INDICATORS, marks

ZERO_WIDTH_JOINER = "\u200d"

_KIND_BY_CATEGORY = {"P": "punctuation", "S": "symbol", "N": "number"}

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

    Proposed tokens are clipped to the text, trimmed of white space and kept off each other (the earlier wins); an edge
    inside a base with its marks moves out to include them. What is left between them is cut into single characters.
    """
    inside = _offsets_inside(text)
    tiled: list[Token] = []
    position = 0
    for token in sorted(proposed):
        start, end, _ = placed = _placed(text, token, position, inside)
        if start >= end:
            continue
        # Between most words stands one space: 7 in 10 gaps of a news text.
        if start > position and (gap := text[position:start]) != " " and not gap.isspace():
            tiled.extend(_fill(text, position, start, inside))
        tiled.append(placed)
        position = end
    tiled.extend(_fill(text, position, len(text), inside))
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
def _continuing() -> re.Pattern[str]:
    return re.compile(f"[{marks()}{FORMATS}]+|[{REGIONAL_INDICATORS}]{{2}}")


def _offsets_inside(text: str) -> set[int]:
    """Offsets where no token may begin or end: before a mark or a format character, inside a flag or a joined emoji.

    A mark after white space or after a control has no base and stands alone.
    """
    inside: set[int] = set()
    for match in _continuing().finditer(text):
        first, end = match.span()
        stands_alone = _is_flag(text[first]) or not _has_base(text, first)
        inside.update(range(first + stands_alone, end))
        if text[end - 1] == ZERO_WIDTH_JOINER and _is_picture(text, first - 1) and _is_picture(text, end):
            inside.add(end)
    return inside


def _is_flag(character: str) -> bool:
    return REGIONAL_INDICATORS[0] <= character <= REGIONAL_INDICATORS[-1]


def _has_base(text: str, offset: int) -> bool:
    return offset > 0 and not text[offset - 1].isspace() and category(text[offset - 1]) != "Cc"


def _is_picture(text: str, offset: int) -> bool:
    return 0 <= offset < len(text) and category(text[offset]) == "So"


def _placed(text: str, token: Token, position: int, inside: set[int]) -> Token:
    """`token` moved to allowed edges at or after `position`, an allowed edge itself; empty if nothing is left of it."""
    start, end, kind = token
    if position <= start < end <= len(text) and not (
        start in inside or end in inside or text[start].isspace() or text[end - 1].isspace()
    ):
        return token
    start, end = max(start, position), min(end, len(text))
    while start < end and start in inside:
        start -= 1
    while end in inside:
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Token(start, end, kind)


def _fill(text: str, start: int, end: int, inside: set[int]) -> Iterator[Token]:
    """Cut what nobody claimed into single characters with their marks."""
    while start < end:
        stop = start + 1
        while stop in inside:
            stop += 1
        if not text[start].isspace():
            yield Token(start, stop, _KIND_BY_CATEGORY.get(category(text[start])[0], "gap"))
        start = stop
