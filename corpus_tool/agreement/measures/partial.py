"""Partial F1: 1 for the same borders, 1/2 for any other overlap (MUC, SemEval-2013), matched for most credit."""

from functools import partial

from corpus_tool.agreement import Comparison, Measure
from corpus_tool.agreement.f1 import TP, counted
from corpus_tool.agreement.matching import meetings, most_credit
from corpus_tool.agreement.study import Answer


def _count(first: Answer, second: Answer) -> tuple[float, ...]:
    found = meetings([mark.fragments for mark in first.spans], [mark.fragments for mark in second.spans])
    return most_credit(list(found)), len(first.spans), len(second.spans)


MEASURES = (
    Measure(
        name="f1_partial",
        title="partial F1",
        question="How much was marked by both, with half a point where borders differ, whatever the label?",
        definition=f"{TP}largest credit of a one-to-one matching: 1 for the same place, 1/2 for any other overlap.",
        source="MUC and SemEval-2013 9.1, matched for most credit instead of greedily",
        comparison=Comparison.PAIR,
        items="spans",
        tally=partial(counted, count=_count),
        can_be_pooled=True,
    ),
)
