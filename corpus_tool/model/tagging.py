"""Spans <-> tags of IOB2 and BIOES: one tag a token, so one span a token at most."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple, TypeAlias

from corpus_tool.model.span_columns import SpanColumns
from corpus_tool.text.cuts import Ranges, borders, ranges
from corpus_tool.text.tokens import Token

OUTSIDE = "O"

_TAG = re.compile(r"O|[BIESLU]-.+", re.DOTALL)

_ALONE_OR_FIRST = frozenset("BSU")
_ALONE_OR_LAST = frozenset("SUEL")

Cell: TypeAlias = Callable[[str], str]
"""A tag to what is written of it."""

Tagger: TypeAlias = Callable[[Sequence[str], Ranges, int, Cell], list[str]]
"""The labels of flat spans, the tokens under each, and how many tokens there are, to a tag for each token as it is
written.

Few words of news are in a name, so what is written is made for those alone, and once for all others.
"""


class TokenRange(NamedTuple):
    """Token numbers, half-open."""

    first: int
    end: int


def token_ranges(spans: SpanColumns, tokens: Sequence[Token]) -> list[TokenRange]:
    """Which `tokens` (in order, disjoint) each span covers. Its edges are taken to be token edges."""
    return list(map(_token_range, zip(*ranges(tokens, spans.starts, spans.ends), strict=True)))


_token_range: Callable[[tuple[int, int]], TokenRange] = partial(tuple.__new__, TokenRange)
"""Made by C: there is one for each span of an export."""


def iob2(labels: Sequence[str], under: Ranges, count: int, cell: Cell = str) -> list[str]:
    """`O`, `B-LABEL` or `I-LABEL` for each of `count` tokens."""
    tags = [cell(OUTSIDE)] * count
    for label, first, end in zip(labels, *under, strict=True):
        tags[first] = _cell(cell, "B", label)
        if end - first > 1:
            tags[first + 1 : end] = [_cell(cell, "I", label)] * (end - first - 1)
    return tags


def bioes(labels: Sequence[str], under: Ranges, count: int, cell: Cell = str) -> list[str]:
    """The same, but the last of several words is `E-LABEL`, and one that stands alone `S-LABEL`."""
    tags = iob2(labels, under, count, cell)
    for label, first, end in zip(labels, *under, strict=True):
        tags[end - 1] = _cell(cell, "E" if end - first > 1 else "S", label)
    return tags


@lru_cache(maxsize=1024)
def _cell(cell: Cell, place: str, label: str) -> str:
    """What is written of a tag: a corpus has few."""
    return cell(f"{place}-{label}")


def tags_of(spans: SpanColumns, tokens: Sequence[Token], tagger: Tagger = iob2, cell: Cell = str) -> list[str]:
    """A tag for each of `tokens` (in order, disjoint), of flat spans on whole words."""
    return tagger(spans.labels, ranges(tokens, spans.starts, spans.ends), len(tokens), cell)


def is_tag(cell: str) -> bool:
    """Whether it is a tag of IOB1, IOB2, BIOES or BILOU."""
    return _TAG.fullmatch(cell) is not None


def spans_of(tags: Sequence[str], tokens: Sequence[Token]) -> list[tuple[str, int, int]]:
    """(label, start, end) of each tagged stretch, in code points, of any of the schemes that `is_tag` knows.

    What continues nothing begins a stretch, as in IOB1.
    """
    found: list[tuple[str, int, int]] = []
    running = ""
    for tag, token in zip(tags, tokens, strict=True):
        place, label = tag[0], tag[2:]
        if tag == OUTSIDE:
            running = ""
            continue
        if label == running and place not in _ALONE_OR_FIRST:
            found[-1] = (label, found[-1][1], token.end)
        else:
            found.append((label, token.start, token.end))
        running = "" if place in _ALONE_OR_LAST else label
    return found


def token_numbers(tokens: Sequence[Token], offsets: Sequence[int]) -> list[int]:
    """The number of the first token behind each of some offsets: of each window, by where it starts."""
    starts, _ = borders(tokens)
    return [bisect_left(starts, offset) for offset in offsets]
