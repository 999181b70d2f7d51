"""The counts of SemEval-2013 task 9.1 as nervaluate 1.2.1 has them, the first annotator as gold.

They depend on the order in which spans are tried where an annotator's own spans overlap, so there is none then. Spans
overlap here where the common part is 1 % of the gold span or more; those of several fragments count from their first
to their last position.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement import Comparison, Measure, Tally, Value, Why
from corpus_tool.agreement.study import Answer, Study

CORRECT, INCORRECT, PARTIAL, MISSED, SPURIOUS = range(5)
COUNTS = ("correct", "incorrect", "partial", "missed", "spurious")
SUMS = {"possible": (CORRECT, INCORRECT, PARTIAL, MISSED), "actual": (CORRECT, INCORRECT, PARTIAL, SPURIOUS)}
"""What the first marked, and what the second marked, by how it was counted."""
LEAST_OVERLAP = 0.01
DEFINITION = "Spans of the second, in order, each held against those of the first that it overlaps; the first is gold."
UNDEFINED = {"precision": (Why.NO_SPANS_BY_SECOND,), "recall": (Why.NO_SPANS_BY_FIRST,)}
"""Rate to when there is none, besides."""


class Span(NamedTuple):
    """A span of one annotator."""

    start: int
    end: int
    label: str


Outcome = tuple[int, int]
"""What a span of the second annotator is counted as, and which of the first's it uses up; -1: none."""

Scheme = Callable[[Span, Sequence[tuple[int, Span]]], Outcome]
"""Judges a span by those of the first annotator that it overlaps, numbered, in order, and not used up yet."""


def _exactly(
    is_right: Callable[[Span, Span], bool], otherwise: int, span: Span, met: Sequence[tuple[int, Span]]
) -> Outcome:
    """Right with the first that is right; else `otherwise` with the first it overlaps."""
    for number, one in met:
        if is_right(span, one):
            return CORRECT, number
    return (otherwise, met[0][0]) if met else (SPURIOUS, -1)


def _by_type(span: Span, met: Sequence[tuple[int, Span]]) -> Outcome:
    """Right with the nearest of the same label; else wrong with the first it overlaps."""
    same = [
        (abs(span.start - one.start) + abs(span.end - one.end), number)
        for number, one in met
        if one.label == span.label
    ]
    if same:
        return CORRECT, min(same, key=lambda found: found[0])[1]
    return (INCORRECT, met[0][0]) if met else (SPURIOUS, -1)


def _is_same(one: Span, other: Span) -> bool:
    return one == other


def _has_same_borders(one: Span, other: Span) -> bool:
    return one[:2] == other[:2]


SCHEMES: dict[str, Scheme] = {
    "strict": partial(_exactly, _is_same, INCORRECT),
    "exact": partial(_exactly, _has_same_borders, INCORRECT),
    "partial": partial(_exactly, _has_same_borders, PARTIAL),
    "ent_type": _by_type,
}


def tally(
    study: Study, annotators: tuple[str, ...], scheme: Scheme, value: Callable[[NDArray[np.float64]], Value]
) -> Tally | Why:
    """By document: correct, incorrect, partial, missed, spurious."""
    documents = study.done_by(annotators)
    if not len(documents):
        return Why.NO_SHARED_DOCUMENTS
    sides = [[_spans(study.documents[number].answers[who]) for number in documents] for who in annotators]
    if any(_overlap(spans) for side in sides for spans in side):
        return Why.OVERLAPPING_UNITS
    counts = np.array([_count(gold, other, scheme) for gold, other in zip(*sides, strict=True)], dtype=np.float64)
    return Tally(documents, counts, value, int(counts.sum() * 2 - counts[:, [MISSED, SPURIOUS]].sum()))


def _spans(answer: Answer) -> list[Span]:
    return sorted(Span(mark.fragments[0][0], mark.fragments[-1][1], mark.label) for mark in answer.spans)


def _overlap(spans: Sequence[Span]) -> bool:
    return any(after.start < before.end for before, after in pairwise(spans))


def _count(gold: Sequence[Span], other: Sequence[Span], scheme: Scheme) -> list[int]:
    counts = [0] * len(COUNTS)
    used: set[int] = set()
    for span, met in _met(gold, other):
        outcome, number = scheme(span, [(place, one) for place, one in met if place not in used])
        counts[outcome] += 1
        if number >= 0:
            used.add(number)
    counts[MISSED] = len(gold) - len(used)
    return counts


def _met(gold: Sequence[Span], other: Sequence[Span]) -> Iterator[tuple[Span, list[tuple[int, Span]]]]:
    """Each span with those of gold that it overlaps by enough, in order."""
    first = 0
    for span in other:
        while first < len(gold) and gold[first].end <= span.start:
            first += 1
        met = []
        for number in range(first, len(gold)):
            one = gold[number]
            if one.start >= span.end:
                break
            if min(one.end, span.end) - max(one.start, span.start) >= LEAST_OVERLAP * (one.end - one.start):
                met.append((number, one))
        yield span, met


def _total(numbers: Sequence[int], sums: NDArray[np.float64]) -> Value:
    return float(sums[list(numbers)].sum())


def _found(sums: NDArray[np.float64], half: float) -> float:
    return float(sums[CORRECT] + half * sums[PARTIAL])


def precision(half: float, sums: NDArray[np.float64]) -> Value:
    """Found of what the second marked."""
    there = sums[list(SUMS["actual"])].sum()
    if there:
        return _found(sums, half) / float(there)
    return Why.NO_SPANS_BY_SECOND if sums.sum() else Why.NO_ANNOTATIONS


def recall(half: float, sums: NDArray[np.float64]) -> Value:
    """Found of what the first marked."""
    there = sums[list(SUMS["possible"])].sum()
    if there:
        return _found(sums, half) / float(there)
    return Why.NO_SPANS_BY_FIRST if sums.sum() else Why.NO_ANNOTATIONS


def f1(half: float, sums: NDArray[np.float64]) -> Value:
    """The harmonic mean of both; 0 where one side is empty."""
    both = 2 * sums[[CORRECT, INCORRECT, PARTIAL]].sum() + sums[MISSED] + sums[SPURIOUS]
    return 2 * _found(sums, half) / float(both) if both else Why.NO_ANNOTATIONS


def _measures(name: str, scheme: Scheme) -> Iterator[Measure]:
    half = 0.5
    rates = {"precision": partial(precision, half), "recall": partial(recall, half), "f1": partial(f1, half)}
    numbers = {count: (number,) for number, count in enumerate(COUNTS)}
    counts = {count: partial(_total, some) for count, some in {**numbers, **SUMS}.items()}
    for key, value in {**counts, **rates}.items():
        yield Measure(
            name=f"semeval_{name}_{key}",
            title=f"SemEval {name.replace('_', ' ')} {key}",
            question=f"What does SemEval's scheme {name.replace('_', ' ')} count, with the first annotator as gold?",
            definition=DEFINITION,
            source="SemEval-2013 task 9.1 as in nervaluate 1.2.1",
            undefined=(Why.OVERLAPPING_UNITS, *UNDEFINED.get(key, ())),
            comparison=Comparison.PAIR,
            items="spans",
            tally=partial(tally, scheme=scheme, value=value),
            by_label=False,
            can_be_pooled=True,
            no_interval="" if key in rates else "no interval: a count, which grows with the documents",
        )


MEASURES = tuple(one for name, scheme in SCHEMES.items() for one in _measures(name, scheme))
