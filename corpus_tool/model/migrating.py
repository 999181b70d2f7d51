"""Annotations brought from one schema to the next. Pure: what changes, and what would be stranded."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from corpus_tool.errors import SchemaError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Annotation, Argument, Event, Relation, Span, label_of
from corpus_tool.model.changes import Change, Changes
from corpus_tool.model.layers import Layer
from corpus_tool.model.schemas import SUBTYPE, Migration, Part, Schema


class Use(NamedTuple):
    """A name that annotations use, and how often."""

    part: Part
    name: str
    event: str
    """A role's event type; else empty."""
    times: int


def effective(migrations: Iterable[Migration], old: Schema, new: Schema) -> list[Migration]:
    """The migrations that have something to do. Raises SchemaError for one that leads to what `new` does not know."""
    known = [
        migration for migration in migrations if any(_is_known(migration, name, old) for name in migration.sources)
    ]
    for migration in known:
        for target in migration.targets:
            if not _is_known(migration, target, new):
                raise SchemaError(
                    f"{title(migration)}: {new.name} {new.version} has no {migration.part} {target!r};"
                    " give it one, or migrate to another."
                )
    return known


def stranded(uses: Iterable[Use], migrations: Iterable[Migration], old: Schema, new: Schema) -> list[Use]:
    """The names in use that `old` knows, `new` does not, and no migration takes along."""
    steps = list(migrations)
    types = {
        source: step.targets[0] for step in steps if step.part == "type" and step.targets for source in step.sources
    }
    return [
        use
        for use in uses
        if _knows(old, use.part, use.name, use.event)
        and not _knows(new, use.part, use.name, types.get(use.event, use.event))
        and not any(_moves(step, use, types) for step in steps)
        and not (use.part == "role" and types.get(use.event, use.event) not in new.event_by_id)
    ]


def title(migration: Migration) -> str:
    """What a migration does, for the log: `Merge WEA, VEH into ARM`."""
    sources, targets = ", ".join(migration.sources), ", ".join(migration.targets)
    if not migration.targets:
        return f"Remove {sources}"
    if len(migration.targets) > 1:
        return f"Split {sources} into {targets}"
    return f"Merge {sources} into {targets}" if len(migration.sources) > 1 else f"Rename {sources} to {targets}"


def is_split(migration: Migration) -> bool:
    """Whether people have to decide, annotation by annotation."""
    return len(migration.targets) > 1


def migrated(layer: Layer, migration: Migration, new: Schema) -> Changes:
    """What brings a layer's annotations along; nothing for a splitting."""
    if is_split(migration):
        return ()
    if not migration.targets and migration.part != "role":
        return _removals(layer, migration)
    changes = []
    for placed in layer.placed.values():
        after = _renamed(placed.annotation, migration, new)
        if after != placed.annotation:
            changes.append(Change(placed.position, placed.annotation, after))
    return tuple(changes)


def _removals(layer: Layer, migration: Migration) -> Changes:
    kinds = {"label": Span, "type": Event, "relation": Relation}
    kind = kinds[migration.part]
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


def _renamed(annotation: Annotation, migration: Migration, new: Schema) -> Annotation:
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
        case _:
            return annotation


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


def _is_known(migration: Migration, name: str, schema: Schema) -> bool:
    return _knows(schema, migration.part, name, migration.event)


def _knows(schema: Schema, part: Part, name: str, event: str) -> bool:
    match part:
        case "label":
            return name in schema.label_by_id
        case "type":
            return name in schema.event_by_id
        case "relation":
            return name in schema.relation_by_id
        case "role":
            types = [event] if event in schema.event_by_id else list(schema.event_by_id)
            return any(name in schema.roles_of(type) for type in types)


def _moves(migration: Migration, use: Use, types: dict[str, str]) -> bool:
    """Whether the migration takes this use along."""
    if use.part == "role" and migration.part == "type":
        return not migration.targets and use.event in migration.sources
    at_home = migration.event in ("", use.event, types.get(use.event, use.event))
    return migration.part == use.part and use.name in migration.sources and at_home
