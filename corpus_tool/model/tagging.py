"""Spans <-> IOB2 tags: one tag a token, so one span a token at most."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from corpus_tool.model.annotations import Span, first_offset, last_offset
from corpus_tool.model.losses import Reason
from corpus_tool.text.tokens import Token

OUTSIDE = "O"


class Tagging(NamedTuple):
    """Tags for tokens, and what became of each span."""

    tags: tuple[str, ...]
    """`O`, `B-LABEL` or `I-LABEL`, one for each token."""
    kept: tuple[Span, ...]
    lost: tuple[tuple[Span, Reason], ...]


class TokenRange(NamedTuple):
    """Token numbers, half-open."""

    first: int
    end: int


def iob2(spans: Sequence[Span], tokens: Sequence[Token], sentence_starts: Sequence[int] = ()) -> Tagging:
    """Tag `tokens` (in order, disjoint) with `spans`; where two want one token, the wider span has it.

    Lost are spans that are discontinuous, that begin or end inside a token, that cover none, that lie in or across
    a span already placed, or that cross one of `sentence_starts` (token numbers, ascending).
    """
    tags = [OUTSIDE] * len(tokens)
    owners: list[TokenRange | None] = [None] * len(tokens)
    kept: list[Span] = []
    lost: list[tuple[Span, Reason]] = []
    starts = [token.start for token in tokens]
    for span in sorted(spans, key=lambda span: (first_offset(span) - last_offset(span), first_offset(span))):
        place = _place(span, tokens, starts, sentence_starts)
        if isinstance(place, TokenRange):
            place = _free(place, owners)
        if isinstance(place, Reason):
            lost.append((span, place))
            continue
        kept.append(span)
        for number in range(*place):
            owners[number] = place
            tags[number] = f"{'B' if number == place.first else 'I'}-{span.label}"
    order = {span.id: number for number, span in enumerate(spans)}
    return Tagging(
        tuple(tags),
        tuple(sorted(kept, key=lambda span: order[span.id])),
        tuple(sorted(lost, key=lambda pair: order[pair[0].id])),
    )


def _place(
    span: Span, tokens: Sequence[Token], starts: list[int], sentence_starts: Sequence[int]
) -> TokenRange | Reason:
    """The tokens a span covers exactly, or why there are none."""
    if len(span.fragments) > 1:
        return Reason.DISCONTINUOUS
    ((start, end),) = span.fragments
    first, after = bisect_left(starts, start), bisect_left(starts, end)
    if first > 0 and tokens[first - 1].end > start:
        return Reason.PART_OF_WORD
    if first == after:
        return Reason.WORDLESS
    if tokens[after - 1].end > end:
        return Reason.PART_OF_WORD
    if bisect_left(sentence_starts, first + 1) < bisect_left(sentence_starts, after):
        return Reason.CROSSES_SENTENCE
    return TokenRange(first, after)


def _free(place: TokenRange, owners: Sequence[TokenRange | None]) -> TokenRange | Reason:
    """The place, where no wider span has any of its tokens; else whether it lies inside one or across its edge."""
    taken = {owner for owner in owners[place.first : place.end] if owner is not None}
    if not taken:
        return place
    inside = any(owner.first <= place.first and place.end <= owner.end for owner in taken)
    return Reason.NESTED if inside else Reason.OVERLAPPING


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
