"""Spans <-> IOB2 tags: one tag a token, so one span a token at most."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus_tool.model.annotations import Span
from corpus_tool.text.tokens import Token

OUTSIDE = "O"


class TokenRange(NamedTuple):
    """Token numbers, half-open."""

    first: int
    end: int


def token_ranges(spans: Iterable[Span], tokens: Sequence[Token]) -> list[TokenRange]:
    """Which `tokens` (in order, disjoint) each span of one fragment covers. Its edges are taken to be token edges."""
    starts = [token.start for token in tokens]
    found = []
    for span in spans:
        ((start, end),) = span.fragments
        found.append(TokenRange(bisect_left(starts, start), bisect_left(starts, end)))
    return found


def iob2(spans: Sequence[Span], tokens: Sequence[Token]) -> list[str]:
    """`O`, `B-LABEL` or `I-LABEL` for each of `tokens`; the spans are flat and on whole words."""
    tags = [OUTSIDE] * len(tokens)
    for span, (first, end) in zip(spans, token_ranges(spans, tokens), strict=True):
        tags[first] = f"B-{span.label}"
        tags[first + 1 : end] = [f"I-{span.label}"] * (end - first - 1)
    return tags


def spans_of(tags: Sequence[str], tokens: Sequence[Token]) -> list[tuple[str, int, int]]:
    """(label, start, end) of each tagged stretch, in code points. An `I-` that continues nothing begins one."""
    found: list[tuple[str, int, int]] = []
    running = ""
    for tag, token in zip(tags, tokens, strict=True):
        label = tag[2:]
        if tag == OUTSIDE:
            running = ""
        elif tag.startswith("I-") and label == running:
            found[-1] = (label, found[-1][1], token.end)
        else:
            found.append((label, token.start, token.end))
            running = label
    return found


def sentence_starts(tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]) -> list[int]:
    """The number of the first token of each sentence; `sentences` are (start, end) in order."""
    starts = [token.start for token in tokens]
    return [bisect_left(starts, start) for start, _ in sentences]
