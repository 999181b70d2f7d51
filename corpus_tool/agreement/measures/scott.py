"""Scott's pi (1955) over positions: chance is the shares of labels of both together."""

from functools import partial

import numpy as np

from corpus_tool.agreement import Comparison, Measure, Why
from corpus_tool.agreement.chance import Floats, pair_tally
from corpus_tool.agreement.positions import VALUES


def expected(one: Floats, other: Floats) -> Floats:
    """The agreement of two who draw at random from their common shares."""
    return np.asarray((((one + other) / 2) ** 2).sum(axis=-1))


MEASURES = (
    Measure(
        name="scott",
        title="Scott's pi",
        question="How far above chance do both label the same text alike, chance being what both together use?",
        definition=f"{VALUES}(Po - Pe) / (1 - Pe), Pe from the mean of both's shares.",
        source="Scott 1955",
        undefined=(Why.NO_VARIATION,),
        comparison=Comparison.PAIR,
        items="positions",
        tally=partial(pair_tally, expected=expected),
    ),
)
