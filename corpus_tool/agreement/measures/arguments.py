"""Arguments of events: plain (Li et al. 2013), attached to their trigger (TextEE's +), and given a shared trigger."""

from collections.abc import Callable, Hashable, Iterator
from functools import partial
from typing import NamedTuple

from corpus_tool.agreement import Comparison, Measure, Tally, Why
from corpus_tool.agreement.f1 import SETS, counted_in_shared, counted_sets
from corpus_tool.agreement.study import Answer, Filler, Happening, Study

Told = Callable[[Happening, Filler], Hashable]
"""An argument as it is compared."""


class _Kind(NamedTuple):
    name: str
    title: str
    items: str
    """What is compared, in words."""
    source: str
    told: Told


_LI, _TEXTEE = "Li and others 2013", "TextEE 2024"

KINDS = (
    _Kind("ev_arg_id", "arguments", "event type, argument", _LI, lambda event, filler: (event.type, filler.fragments)),
    _Kind(
        "ev_arg_cls",
        "arguments with role",
        "event type, argument, role",
        _LI,
        lambda event, filler: (event.type, filler.fragments, filler.role),
    ),
    _Kind(
        "ev_arg_id_attached",
        "arguments at their trigger",
        "event type, trigger, argument",
        _TEXTEE,
        lambda event, filler: (event.type, event.fragments, filler.fragments),
    ),
    _Kind(
        "ev_arg_cls_attached",
        "arguments with role at their trigger",
        "event type, trigger, argument, role",
        _TEXTEE,
        lambda event, filler: (event.type, event.fragments, filler.fragments, filler.role),
    ),
)


def _said(told: Told, answer: Answer) -> Iterator[Hashable]:
    return (told(event, filler) for event in answer.events for filler in event.arguments)


def on_shared(told: Told, study: Study, annotators: tuple[str, ...]) -> Tally | Why:
    """Only arguments of events whose trigger both marked with one type."""

    def count(first: Answer, second: Answer) -> tuple[float, ...]:
        ones, others = ({(event.fragments, event.type) for event in answer.events} for answer in (first, second))
        both = ones & others
        one, other = (set(_said(told, _only(answer, both))) for answer in (first, second))
        return len(one & other), len(one), len(other), len(both), len(ones | others)

    return counted_in_shared(study, annotators, count)


def _only(answer: Answer, wanted: "set[tuple[tuple[tuple[int, int], ...], str]]") -> Answer:
    return Answer(events=tuple(event for event in answer.events if (event.fragments, event.type) in wanted))


PLAIN = tuple(
    Measure(
        name=kind.name,
        title=kind.title,
        question="Of the arguments either gave, how many did both give alike?",
        definition=f"{SETS}(document, {kind.items}).",
        source=kind.source,
        comparison=Comparison.PAIR,
        items="arguments",
        tally=partial(counted_sets, said=partial(_said, kind.told)),
        by_label=False,
        can_be_pooled=True,
    )
    for kind in KINDS
)

GIVEN_A_SHARED_TRIGGER = tuple(
    Measure(
        name=f"{kind.name}_on_shared",
        title=f"{kind.title}, given a shared trigger",
        question="Of events both found with one type, did both fill them alike?",
        definition=f"{kind.name} of triggers that both marked with one type.",
        undefined=(Why.NO_SHARED_EVENTS,),
        comparison=Comparison.PAIR,
        items="arguments",
        tally=partial(on_shared, kind.told),
        by_label=False,
        can_be_pooled=True,
    )
    for kind in KINDS
    if kind.name.endswith("attached")
)

MEASURES = (*PLAIN, *GIVEN_A_SHARED_TRIGGER)
