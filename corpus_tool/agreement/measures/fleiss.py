"""Fleiss' kappa (1971) and Conger's (1980) over positions: many annotators, all of whom did all the documents.

Both correct the mean agreement of all pairs; Fleiss expects it from the shares of everybody together, Conger from
each one's own.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from corpus_tool.agreement import Comparison, Measure, Tally, Value, Why
from corpus_tool.agreement.chance import Floats, corrected
from corpus_tool.agreement.positions import VALUES
from corpus_tool.agreement.study import Study
from corpus_tool.agreement.uses import uses


def tally(expected: Callable[[Floats], float], study: Study, annotators: tuple[str, ...]) -> Tally | Why:
    """By document: agreeing pairs, positions, then annotators x values how much of each value."""
    if len(annotators) < 2:
        return Why.FEWER_THAN_TWO_ANNOTATORS
    found = uses(study, annotators, of_all=True)
    if not len(found.documents):
        return Why.NO_DOCUMENT_DONE_BY_ALL
    raters = len(annotators)
    positions = found.values[0].sum(axis=1)
    columns = np.column_stack((found.alike, positions, *found.values))
    return Tally(found.documents, columns, partial(_value, expected, raters), int(positions.sum()))


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
        definition=f"{VALUES}Mean agreement of all pairs, Pe from everybody's shares together; documents done by all.",
        source="Fleiss 1971",
        undefined=(Why.NO_DOCUMENT_DONE_BY_ALL, Why.NO_VARIATION),
        comparison=Comparison.ALL,
        items="positions",
        tally=partial(tally, fleiss_expected),
    ),
    Measure(
        name="conger",
        title="Conger's kappa",
        question="The same, chance being each one's own habits: Cohen's kappa for many?",
        definition=(
            f"{VALUES}Mean agreement of all pairs, Pe the mean over pairs of each one's shares; documents done by all."
        ),
        source="Conger 1980",
        undefined=(Why.NO_DOCUMENT_DONE_BY_ALL, Why.NO_VARIATION),
        comparison=Comparison.ALL,
        items="positions",
        tally=partial(tally, conger_expected),
    ),
)
