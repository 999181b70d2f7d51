"""Observed against expected agreement: what kappa, pi, AC1 and alpha share."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement import Tally, Value, Why
from corpus_tool.agreement.positions import Coding, coding, coincidences
from corpus_tool.agreement.study import Study

Floats = NDArray[np.float64]


def corrected(observed: float, expected: float) -> float:
    """(observed - expected) / (1 - expected)."""
    return (observed - expected) / (1 - expected)


def observed_share(table: Floats) -> float:
    """How much of a table lies on its diagonal."""
    return float(np.trace(table) / table.sum())


def with_variation(expected: Callable[[Floats], float]) -> Callable[[Floats], Value]:
    """A chance-corrected figure of a table, undefined where everybody has one value everywhere."""

    def value(table: Floats) -> Value:
        by_chance = expected(table)
        return Why.NO_VARIATION if by_chance >= 1 else corrected(observed_share(table), by_chance)

    return value


def pair_tally(
    study: Study,
    annotators: tuple[str, ...],
    value: Callable[[Floats], Value],
    narrowed: Callable[[Coding], Coding] = lambda found: found,
) -> Tally | Why:
    """Two annotators' positions; `value` makes a figure of the table of what one has against what the other has."""
    if not len(study.done_by(annotators)):
        return Why.NO_SHARED_DOCUMENTS
    found = narrowed(coding(study, annotators))
    if not found.lengths.sum():
        return Why.NO_ANNOTATIONS
    together = coincidences(found, ((0, 1),), found.lengths.astype(np.float64))
    names, where = np.unique(np.concatenate((together.rows, together.columns)), return_inverse=True)
    left, right = where[: len(together.rows)], where[len(together.rows) :]

    def of_sums(sums: Floats) -> Value:
        table = np.zeros((len(names), len(names)))
        table[left, right] = sums
        return value(table) if sums.sum() else Why.NO_ANNOTATIONS

    return Tally(together.documents, together.counts, of_sums, int(found.lengths.sum()))
