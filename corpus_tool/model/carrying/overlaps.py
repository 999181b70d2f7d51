"""One span at a place: of spans that share characters, the widest or the narrowest stay."""

from bisect import bisect_right, insort
from collections.abc import Sequence
from itertools import pairwise

from corpus_tool.model.annotations import Annotation, Fragment, Span, first_offset, last_offset
from corpus_tool.model.losses import Lost, Reason
from corpus_tool.model.policies import Overlaps


def one_at_a_place(annotations: Sequence[Annotation], overlaps: Overlaps) -> tuple[list[Annotation], list[Lost]]:
    """Annotations of which no two spans share a character; of equal ones the first in the order of the layer stays."""
    spans = [one for one in annotations if isinstance(one, Span)]
    if _are_apart(spans):
        return list(annotations), []
    sign = 1 if overlaps is Overlaps.NARROWEST else -1
    spans.sort(key=lambda span: (sign * (last_offset(span) - first_offset(span)), first_offset(span)))
    taken: list[Fragment] = []
    gone: dict[str, Reason] = {}
    for span in spans:
        if others := [other for fragment in span.fragments for other in _met(fragment, taken)]:
            gone[span.id] = _how(span, others)
        else:
            for fragment in span.fragments:
                insort(taken, fragment)
    kept = [one for one in annotations if one.id not in gone]
    return kept, [(one, gone[one.id]) for one in annotations if one.id in gone]


def _are_apart(spans: Sequence[Span]) -> bool:
    """Whether no two share a character, as nearly everywhere."""
    places = sorted([fragment for span in spans for fragment in span.fragments])
    return all(end <= start for (_, end), (start, _) in pairwise(places))


def _met(fragment: Fragment, taken: Sequence[Fragment]) -> list[Fragment]:
    """Those of disjoint, ascending stretches that share a character with a fragment."""
    number = bisect_right(taken, fragment[0], key=lambda other: other[1])
    found = []
    while number < len(taken) and taken[number][0] < fragment[1]:
        found.append(taken[number])
        number += 1
    return found


def _how(span: Span, others: Sequence[Fragment]) -> Reason:
    start, end = first_offset(span), last_offset(span)
    if any(other[0] <= start and end <= other[1] for other in others):
        return Reason.NESTED
    if all(start <= other[0] and other[1] <= end for other in others):
        return Reason.AROUND
    return Reason.OVERLAPPING
