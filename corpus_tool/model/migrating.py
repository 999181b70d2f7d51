"""Annotations brought from one schema to the next. Pure: what changes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from corpus_tool.model import edits
from corpus_tool.model.annotations import Annotation, Argument, Event, Relation, Span, label_of
from corpus_tool.model.changes import Change, Changes
from corpus_tool.model.layers import Layer
from corpus_tool.model.schemas import SUBTYPE, Migration, Schema
from corpus_tool.model.stranding import Renamings, renamings


def is_split(migration: Migration) -> bool:
    """Whether people have to decide, annotation by annotation."""
    return len(migration.targets) > 1


class Brought(NamedTuple):
    """A layer after some migrations."""

    layer: Layer
    counts: dict[int, int]
    """The number of each migration that changed something, to how many annotations it changed."""


def brought(layer: Layer, steps: Sequence[Migration], new: Schema) -> Brought:
    """Take all steps to a new schema, in their order."""
    moved, counts = renamings(steps), dict[int, int]()
    for number, step in enumerate(steps):
        if changes := migrated(layer, step, new, moved):
            layer, counts[number] = layer.apply(changes), len(changes)
    return Brought(layer, counts)


def migrated(layer: Layer, migration: Migration, new: Schema, moved: Renamings) -> Changes:
    """What brings a layer's annotations along; nothing for a splitting. `moved` is what all migrations rename."""
    if is_split(migration):
        return ()
    if not migration.targets and migration.part in _KINDS:
        return _removals(layer, migration)
    changes = []
    for placed in layer.placed.values():
        after = _renamed(placed.annotation, migration, new, moved)
        if after != placed.annotation:
            changes.append(Change(placed.position, placed.annotation, after))
    return tuple(changes)


def _removals(layer: Layer, migration: Migration) -> Changes:
    kind = _KINDS[migration.part]
    left = layer
    for one in layer.ordered:
        # A relation may be gone with one of its ends.
        if isinstance(one, kind) and label_of(one) in migration.sources and one.id in left:
            left = left.apply(edits.remove(left, one.id))
    lost: list[Change] = []
    gone: list[Change] = []
    for id, (position, before) in layer.placed.items():
        if id not in left:
            gone.append(Change(position, before, None))
        elif left[id] != before:
            lost.append(Change(position, before, left[id]))
    return (*lost, *gone)


_KINDS = {"label": Span, "type": Event, "relation": Relation}
"""What is an annotation of its own, and goes where its name is removed."""


def _renamed(annotation: Annotation, migration: Migration, new: Schema, moved: Renamings) -> Annotation:
    match annotation, migration.part:
        case Span(), "label" if annotation.label in migration.sources:
            return _relabelled(annotation, migration, new)
        case Event(), "type" if annotation.type in migration.sources:
            attributes = annotation.attributes | migration.set
            return replace(annotation, type=migration.targets[0], attributes=attributes)
        case Relation(), "relation" if annotation.type in migration.sources:
            attributes = annotation.attributes | migration.set
            return replace(annotation, type=migration.targets[0], attributes=attributes)
        case Event(), "role" if migration.event in ("", annotation.type):
            return replace(annotation, arguments=tuple(_recast(annotation.arguments, migration)))
        case _, "attribute" | "value" | "subtype":
            attributes = _described(annotation, migration, moved)
            return annotation if attributes == annotation.attributes else replace(annotation, attributes=attributes)
        case _:
            return annotation


def _described(annotation: Annotation, migration: Migration, moved: Renamings) -> dict[str, Any]:
    """The attributes of an annotation after a migration of an attribute, a value or a subtype."""
    label = label_of(annotation)
    is_hers = migration.of in ("", label, moved.owners.get(label, label))
    match migration.part:
        case "attribute" if is_hers:
            return _with_renamed_attribute(annotation.attributes, migration)
        case "subtype" if is_hers and isinstance(annotation, Span):
            return _with_other_value(annotation.attributes, {SUBTYPE}, migration)
        case "value":
            before = {old for old, after in moved.attributes.items() if after == migration.of}
            return _with_other_value(annotation.attributes, {migration.of} | before, migration)
        case _:
            return annotation.attributes


def _with_renamed_attribute(attributes: dict[str, Any], migration: Migration) -> dict[str, Any]:
    """Each under its new name; where several become one, what has the name already counts, then the first."""
    moving = [attributes[name] for name in migration.sources if name in attributes]
    if not moving:
        return attributes
    kept = {name: value for name, value in attributes.items() if name not in migration.sources}
    renamed = {target: attributes.get(target, moving[0]) for target in migration.targets}
    return kept | renamed | migration.set


def _with_other_value(attributes: dict[str, Any], names: set[str], migration: Migration) -> dict[str, Any]:
    found = [name for name in attributes if name in names and attributes[name] in migration.sources]
    if not found:
        return attributes
    kept = {name: value for name, value in attributes.items() if name not in found}
    return kept | {name: target for name in found for target in migration.targets} | migration.set


def _relabelled(span: Span, migration: Migration, new: Schema) -> Span:
    """With its subtype where the new label knows that too."""
    kept = {
        name: value
        for name, value in span.attributes.items()
        if name != SUBTYPE or value in new.subtypes_of(migration.targets[0])
    }
    return replace(span, label=migration.targets[0], attributes=kept | migration.set)


def _recast(arguments: Iterable[Argument], migration: Migration) -> Iterator[Argument]:
    """The arguments with their new roles, none twice."""
    seen = set()
    for argument in arguments:
        moved = argument.role in migration.sources
        if moved and not migration.targets:
            continue
        after = Argument(migration.targets[0], argument.target) if moved else argument
        if not (moved and after in seen):
            yield after
        seen.add(after)
