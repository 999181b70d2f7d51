"""Attributes of events, given that both found the event with one type: alike in value."""

from collections.abc import Iterable
from functools import partial

from corpus_tool.agreement import Comparison, Measure, Why
from corpus_tool.agreement.f1 import counted_in_shared
from corpus_tool.agreement.study import Answer, Happening


def _count(first: Answer, second: Answer) -> tuple[float, ...]:
    """(attribute, value) of events both marked; an event marked twice counts once."""
    one, other = _by_trigger(first.events), _by_trigger(second.events)
    both = one.keys() & other.keys()
    alike = sum(len(one[event] & other[event]) for event in both)
    sides = (sum(len(side[event]) for event in both) for side in (one, other))
    return alike, *sides, len(both), len(one.keys() | other.keys())


def _by_trigger(events: Iterable[Happening]) -> dict[object, frozenset[tuple[str, str]]]:
    return {(event.fragments, event.type): frozenset(event.attributes) for event in events}


MEASURES = (
    Measure(
        name="ev_attributes",
        title="attributes, given a shared event",
        question="Of events both found with one type, how many attributes did both give the same value?",
        definition="F1 of (attribute, value) of events both marked with one trigger and type.",
        undefined=(Why.NO_SHARED_EVENTS,),
        comparison=Comparison.PAIR,
        items="attributes",
        tally=partial(counted_in_shared, count=_count),
        by_label=False,
        can_be_pooled=True,
    ),
)
