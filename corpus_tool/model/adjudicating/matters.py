"""Matters: the things that annotators marked, what each says of them, and what was decided about them."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeAlias

import msgspec

from corpus_tool.model.alignment import Aligned, aligned
from corpus_tool.model.annotations import Annotation, Event, Relation, Span, label_of
from corpus_tool.model.layers import Layer, LayerName
from corpus_tool.model.rulings import Candidate, Item, Origin, Ruling

Content: TypeAlias = tuple[object, ...]
"""What a reading says, in values that mean the same in every layer."""


class State(StrEnum):
    """How far a matter has come."""

    AGREED = "agreed"
    """All say the same; not in the gold layer yet."""
    OPEN = "open"
    CHANGED = "changed since"
    """Decided, but an annotator has changed her mind since."""
    DECIDED = "decided"


class Proposal(NamedTuple):
    """What most layers say."""

    names: tuple[LayerName, ...]
    """Those that say it."""
    origin: Origin


class Matter(NamedTuple):
    """One thing that at least one layer has."""

    number: int
    row: Aligned
    key: str
    """The layer and id of its first reading by name: what its ruling is kept under."""

    @property
    def kind(self) -> type[Annotation]:
        """What its readings are."""
        return type(self.row.readings[0].annotation)


class Matters:
    """What several layers say of one document, one row a thing, in text order."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = {layer.name: layer for layer in layers}
        self.by_short = {layer.name.short: layer.name for layer in layers}
        self.all = tuple(Matter(number, row, _key(row)) for number, row in enumerate(aligned(layers)))
        self.home = {
            (reading.layer.short, reading.annotation.id): matter.number
            for matter in self.all
            for reading in matter.row.readings
        }
        """Short name of a layer and an id in it, to the number of the matter."""
        self._keys = [
            [key_of(one.layer.short, one.annotation.id) for one in matter.row.readings] for matter in self.all
        ]
        self._candidates = [
            tuple(Candidate(one.layer.short, one.annotation) for one in matter.row.readings) for matter in self.all
        ]
        self._states: tuple[Layer, list[State]] | None = None

    @property
    def names(self) -> tuple[LayerName, ...]:
        """Whose layers these are."""
        return tuple(self.layers)

    @cached_property
    def proposals(self) -> tuple[Proposal | None, ...]:
        """What most say of each matter; None where no more than half do."""
        return tuple(map(self._proposal, self.all))

    @property
    def disputed(self) -> Iterator[Matter]:
        """Those that not all say the same of."""
        return (matter for matter in self.all if not matter.row.is_agreed)

    def content(self, matter: Matter, name: LayerName) -> Content | None:
        """What a layer says of it; None for nothing."""
        one = matter.row.of(name)
        if one is None:
            return None
        details = msgspec.json.encode(sorted(one.attributes.items(), key=lambda item: item[0]))
        match one:
            case Span():
                return (one.label, one.fragments, details, one.link)
            case Event():
                fillers = frozenset((arg.role, *self._place(name, arg.target)) for arg in one.arguments)
                return (one.type, one.fragments, details, fillers)
            case Relation():
                return (one.type, self._end(name, one.source), self._end(name, one.target), details)

    def readings(self, matter: Matter) -> dict[Content, tuple[LayerName, ...]]:
        """Each different thing that is said of it, to who says so, in the order of the layers."""
        found: dict[Content, tuple[LayerName, ...]] = {}
        for name in self.names:
            if (content := self.content(matter, name)) is not None:
                found[content] = (*found.get(content, ()), name)
        return found

    def candidates(self, matter: Matter) -> tuple[Candidate, ...]:
        """What the layers say of it, as a ruling keeps it."""
        return self._candidates[matter.number]

    def ruling(self, matter: Matter, gold: Layer) -> Ruling | None:
        """What was decided about it last, be it that the layers have changed since; None where nothing was.

        A decision whose gold annotations were taken out by hand counts no longer.
        """
        ruling = gold.rulings.get(matter.key) or self._ruling_of_another_reading(matter, gold)
        if ruling is not None and all(item.id in gold for item in ruling.items):
            return ruling
        return None

    def state(self, matter: Matter, gold: Layer) -> State:
        """How far it has come in `gold`. Of one gold layer it is found out once for all matters."""
        if self._states is None or self._states[0] is not gold:
            self._states = gold, [self._state(one, gold) for one in self.all]
        return self._states[1][matter.number]

    def _state(self, matter: Matter, gold: Layer) -> State:
        ruling = self.ruling(matter, gold)
        if ruling is None:
            return State.AGREED if matter.row.is_agreed else State.OPEN
        is_as_then = ruling.candidates == self.candidates(matter)
        return State.DECIDED if is_as_then else State.CHANGED

    def is_left(self, matter: Matter, gold: Layer) -> bool:
        """Whether it is still to be decided."""
        return self.state(matter, gold) is not State.DECIDED

    def standing_for(self, layer: str, id: str, gold: Layer) -> str | None:
        """The gold annotation that stands for one of a layer, by its short name; None where none does."""
        number = self.home.get((layer, id))
        if number is None:
            return None
        ruling = self.ruling(self.all[number], gold)
        items = ruling.items if ruling else ()
        return next((item.id for item in items if layer in item.of), items[0].id if items else None)

    def _ruling_of_another_reading(self, matter: Matter, gold: Layer) -> Ruling | None:
        """What was decided when the matter had other readings, and so another key."""
        return next((gold.rulings[key] for key in self._keys[matter.number] if key in gold.rulings), None)

    def _proposal(self, matter: Matter) -> Proposal | None:
        if len(self.layers) == 1:
            return Proposal(self.names, Origin.SINGLE)
        if matter.row.is_agreed:
            return Proposal(self.names, Origin.UNANIMOUS)
        saying = self.readings(matter)
        most = max(saying.values(), key=len)
        most = max(most, matter.row.silent, key=len)
        return Proposal(most, Origin.MAJORITY) if 2 * len(most) > len(self.layers) else None

    def _place(self, name: LayerName, target: str) -> tuple[int, object]:
        filler = self.layers[name][target]
        return self._end(name, target), None if isinstance(filler, Relation) else filler.fragments

    def _end(self, name: LayerName, id: str) -> int:
        return self.home.get((name.short, id), -1)


def key_of(layer: str, id: str) -> str:
    """The key of a matter by a reading; a gold annotation that nobody had marked has an empty layer."""
    return f"{layer}/{id}"


def _key(row: Aligned) -> str:
    return min(key_of(one.layer.short, one.annotation.id) for one in row.readings)


def matching(matter: Matter, unclaimed: Iterable[Annotation]) -> tuple[Item, ...]:
    """Those gold annotations that stand where a reading of the matter stands, and are named alike."""
    found = []
    for one in unclaimed:
        if type(one) is not matter.kind or isinstance(one, Relation):
            continue
        of = tuple(
            reading.layer.short
            for reading in matter.row.readings
            if not isinstance(reading.annotation, Relation)
            and (reading.annotation.fragments, label_of(reading.annotation)) == (one.fragments, label_of(one))
        )
        if of:
            found.append(Item(one.id, of))
    return tuple(found)
