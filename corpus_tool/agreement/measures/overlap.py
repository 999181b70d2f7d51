"""Overlap F1: spans that touch, matched one to one so that as many as possible have a partner."""

from collections.abc import Iterable, Iterator
from functools import partial

from corpus_tool.agreement import Comparison, Measure
from corpus_tool.agreement.f1 import TP, counted
from corpus_tool.agreement.marks import Mark
from corpus_tool.agreement.matching import Meeting, largest, meetings
from corpus_tool.agreement.study import Answer


def _typed(first: Answer, second: Answer) -> tuple[float, ...]:
    """Pairs that touch and have the same label."""
    ones, others = tuple(first.spans), tuple(second.spans)
    pairs = ((one, other) for one, other, _ in _meetings(ones, others) if ones[one].label == others[other].label)
    return largest(pairs), len(ones), len(others)


def _any(first: Answer, second: Answer) -> tuple[float, ...]:
    """Pairs that touch."""
    pairs = ((one, other) for one, other, _ in _meetings(first.spans, second.spans))
    return largest(pairs), len(first.spans), len(second.spans)


def _meetings(first: Iterable[Mark], second: Iterable[Mark]) -> Iterator[Meeting]:
    return meetings([mark.fragments for mark in first], [mark.fragments for mark in second])


MEASURES = (
    Measure(
        name="f1_overlap_typed",
        title="overlap F1, same label",
        question="The same as strict F1, if borders only have to touch?",
        definition=f"{TP}largest one-to-one matching of spans with one label that share a position.",
        source="matching: Berge 1957",
        comparison=Comparison.PAIR,
        items="spans",
        tally=partial(counted, count=_typed),
        can_be_pooled=True,
    ),
    Measure(
        name="f1_overlap_any",
        title="overlap F1, any label",
        question="How much of what either marked did the other mark at all?",
        definition=f"{TP}largest one-to-one matching of spans that share a position.",
        source="matching: Berge 1957",
        comparison=Comparison.PAIR,
        items="spans",
        tally=partial(counted, count=_any),
        can_be_pooled=True,
    ),
)
