"""Scott's pi (1955) over positions: chance is the shares of labels of both together."""

from functools import partial

from corpus_tool.agreement import Comparison, Measure
from corpus_tool.agreement.chance import Floats, pair_tally, with_variation


def expected(table: Floats) -> float:
    """The agreement of two who draw at random from their common shares."""
    shares = table / table.sum()
    both = (shares.sum(axis=0) + shares.sum(axis=1)) / 2
    return float(both @ both)


MEASURES = (
    Measure(
        name="scott",
        title="Scott's pi",
        question="How far above chance do both label the same text alike, chance being what both together use?",
        comparison=Comparison.PAIR,
        items="positions",
        tally=partial(pair_tally, value=with_variation(expected)),
    ),
)
