"""Deciding: a gold layer under decisions, several of which may be one act.

Gold annotations keep their ids when a matter is decided anew, so that events go on pointing at them. The arguments of
an event that was taken are those of its reading, as far as their fillers are in the gold layer: taking the event takes
fillers that are still open with it, and a filler that is decided later finds its place by itself.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as with_fields

from msgspec.structs import replace

from corpus_tool.errors import BrokenRuleError, RefusedError
from corpus_tool.model.adjudicating.borders import Borders, merged_borders
from corpus_tool.model.adjudicating.matters import Matter, Matters, matching
from corpus_tool.model.adjudicating.mixing import Part, mixed
from corpus_tool.model.annotations import (
    Annotation,
    Argument,
    Event,
    Fragments,
    Placed,
    Relation,
    Span,
    references,
)
from corpus_tool.model.layers import Layer, LayerName
from corpus_tool.model.rulings import Item, Origin, Ruling, Wanted
from corpus_tool.saying import tr

LETTERS: Mapping[type[Annotation], str] = {Span: "s", Event: "e", Relation: "r"}


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who decides, when, why, and the ids of what is new."""

    who: str
    at: str
    new_id: Callable[[str], str]
    """A letter to an id that was never answered before."""
    reason: str = ""
    guideline: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """One gold annotation to be: what it says, whose reading it is, and the arguments it is to have."""

    annotation: Annotation
    of: tuple[LayerName, ...]
    wanted: tuple[Wanted, ...] = ()
    source: LayerName | None = None
    """The layer in which the ends of a relation are."""


class Deciding:
    """A gold layer that decisions are made in; `layer` is what it is then."""

    def __init__(
        self,
        matters: Matters,
        gold: Layer,
        stamp: Stamp,
        *,
        brings_disputed: bool = True,
        leaves: Collection[int] = (),
    ) -> None:
        """`brings_disputed`: whether taking an event takes fillers with it that not all say the same of.

        `leaves`: numbers of matters that nothing takes with it.
        """
        self._brings_disputed = brings_disputed
        self._leaves = leaves
        self._matters = matters
        self._gold = gold
        self._stamp = stamp
        self._placed = dict(gold.placed)
        self._rulings = dict(gold.rulings)
        self._next = gold.next_position
        self._draft = with_fields(gold, placed=self._placed, rulings=self._rulings)
        """What is being made. Only its rulings and ids are asked for: it changes under everything else."""
        of_matters = (ruling for key, ruling in gold.rulings.items() if not key.startswith("/"))
        claimed = {item.id for ruling in of_matters for item in ruling.items}
        self._unclaimed = {one.id: one for one in gold.ordered if one.id not in claimed}
        """Gold annotations that stand for no matter: nothing is known of them, or they were added by hand."""

    @property
    def layer(self) -> Layer:
        """The gold layer after all decisions so far."""
        return with_fields(self._gold, placed=dict(self._placed), rulings=dict(self._rulings))

    # Decisions

    def take(self, matter: Matter, names: Sequence[LayerName], origin: Origin = Origin.PICKED) -> None:
        """Let what the first of `names` says stand, also where that is nothing; all of them say so."""
        one = matter.row.of(names[0])
        taken = () if one is None else (self._as_read(one, names),)
        self._decide(matter, origin, taken)

    def take_both(self, matter: Matter) -> None:
        """Let each different reading stand."""
        readings = self._matters.readings(matter).values()
        self._decide(matter, Origin.BOTH, [self._as_read(_read(matter, names[0]), names) for names in readings])

    def nothing(self, matter: Matter) -> None:
        """Let nothing stand."""
        self._decide(matter, Origin.NOTHING, ())

    def merge(self, matter: Matter, how: Borders, fragments: Fragments | None = None) -> None:
        """Give what stands, or else the first reading, the borders of all readings merged, or `fragments`.

        Raises RefusedError where no code point is in all of them, or for relations, which have no borders.
        """
        base = self._standing(matter)
        if isinstance(base.annotation, Relation):
            raise RefusedError(tr("A relation has no borders to merge."))
        places = [one.annotation.fragments for one in matter.row.readings if not isinstance(one.annotation, Relation)]
        merged = fragments or merged_borders(how, places)
        if not merged:
            raise RefusedError(tr("The readings share no character: there is no intersection of borders."))
        taken = with_fields(base, annotation=replace(base.annotation, fragments=merged))
        self._decide(matter, Origin.MERGED, (taken,), how)

    def mix(self, matter: Matter, base: LayerName, picked: Mapping[Part, LayerName]) -> None:
        """Let the reading of `base` stand, with single parts of it as others have them."""
        one, wanted = mixed(matter, base, picked)
        of = tuple(dict.fromkeys((base, *picked.values())))
        self._decide(matter, Origin.MIXED, (Taken(one, of, wanted, base),))

    def say_why(self, matter: Matter, *, reason: str | None = None, guideline: str | None = None) -> None:
        """Write down why it was decided so, or where the guidelines speak of it; None leaves what is said."""
        ruling = self._matters.ruling(matter, self._draft)
        if ruling is None:
            raise RefusedError(tr("This is not decided yet: there is nothing to give a reason for."))
        self._keep(
            matter,
            replace(
                ruling,
                reason=ruling.reason if reason is None else reason,
                guideline=ruling.guideline if guideline is None else guideline,
            ),
        )

    # What a decision does

    def _decide(self, matter: Matter, origin: Origin, taken: Iterable[Taken], how: str = "") -> None:
        before = self._items(matter)
        wanted = list(taken)
        for one in wanted:
            self._bring_ends(one)
        items = [self._put(one, id) for one, id in zip(wanted, self._ids(matter, before, wanted), strict=True)]
        for item in before:
            if item.id not in {one.id for one in items}:
                self._remove(item.id)
        arguments = tuple(dict.fromkeys(argument for one in wanted for argument in one.wanted))
        self._keep(matter, self._ruled(matter, origin, tuple(items), arguments, how))
        for argument in arguments:
            self._bring(argument)
        self._tie_arguments(matter)
        self._tie_arguments_to(matter)

    def _ruled(
        self, matter: Matter, origin: Origin, items: tuple[Item, ...], wanted: tuple[Wanted, ...], how: str
    ) -> Ruling:
        known = self._rulings.get(matter.key)
        return Ruling(
            origin=origin,
            items=items,
            candidates=self._matters.candidates(matter),
            silent=tuple(name.short for name in matter.row.silent),
            wanted=wanted,
            how=how,
            reason=self._stamp.reason or (known.reason if known else ""),
            guideline=self._stamp.guideline or (known.guideline if known else ""),
            who=self._stamp.who,
            at=self._stamp.at,
        )

    def _keep(self, matter: Matter, ruling: Ruling) -> None:
        """Let it stand, instead of those under the keys that the matter had before."""
        for reading in matter.row.readings:
            self._rulings.pop(f"{reading.layer.short}/{reading.annotation.id}", None)
        for item in ruling.items:
            self._rulings.pop(f"/{item.id}", None)
            self._unclaimed.pop(item.id, None)
        self._rulings[matter.key] = ruling

    def _as_read(self, one: Annotation, names: Sequence[LayerName]) -> Taken:
        wanted: tuple[Wanted, ...] = ()
        if isinstance(one, Event):
            wanted = tuple(Wanted(argument.role, names[0].short, argument.target) for argument in one.arguments)
        return Taken(one, tuple(names), wanted, names[0])

    def _standing(self, matter: Matter) -> Taken:
        """What stands for it in the gold layer first; the first reading where nothing does."""
        items = self._items(matter)
        ruling = self._matters.ruling(matter, self._draft)
        if items and items[0].id in self._placed:
            of = tuple(self._matters.by_short[short] for short in items[0].of if short in self._matters.by_short)
            return Taken(self._placed[items[0].id].annotation, of, ruling.wanted if ruling else ())
        first = matter.row.readings[0]
        return self._as_read(first.annotation, (first.layer,))

    def _items(self, matter: Matter) -> tuple[Item, ...]:
        """The gold annotations that stand for it, also those that were there before anything was decided."""
        if ruling := self._matters.ruling(matter, self._draft):
            return ruling.items
        return matching(matter, self._unclaimed.values())

    def _ids(self, matter: Matter, before: Sequence[Item], wanted: Sequence[Taken]) -> list[str]:
        """The ids of those that stand now, as far as they go, then new ones."""
        known = [item.id for item in before][: len(wanted)]
        letter = LETTERS[matter.kind]
        return known + [self._stamp.new_id(letter) for _ in wanted[len(known) :]]

    def _put(self, one: Taken, id: str) -> Item:
        there = self._placed.get(id)
        annotation = replace(self._tied(one), id=id)
        if isinstance(annotation, Event):
            kept = there.annotation.arguments if there and isinstance(there.annotation, Event) else ()
            annotation = replace(annotation, arguments=kept)
        self._placed[id] = Placed(there.position if there else self._next, annotation)
        self._next += there is None
        return Item(id, tuple(name.short for name in one.of))

    def _remove(self, id: str) -> None:
        """Take an annotation out, with the relations at it; events lose the arguments that it was."""
        self._placed.pop(id, None)
        self._unclaimed.pop(id, None)
        for other in list(self._placed.values()):
            if id not in references(other.annotation):
                continue
            if isinstance(other.annotation, Relation):
                self._remove(other.annotation.id)
            elif isinstance(other.annotation, Event):
                kept = tuple(argument for argument in other.annotation.arguments if argument.target != id)
                self._place_again(replace(other.annotation, arguments=kept))

    def _place_again(self, annotation: Annotation) -> None:
        self._placed[annotation.id] = Placed(self._placed[annotation.id].position, annotation)

    # Arguments, and the ends of relations

    def _standing_for(self, layer: str, id: str) -> str | None:
        return self._matters.standing_for(layer, id, self._draft)

    def _bring(self, wanted: Wanted) -> None:
        """Take a filler over where nothing was decided about it yet."""
        number = self._matters.home.get((wanted.layer, wanted.target))
        if number is None or number in self._leaves:
            return
        if self._matters.ruling(matter := self._matters.all[number], self._draft):
            return
        is_agreed = matter.row.is_agreed
        if not (is_agreed or self._brings_disputed):
            return
        names = self._matters.names if is_agreed else (self._matters.by_short[wanted.layer],)
        single = Origin.SINGLE if len(self._matters.names) == 1 else Origin.UNANIMOUS
        # Read from the layer that wants it: its own fillers are the ones that are wanted next.
        first = self._matters.by_short[wanted.layer]
        ordered = (first, *(name for name in names if name != first))
        self.take(matter, ordered, single if is_agreed else Origin.PICKED)

    def _bring_ends(self, one: Taken) -> None:
        if isinstance(relation := one.annotation, Relation) and one.source is not None:
            for end in (relation.source, relation.target):
                self._bring(Wanted("", one.source.short, end))

    def _tied(self, one: Taken) -> Annotation:
        """A relation between gold annotations; anything else as it is."""
        relation = one.annotation
        if not isinstance(relation, Relation) or one.source is None:
            return relation
        source, target = (self._standing_for(one.source.short, end) for end in (relation.source, relation.target))
        if source is None or target is None:
            raise BrokenRuleError(
                tr("One end of this {relation} does not stand in the gold layer.", relation=relation.type)
            )
        return replace(relation, source=source, target=target)

    def _tie_arguments_to(self, matter: Matter) -> None:
        """Give every event that wants a reading of the matter its argument."""
        here = {(reading.layer.short, reading.annotation.id) for reading in matter.row.readings}
        for other in self._matters.all:
            ruling = self._rulings.get(other.key)
            if ruling is not None and any((one.layer, one.target) in here for one in ruling.wanted):
                self._tie_arguments(other)

    def _tie_arguments(self, matter: Matter) -> None:
        """Give an event the arguments it wants, as far as they stand."""
        ruling = self._rulings.get(matter.key)
        if ruling is None or (not ruling.wanted and ruling.origin is Origin.EDITED):
            return
        for item in ruling.items:
            event = self._placed[item.id].annotation
            if isinstance(event, Event):
                found = ((one.role, self._standing_for(one.layer, one.target)) for one in _wanted_by(ruling, item))
                arguments = dict.fromkeys(Argument(role, id) for role, id in found if id is not None)
                self._place_again(replace(event, arguments=tuple(arguments)))


def _wanted_by(ruling: Ruling, item: Item) -> list[Wanted]:
    """The arguments of one of the gold events: all, but where several stand beside one another each its own."""
    if ruling.origin is not Origin.BOTH:
        return list(ruling.wanted)
    return [one for one in ruling.wanted if one.layer in item.of[:1]]


def _read(matter: Matter, name: LayerName) -> Annotation:
    one = matter.row.of(name)
    if one is None:
        raise ValueError(f"{name.short} has no reading of {matter.key}")
    return one
