"""Fleiss' kappa (1971) and Conger's (1980) over positions: many annotators, all of whom did all the documents.

Both correct the mean agreement of all pairs; Fleiss expects it from the shares of everybody together, Conger from
each one's own.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from corpus_tool.agreement import Comparison, Measure, Tally, Value, Why
from corpus_tool.agreement.chance import Floats, corrected
from corpus_tool.agreement.positions import coding
from corpus_tool.agreement.study import Study


def tally(expected: Callable[[Floats], float], study: Study, annotators: tuple[str, ...]) -> Tally | Why:
    """By document: agreeing pairs, positions, then annotators x values how much of each value."""
    if len(annotators) < 2:
        return Why.FEWER_THAN_TWO_ANNOTATORS
    found = coding(study, annotators, of_all=True)
    if not len(found.lengths):
        return Why.NO_DOCUMENT_DONE_BY_ALL
    raters = len(annotators)
    occurs = np.bincount(found.values.ravel(), minlength=found.size) > 0
    values = (np.cumsum(occurs) - 1)[found.values]
    size = int(occurs.sum())
    documents, document = np.unique(found.document, return_inverse=True)
    agreeing = sum(values[one] == values[other] for one in range(raters) for other in range(one))
    columns = [np.bincount(document, weights=found.lengths * part) for part in (agreeing, np.ones(len(document)))]
    for row in values:
        flat = np.bincount(document * size + row, weights=found.lengths, minlength=len(documents) * size)
        columns.extend(flat.reshape(len(documents), size).T)
    value = partial(_value, expected, raters)
    return Tally(documents, np.stack(columns, axis=1), value, int(found.lengths.sum()))


def _value(expected: Callable[[Floats], float], raters: int, sums: Floats) -> Value:
    agreeing, positions = sums[:2]
    if not positions:
        return Why.NO_DOCUMENT_DONE_BY_ALL
    by_chance = expected(sums[2:].reshape(raters, -1) / positions)
    if by_chance >= 1:
        return Why.NO_VARIATION
    return corrected(float(agreeing / positions / (raters * (raters - 1) / 2)), by_chance)


def fleiss_expected(shares: Floats) -> float:
    """From annotators x values."""
    together = shares.mean(axis=0)
    return float(together @ together)


def conger_expected(shares: Floats) -> float:
    """The mean over all pairs of what two would agree on by their own shares."""
    raters = len(shares)
    together = shares.sum(axis=0)
    return float((together @ together - (shares * shares).sum()) / (raters * (raters - 1)))


MEASURES = (
    Measure(
        name="fleiss",
        title="Fleiss' kappa",
        question="How far above chance do all label the same text alike, chance being what all together use?",
        comparison=Comparison.ALL,
        items="positions",
        tally=partial(tally, fleiss_expected),
    ),
    Measure(
        name="conger",
        title="Conger's kappa",
        question="The same, chance being each one's own habits: Cohen's kappa for many?",
        comparison=Comparison.ALL,
        items="positions",
        tally=partial(tally, conger_expected),
    ),
)
