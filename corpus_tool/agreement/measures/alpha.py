"""Krippendorff's alpha, nominal, over positions: any number of annotators, any hand-out of documents.

Content Analysis (2018), ch. 12: coincidences of values within units, small-sample form; what an annotator has not
done is missing, not nothing.
"""

from functools import partial

import numpy as np

from corpus_tool.agreement import Comparison, Measure, Tally, Value, Why
from corpus_tool.agreement.positions import VALUES, coding
from corpus_tool.agreement.study import Study
from corpus_tool.agreement.uses import Floats, uses


def tally(study: Study, annotators: tuple[str, ...], *, someone: bool = False) -> Tally | Why:
    """By document: coincidences of equal values, then how much there is of each value.

    `someone` counts only positions where at least one has a span.
    """
    if len(annotators) < 2:
        return Why.FEWER_THAN_TWO_ANNOTATORS
    if not len(coding(study, annotators).lengths):
        return Why.NO_SHARED_DOCUMENTS
    found = uses(study, annotators, someone=someone)
    if not len(found.documents):
        return Why.NO_ANNOTATIONS
    alike = 2 * found.alike / (found.done_by - 1)
    by_value = found.values.sum(axis=0)
    positions = int((by_value.sum(axis=1) / found.done_by).sum().round())
    return Tally(found.documents, np.column_stack((alike, by_value)), _value, positions, _of_many)


def _value(sums: Floats) -> Value:
    found = float(_of_many(sums[np.newaxis])[0])
    return Why.NO_VARIATION if np.isnan(found) else found


def _of_many(sums: Floats) -> Floats:
    """Alpha of each row of cells: 1 - (n - 1) (n - alike) / (n^2 - sum of squares); nan where all is one value."""
    alike, by_value = sums[:, 0], sums[:, 1:]
    total = by_value.sum(axis=1)
    unlike = total * total - (by_value * by_value).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(unlike > 0, 1 - (total - 1) * (total - alike) / unlike, np.nan)


MEASURES = (
    Measure(
        name="alpha",
        title="Krippendorff's alpha",
        question="How far above chance is the labelling of the whole text, for any number of annotators?",
        definition=f"{VALUES}1 - (n - 1) (n - alike) / (n² - Σ n_c²) of the coincidences; not done is missing.",
        source="Krippendorff, Content Analysis 2018, ch. 12, nominal, small samples",
        undefined=(Why.NO_VARIATION,),
        comparison=Comparison.ALL,
        items="positions",
        tally=tally,
        in_pairs=True,
    ),
    Measure(
        name="alpha_anyspan",
        title="Krippendorff's alpha where someone marked",
        question="The same, only where at least one has a span? It sits low by construction.",
        definition="Alpha over positions on which at least one of those compared has a span.",
        source="Krippendorff 2018",
        undefined=(Why.NO_VARIATION,),
        comparison=Comparison.ALL,
        items="positions",
        tally=partial(tally, someone=True),
        in_pairs=True,
    ),
)
