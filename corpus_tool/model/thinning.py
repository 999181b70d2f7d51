"""Annotations without some of them: events lose the arguments that are gone, relations go with their ends."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from corpus_tool.model.annotations import Annotation, Argument, Event, Relation


class Thinned(NamedTuple):
    """What is left, and what went although nobody asked for it."""

    kept: list[Annotation]
    arguments: list[tuple[Event, Argument]]
    """Those that pointed at what is gone, with the event that had them."""
    relations: list[Relation]
    """Those of which an end is gone."""


def thinned(annotations: Sequence[Annotation], gone: Collection[str]) -> Thinned:
    """The annotations without those with the ids `gone`, in their order; nothing points at what is not there."""
    missing = set(gone)
    relations = _torn(annotations, missing)
    kept: list[Annotation] = []
    lost: list[tuple[Event, Argument]] = []
    for one in annotations:
        if one.id in missing:
            continue
        if isinstance(one, Event) and not missing.isdisjoint(argument.target for argument in one.arguments):
            lost += [(one, argument) for argument in one.arguments if argument.target in missing]
            kept.append(replace(one, arguments=tuple(each for each in one.arguments if each.target not in missing)))
        else:
            kept.append(one)
    return Thinned(kept, lost, relations)


def _torn(annotations: Sequence[Annotation], missing: set[str]) -> list[Relation]:
    """The relations that lose an end, which are then `missing` themselves: another may have one as its end."""
    found: list[Relation] = []
    waiting = [one for one in annotations if isinstance(one, Relation) and one.id not in missing]
    while torn := [one for one in waiting if one.source in missing or one.target in missing]:
        found += torn
        missing |= {one.id for one in torn}
        waiting = [one for one in waiting if one.id not in missing]
    return found
