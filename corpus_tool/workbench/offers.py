"""A suggestion as it is offered, and what an annotator may make of it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from corpus_tool.model.annotations import Event, Span, first_offset, last_offset
from corpus_tool.model.layers import Layer
from corpus_tool.model.schemas import SUBTYPE
from corpus_tool.model.suggestions import Claim, claim_of, score_of, unscored

LEARNED = "learned"
"""What suggestions of the recommender are called."""

UNSURE = 0.8
"""A score below it, or none, is looked at before it is accepted with others."""


class Offer(NamedTuple):
    """A suggestion that is not in the layer, and was not rejected."""

    source: str
    annotation: Span | Event
    """As it would be marked, but for its id."""
    score: float | None
    layer: Layer | None
    """The layer it stands in; None where it is kept nowhere."""

    @property
    def claim(self) -> Claim:
        """What it says."""
        return claim_of(self.annotation)

    @property
    def is_sure(self) -> bool:
        """Whether its source is sure of it."""
        return self.score is not None and self.score >= UNSURE

    @property
    def place(self) -> tuple[int, int]:
        """From its first character to its last, code points."""
        return first_offset(self.annotation), last_offset(self.annotation)

    @property
    def width(self) -> int:
        """Code points from its first to its last."""
        return self.place[1] - self.place[0]


class Instead(NamedTuple):
    """What the annotator makes of a suggestion."""

    place: tuple[int, int] | None = None
    """Other borders, code points; None where those that are suggested are right."""
    label: str = ""
    """Another label, for a span; empty where the one that is suggested is right."""
    subtype: str | None = None

    def of(self, one: Span | Event) -> Span | Event:
        """The suggestion as it is marked. With another label nothing stays that was said of it under its own."""
        if self.place:
            one = replace(one, fragments=(self.place,))
        if isinstance(one, Span) and self.label not in {"", one.label}:
            one = replace(one, label=self.label, attributes={})
        if isinstance(one, Span) and self.subtype:
            one = replace(one, attributes={**one.attributes, SUBTYPE: self.subtype})
        return one


AS_IT_IS = Instead()


def offers_of(layer: Layer) -> Iterator[Offer]:
    """What stands in a layer of suggestions."""
    return (offer_of(layer.name.annotator, one, layer) for one in placed(layer))


def offer_of(source: str, one: Span | Event, layer: Layer | None = None) -> Offer:
    """A scored annotation, offered; `layer`: the one it stands in."""
    return Offer(source, unscored(one), score_of(one), layer)


def placed(layer: Layer) -> Iterator[Span | Event]:
    """What stands in the text."""
    yield from layer.spans
    yield from layer.events


def each_once(offers: Iterable[Offer]) -> list[Offer]:
    """Of those that say the same the surest, in text order, the widest first."""
    best: dict[Claim, Offer] = {}
    for one in offers:
        there = best.get(one.claim)
        if there is None or (one.score or 0) > (there.score or 0):
            best[one.claim] = one
    return sorted(best.values(), key=lambda one: (one.place[0], -one.place[1], one.claim.label))
