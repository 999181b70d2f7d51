"""Observed against expected agreement of a pair: what kappa, pi and AC1 share."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement import Tally, Value, Why
from corpus_tool.agreement.positions import Coding, coding, coincidences
from corpus_tool.agreement.study import Study

Floats = NDArray[np.float64]

Expected = Callable[[Floats, Floats], Floats]
"""The share expected by chance, of the shares of each value (last axis) on either side."""


def corrected(observed: float, expected: float) -> float:
    """(observed - expected) / (1 - expected)."""
    return (observed - expected) / (1 - expected)


def pair_tally(
    study: Study,
    annotators: tuple[str, ...],
    expected: Expected | None,
    narrowed: Callable[[Coding], Coding] = lambda found: found,
) -> Tally | Why:
    """Two annotators' positions. Without `expected`, the observed share itself."""
    if not len(study.done_by(annotators)):
        return Why.NO_SHARED_DOCUMENTS
    found = narrowed(coding(study, annotators))
    if not found.lengths.sum():
        return Why.NO_ANNOTATIONS
    together = coincidences(found, ((0, 1),), found.lengths.astype(np.float64))
    names, where = np.unique(np.concatenate((together.rows, together.columns)), return_inverse=True)
    table = Table(where[: len(together.rows)], where[len(together.rows) :], len(names), expected)
    return Tally(together.documents, together.counts, table.value, int(found.lengths.sum()), table.many)


class Margin:
    """Sums of cells by the value on one side."""

    def __init__(self, values: NDArray[np.int64], size: int) -> None:
        self._order = np.argsort(values, kind="stable")
        self._there, self._starts = np.unique(values[self._order], return_index=True)
        self._size = size

    def of(self, sums: Floats) -> Floats:
        """Draws x cells to draws x values."""
        found = np.zeros((len(sums), self._size))
        if len(self._there):
            found[:, self._there] = np.add.reduceat(sums[:, self._order], self._starts, axis=1)
        return found


class Table:
    """A table of what one has against what the other has, given by its cells that are not empty."""

    def __init__(self, rows: NDArray[np.int64], columns: NDArray[np.int64], size: int, expected: Expected | None):
        self._expected = expected
        self._is_same = rows == columns
        self._rows, self._columns = Margin(rows, size), Margin(columns, size)

    def value(self, sums: Floats) -> Value:
        """The figure of the cells; undefined where everybody has one value everywhere."""
        if not sums.sum():
            return Why.NO_ANNOTATIONS
        found = float(self.many(sums[np.newaxis])[0])
        return Why.NO_VARIATION if np.isnan(found) else found

    def many(self, sums: Floats) -> Floats:
        """Of each row of cells."""
        with np.errstate(invalid="ignore", divide="ignore"):
            total = sums.sum(axis=1)
            observed = sums[:, self._is_same].sum(axis=1) / total
            if self._expected is None:
                return np.asarray(observed, dtype=np.float64)
            shares = total[:, np.newaxis]
            by_chance = self._expected(self._rows.of(sums) / shares, self._columns.of(sums) / shares)
            return np.where(by_chance < 1, (observed - by_chance) / (1 - by_chance), np.nan)
