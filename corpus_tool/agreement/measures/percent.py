"""Percent: the share of positions on which two annotators have the same labels. Not corrected for chance."""

from functools import partial

from corpus_tool.agreement import Comparison, Measure
from corpus_tool.agreement.chance import pair_tally
from corpus_tool.agreement.positions import VALUES

MEASURES = (
    Measure(
        name="percent",
        title="percent",
        question="On how much of the text do both have the same labels, unlabelled text included?",
        definition=f"{VALUES}The share of positions with equal values.",
        comparison=Comparison.PAIR,
        items="positions",
        tally=partial(pair_tally, expected=None),
    ),
)
