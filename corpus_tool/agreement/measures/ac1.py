"""Gwet's AC1 (2008) over positions: a chance correction that stays put where one label is nearly everywhere."""

from functools import partial

import numpy as np

from corpus_tool.agreement import Comparison, Measure, Why
from corpus_tool.agreement.chance import Floats, pair_tally
from corpus_tool.agreement.positions import VALUES


def expected(one: Floats, other: Floats) -> Floats:
    """By the categories that occur; 1, which leaves nothing to correct, where there is only one."""
    both = (one + other) / 2
    used = (both > 0).sum(axis=-1)
    return np.where(used > 1, (both * (1 - both)).sum(axis=-1) / np.maximum(used - 1, 1), 1.0)


MEASURES = (
    Measure(
        name="ac1",
        title="Gwet's AC1",
        question="How far above chance, where one label is nearly everywhere and kappa falls for that alone?",
        definition=f"{VALUES}Pe = sum of p (1 - p) / (k - 1) over the k values that occur.",
        source="Gwet 2008",
        undefined=(Why.NO_VARIATION,),
        comparison=Comparison.PAIR,
        items="positions",
        tally=partial(pair_tally, expected=expected),
    ),
)
