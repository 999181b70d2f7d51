"""How readings of one thing differ: by borders, label, attributes, arguments and their roles."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from corpus_tool.model.annotations import Annotation, Event, Fragments, Relation, Span


class Kind(StrEnum):
    """How readings of one thing differ."""

    MISSING = "missing"
    """Somebody has nothing here."""
    BORDER = "border"
    """Of spans; of events, when one argument is marked with other borders."""
    LABEL = "label"
    BORDER_AND_LABEL = "border + label"
    ATTRIBUTE = "attribute"
    """An attribute, or the link of a span."""
    TRIGGER = "trigger"
    EVENT_TYPE = "event type"
    ARGUMENT_MISSING = "argument missing"
    ROLE = "role"
    """The same argument in another role."""


class Said(NamedTuple):
    """What a reading says, in words that mean the same in every layer."""

    annotation: Annotation
    fragments: Fragments
    label: str
    details: Mapping[str, object]
    """Attributes, and the link."""
    fillers: Mapping[tuple[int, str], Fragments]
    """The thing that fills a role, and the role, to where this layer marks it."""


def kinds_of(said: Sequence[Said]) -> set[Kind]:
    """How they differ; nothing where all say the same."""
    return {kind for differ in (_by_place_and_label, _by_details, _by_arguments) for kind in differ(said)}


def _by_place_and_label(said: Sequence[Said]) -> Iterator[Kind]:
    is_moved = _differ(said, lambda one: one.fragments)
    is_renamed = _differ(said, lambda one: one.label)
    match said[0].annotation:
        case Event():
            yield from (Kind.TRIGGER,) * is_moved
            yield from (Kind.EVENT_TYPE,) * is_renamed
        case Span() if is_moved and is_renamed:
            yield Kind.BORDER_AND_LABEL
        case Span():
            yield from (Kind.BORDER,) * is_moved
            yield from (Kind.LABEL,) * is_renamed
        case Relation():
            yield from (Kind.LABEL,) * is_renamed


def _by_details(said: Sequence[Said]) -> Iterator[Kind]:
    if _differ(said, lambda one: sorted(one.details.items(), key=lambda item: item[0])):
        yield Kind.ATTRIBUTE


def _by_arguments(said: Sequence[Said]) -> Iterator[Kind]:
    """Whether all have the same arguments, in the same roles, with the same borders."""
    if _differ(said, lambda one: {thing for thing, _ in one.fillers}):
        yield Kind.ARGUMENT_MISSING
    roles: dict[int, list[set[str]]] = defaultdict(list)
    for one in said:
        for thing in {thing for thing, _ in one.fillers}:
            roles[thing].append({role for at, role in one.fillers if at == thing})
    if any(others != roles_of[0] for roles_of in roles.values() for others in roles_of[1:]):
        yield Kind.ROLE
    if any(len({one.fillers[key] for one in said if key in one.fillers}) > 1 for one in said for key in one.fillers):
        yield Kind.BORDER


def _differ(said: Sequence[Said], what: Callable[[Said], object]) -> bool:
    first = what(said[0])
    return any(what(one) != first for one in said[1:])


def details_of(said: Sequence[Said]) -> tuple[str, ...]:
    """The attributes, then the roles, that are not the same in all readings."""
    attributes = dict.fromkeys(name for one in said for name in one.details)
    roles = dict.fromkeys(role for one in said for _, role in one.fillers)
    differing = [name for name in attributes if _differ(said, partial(_value, name))]
    return (*differing, *(role for role in roles if _differ(said, partial(_filling, role))))


def _value(name: str, one: Said) -> tuple[object, ...]:
    return (one.details[name],) if name in one.details else ()


def _filling(role: str, one: Said) -> set[tuple[int, Fragments]]:
    return {(thing, fragments) for (thing, in_role), fragments in one.fillers.items() if in_role == role}
