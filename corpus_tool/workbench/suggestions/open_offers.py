"""Which suggestions nobody has answered yet, and in which order they are gone through."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from typing import NamedTuple, TypeVar

from corpus_tool.model.annotations import Event, Span, first_offset, last_offset
from corpus_tool.model.layers import Layer
from corpus_tool.model.suggestions import Claim, claim_of
from corpus_tool.text.sentences import sentences

Range = tuple[int, int]
"""From the first character to the last, code points."""

Form = tuple[str, str]
"""Label, and words in one spelling."""

_T = TypeVar("_T")


class Answered(NamedTuple):
    """What somebody has said of suggestions in a document."""

    rejected: Container[Claim] = frozenset()
    accepted: Mapping[Claim, str] = {}
    """Claim to the id of what it became, which may have other borders since."""


def is_answered(one: Span | Event, layer: Layer, answered: Answered) -> bool:
    """Whether it was rejected or accepted, is marked as something, lies across a mark, or begins as one."""
    claim = claim_of(one)
    if claim in answered.rejected or answered.accepted.get(claim, "") in layer:
        return True
    place = range_of(one)
    if isinstance(one, Event):
        return layer.has_event_within(*place)
    return any(_answers(span, one.label, place) for span in layer.span_index.between(*place))


def is_part(place: Range, layer: Layer) -> bool:
    """Whether it stands within a span that is longer."""
    around = (range_of(span) for span in layer.span_index.between(*place))
    return any(start <= place[0] and place[1] <= end and (start, end) != place for start, end in around)


def refused_forms(claims: Iterable[Claim], layer: Layer, spelled: Callable[[Range], str]) -> set[Form]:
    """The words that were rejected under a label in more places than they are marked in."""
    refused = Counter((one.label, spelled((one.fragments[0][0], one.fragments[-1][1]))) for one in claims)
    if refused:
        refused.subtract((one.label, spelled(range_of(one))) for one in layer.spans)
        refused.subtract((one.type, spelled(range_of(one))) for one in layer.events)
    return {form for form, count in refused.items() if count > 0}


def range_of(one: Span | Event) -> Range:
    """From its first character to its last."""
    return first_offset(one), last_offset(one)


def _answers(span: Span, label: str, place: Range) -> bool:
    """Whether a mark says what is there: at just that place, across it, or from its beginning under the same label."""
    start, end = range_of(span)
    is_nested = (start <= place[0] and place[1] <= end) or (place[0] <= start and end <= place[1])
    return (start, end) == place or not is_nested or (span.label == label and start == place[0])


Step = tuple[int, bool, int, int]
"""Number of the sentence, whether it is a trigger, start, less the end."""


class Way:
    """Through a text sentence by sentence, in each the spans before the triggers: these are asked for their roles."""

    def __init__(self, text: str) -> None:
        self._starts = [start for start, _ in sentences(text)]

    def step(self, place: Range, *, is_event: bool) -> Step:
        """Where on the way a place is."""
        return bisect_right(self._starts, place[0]), is_event, place[0], -place[1]

    def next(self, steps: Iterable[tuple[Step, _T]], here: Step, *, forward: bool) -> _T | None:
        """What comes behind a step, round the end; what comes before it, round the beginning."""
        ordered = sorted(steps, key=lambda one: one[0])
        if not ordered:
            return None
        if forward:
            return next((one for step, one in ordered if step > here), ordered[0][1])
        return next((one for step, one in reversed(ordered) if step < here), ordered[-1][1])
