"""Krippendorff's alpha, nominal, over positions: any number of annotators, any hand-out of documents.

Content Analysis (2018), ch. 12: coincidences of values within units, small-sample form; what an annotator has not
done is missing, not nothing.
"""

from functools import partial
from itertools import permutations

import numpy as np

from corpus_tool.agreement import Comparison, Measure, Tally, Value, Why
from corpus_tool.agreement.chance import Floats
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
    pairs = list(permutations(range(len(annotators)), 2))
    together = coincidences(found, pairs, found.lengths / np.maximum(here - 1, 1))
    value = partial(alpha, together.rows, together.columns)
    return Tally(together.documents, together.counts, value, int(found.lengths.sum()))


def alpha(rows: Numbers, columns: Numbers, sums: Floats) -> Value:
    """Alpha from a matrix of coincidences, given as its cells."""
    total = sums.sum()
    if not total:
        return Why.NO_SHARED_DOCUMENTS
    _, value = np.unique(rows, return_inverse=True)
    by_value = np.bincount(value, weights=sums)
    unlike = total * total - float(by_value @ by_value)
    if not unlike:
        return Why.NO_VARIATION
    alike = sums[rows == columns].sum()
    return float(1 - (total - 1) * (total - alike) / unlike)


MEASURES = (
    Measure(
        name="alpha",
        title="Krippendorff's alpha",
        question="How far above chance is the labelling of the whole text, for any number of annotators?",
        comparison=Comparison.ALL,
        items="positions",
        tally=tally,
    ),
    Measure(
        name="alpha_anyspan",
        title="Krippendorff's alpha where someone marked",
        question="The same, only where at least one has a span? It sits low by construction.",
        comparison=Comparison.ALL,
        items="positions",
        tally=partial(tally, someone=True),
    ),
)
