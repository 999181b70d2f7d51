"""Cohen's kappa (1960) over positions: chance is each annotator's own shares of labels."""

from functools import partial

import numpy as np

from corpus_tool.agreement import Comparison, Measure, Why
from corpus_tool.agreement.chance import Floats, pair_tally
from corpus_tool.agreement.positions import VALUES, Coding


def expected(one: Floats, other: Floats) -> Floats:
    """The agreement of two who draw at random from their own shares."""
    return np.asarray((one * other).sum(axis=-1))


MEASURES = (
    Measure(
        name="cohen",
        title="Cohen's kappa",
        question="How far above chance do both label the same text alike, chance being each one's own habits?",
        definition=f"{VALUES}(Po - Pe) / (1 - Pe), Pe from each one's own shares.",
        source="Cohen 1960",
        undefined=(Why.NO_VARIATION,),
        comparison=Comparison.PAIR,
        items="positions",
        tally=partial(pair_tally, expected=expected),
    ),
    Measure(
        name="cohen_anyspan",
        title="Cohen's kappa where someone marked",
        question="The same, only where at least one of them has a span? It sits low by construction.",
        definition="Cohen's kappa over positions on which at least one of the two has a span.",
        source="Cohen 1960",
        undefined=(Why.NO_VARIATION,),
        comparison=Comparison.PAIR,
        items="positions",
        tally=partial(pair_tally, expected=expected, narrowed=Coding.someone),
    ),
)
