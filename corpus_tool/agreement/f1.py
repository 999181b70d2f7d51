"""F1 of a pair: twice what both said over all that either said. Symmetric; nobody is the gold side."""

from collections.abc import Callable, Hashable, Iterable

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement import Tally, Why
from corpus_tool.agreement.study import Answer, Numbers, Study

TP = "F1 = 2 tp / (|A| + |B|), counts pooled over documents; tp: "
"""Begins the definition of an F1."""
SETS = "Sets over documents, repeats count once; F1 of "
"""Begins that of an F1 of sets."""

BOTH, FIRST, SECOND = range(3)
"""The cells of a tally: what both said, what the first said, what the second said."""


def f1(sums: NDArray[np.float64]) -> float | Why:
    """2 tp / (|A| + |B|)."""
    said = sums[FIRST] + sums[SECOND]
    return float(2 * sums[BOTH] / said) if said else Why.NO_ANNOTATIONS


def precision(sums: NDArray[np.float64]) -> float | Why:
    """tp / |B|: of what the second said, how much the first said too."""
    if not sums[FIRST] + sums[SECOND]:
        return Why.NO_ANNOTATIONS
    return float(sums[BOTH] / sums[SECOND]) if sums[SECOND] else Why.NO_SPANS_BY_SECOND


def recall(sums: NDArray[np.float64]) -> float | Why:
    """tp / |A|."""
    if not sums[FIRST] + sums[SECOND]:
        return Why.NO_ANNOTATIONS
    return float(sums[BOTH] / sums[FIRST]) if sums[FIRST] else Why.NO_SPANS_BY_FIRST


def f1_of_many(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """F1 of each row; nan where neither said anything."""
    said = sums[:, FIRST] + sums[:, SECOND]
    found = np.full(len(sums), np.nan)
    np.divide(2 * sums[:, BOTH], said, out=found, where=said > 0)
    return found


def f1_tally(documents: Numbers, counts: NDArray[np.float64]) -> Tally | Why:
    """A tally of documents x (both, first, second)."""
    if not len(documents):
        return Why.NO_SHARED_DOCUMENTS
    return Tally(documents, counts, f1, int(counts[:, FIRST:].sum()), f1_of_many)


def counted(study: Study, pair: tuple[str, ...], count: Callable[[Answer, Answer], tuple[float, ...]]) -> Tally | Why:
    """An F1 of what `count` makes of the two answers to each document: (both, first, second)."""
    return f1_tally(study.done_by(pair), study.counts_by_document(pair, count))


def counted_in_shared(
    study: Study, pair: tuple[str, ...], count: Callable[[Answer, Answer], tuple[float, ...]]
) -> Tally | Why:
    """An F1 of what belongs to events that both marked.

    `count`: (both, first, second, events of both, events of either).
    """
    documents = study.done_by(pair)
    if not len(documents):
        return Why.NO_SHARED_DOCUMENTS
    counts = study.counts_by_document(pair, count)
    return Tally(documents, counts, _f1_in_shared, int(counts[:, FIRST : SECOND + 1].sum()), f1_of_many)


def _f1_in_shared(sums: NDArray[np.float64]) -> float | Why:
    shared, either = sums[SECOND + 1 :]
    return Why.NO_SHARED_EVENTS if either and not shared else f1(sums)


def counted_sets(study: Study, pair: tuple[str, ...], said: Callable[[Answer], Iterable[Hashable]]) -> Tally | Why:
    """An F1 of what is in both of two sets; repeats count once."""

    def count(first: Answer, second: Answer) -> tuple[float, ...]:
        one, other = set(said(first)), set(said(second))
        return len(one & other), len(one), len(other)

    return counted(study, pair, count)
