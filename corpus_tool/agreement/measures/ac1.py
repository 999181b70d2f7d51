"""Gwet's AC1 (2008) over positions: a chance correction that stays put where one label is nearly everywhere."""

from functools import partial

from corpus_tool.agreement import Comparison, Measure, Value, Why
from corpus_tool.agreement.chance import Floats, corrected, observed_share, pair_tally


def value(table: Floats) -> Value:
    """AC1 with the categories that occur."""
    shares = table / table.sum()
    both = (shares.sum(axis=0) + shares.sum(axis=1)) / 2
    used = both[both > 0]
    if len(used) < 2:
        return Why.NO_VARIATION
    return corrected(observed_share(table), float(used @ (1 - used)) / (len(used) - 1))


MEASURES = (
    Measure(
        name="ac1",
        title="Gwet's AC1",
        question="How far above chance, where one label is nearly everywhere and kappa falls for that alone?",
        comparison=Comparison.PAIR,
        items="positions",
        tally=partial(pair_tally, value=value),
    ),
)
