"""Triggers of events: their place, their place and type, or touching with the same type."""

from collections.abc import Iterable, Iterator
from functools import partial

from corpus_tool.agreement import Comparison, Measure
from corpus_tool.agreement.f1 import SETS, counted, counted_sets
from corpus_tool.agreement.matching import largest, meetings
from corpus_tool.agreement.study import Answer, Happening


def _places(answer: Answer) -> Iterable[object]:
    return (event.fragments for event in answer.events)


def _typed(answer: Answer) -> Iterable[object]:
    return ((event.fragments, event.type) for event in answer.events)


def _touching(first: Answer, second: Answer) -> tuple[float, ...]:
    """Triggers of one type that share a position, one to one; repeats count once."""
    one, other = (sorted(_once(answer.events)) for answer in (first, second))
    found = meetings([place for place, _ in one], [place for place, _ in other])
    pairs = ((left, right) for left, right, _ in found if one[left][1] == other[right][1])
    return largest(pairs), len(one), len(other)


def _once(events: Iterable[Happening]) -> Iterator[tuple[tuple[tuple[int, int], ...], str]]:
    yield from {(event.fragments, event.type) for event in events}


MEASURES = (
    Measure(
        name="ev_trig_id",
        title="triggers",
        question="Of the events either found, how many triggers did both mark with the same borders?",
        definition=f"{SETS}(document, trigger).",
        source="Li and others 2013",
        comparison=Comparison.PAIR,
        items="triggers",
        tally=partial(counted_sets, said=_places),
        by_label=False,
        can_be_pooled=True,
    ),
    Measure(
        name="ev_trig_cls",
        title="triggers with type",
        question="The same, with the same event type?",
        definition=f"{SETS}(document, trigger, type).",
        source="Li and others 2013",
        comparison=Comparison.PAIR,
        items="triggers",
        tally=partial(counted_sets, said=_typed),
        by_label=False,
        can_be_pooled=True,
    ),
    Measure(
        name="ev_trig_overlap_cls",
        title="triggers that touch, with type",
        question="The same, if triggers only have to touch?",
        definition="Largest one-to-one matching of triggers with one type that share a position.",
        comparison=Comparison.PAIR,
        items="triggers",
        tally=partial(counted, count=_touching),
        by_label=False,
        can_be_pooled=True,
    ),
)
