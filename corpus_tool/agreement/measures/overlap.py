"""Overlap F1: spans that touch, matched one to one so that as many as possible have a partner."""

from functools import partial

from corpus_tool.agreement import Comparison, Measure
from corpus_tool.agreement.f1 import counted
from corpus_tool.agreement.matching import largest, meetings
from corpus_tool.agreement.study import Answer


def _typed(first: Answer, second: Answer) -> tuple[float, ...]:
    """Pairs that touch and have the same label."""
    found = meetings([mark.fragments for mark in first.spans], [mark.fragments for mark in second.spans])
    pairs = ((one, other) for one, other, _ in found if first.spans[one].label == second.spans[other].label)
    return largest(pairs), len(first.spans), len(second.spans)


def _any(first: Answer, second: Answer) -> tuple[float, ...]:
    """Pairs that touch."""
    found = meetings([mark.fragments for mark in first.spans], [mark.fragments for mark in second.spans])
    return largest((one, other) for one, other, _ in found), len(first.spans), len(second.spans)


MEASURES = (
    Measure(
        name="f1_overlap_typed",
        title="overlap F1, same label",
        question="The same as strict F1, if borders only have to touch?",
        comparison=Comparison.PAIR,
        items="spans",
        tally=partial(counted, count=_typed),
        can_be_pooled=True,
    ),
    Measure(
        name="f1_overlap_any",
        title="overlap F1, any label",
        question="How much of what either marked did the other mark at all?",
        comparison=Comparison.PAIR,
        items="spans",
        tally=partial(counted, count=_any),
        can_be_pooled=True,
    ),
)
