"""Krippendorff's alpha, nominal, over positions: any number of annotators, any hand-out of documents.

Content Analysis (2018), ch. 12: coincidences of values within units, small-sample form; what an annotator has not
done is missing, not nothing.
"""

from functools import partial
from itertools import combinations

import numpy as np

from corpus_tool.agreement import Comparison, Measure, Tally, Value, Why
from corpus_tool.agreement.chance import Floats, Margin
from corpus_tool.agreement.positions import MISSING, coding, coincidences
from corpus_tool.agreement.study import Numbers, Study


def tally(study: Study, annotators: tuple[str, ...], *, someone: bool = False) -> Tally | Why:
    """Coincidences by document: `someone` counts only positions where at least one has a span."""
    if len(annotators) < 2:
        return Why.FEWER_THAN_TWO_ANNOTATORS
    found = coding(study, annotators)
    if not len(found.lengths):
        return Why.NO_SHARED_DOCUMENTS
    found = found.someone() if someone else found
    if not len(found.lengths):
        return Why.NO_ANNOTATIONS
    here = (found.values != MISSING).sum(axis=0)
    pairs = list(combinations(range(len(annotators)), 2))
    together = coincidences(found, pairs, found.lengths / np.maximum(here - 1, 1))
    matrix = Matrix(np.append(together.rows, together.columns), np.append(together.columns, together.rows))
    both_ways = np.hstack((together.counts, together.counts))
    return Tally(together.documents, both_ways, matrix.value, int(found.lengths.sum()), matrix.many)


class Matrix:
    """Coincidences of values, given by the cells that are not empty."""

    def __init__(self, rows: Numbers, columns: Numbers) -> None:
        names, row = np.unique(rows, return_inverse=True)
        self._rows = Margin(row, len(names))
        self._is_same = rows == columns

    def value(self, sums: Floats) -> Value:
        """Alpha of the cells."""
        found = float(self.many(sums[np.newaxis])[0])
        return Why.NO_VARIATION if np.isnan(found) else found

    def many(self, sums: Floats) -> Floats:
        """Alpha of each row of cells: 1 - (n - 1) (n - alike) / (n^2 - sum of squares); nan where all is one value."""
        total = sums.sum(axis=1)
        by_value = self._rows.of(sums)
        unlike = total * total - (by_value * by_value).sum(axis=1)
        alike = sums[:, self._is_same].sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(unlike > 0, 1 - (total - 1) * (total - alike) / unlike, np.nan)


MEASURES = (
    Measure(
        name="alpha",
        title="Krippendorff's alpha",
        question="How far above chance is the labelling of the whole text, for any number of annotators?",
        comparison=Comparison.ALL,
        items="positions",
        tally=tally,
        in_pairs=True,
    ),
    Measure(
        name="alpha_anyspan",
        title="Krippendorff's alpha where someone marked",
        question="The same, only where at least one has a span? It sits low by construction.",
        comparison=Comparison.ALL,
        items="positions",
        tally=partial(tally, someone=True),
        in_pairs=True,
    ),
)
