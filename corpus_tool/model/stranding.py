"""What a new schema would strand: names that annotations use, that it no longer knows, and that nothing takes along."""

from collections.abc import Iterable
from typing import NamedTuple

from corpus_tool.errors import SchemaError
from corpus_tool.model.schemas import Migration, Part, Schema


class Use(NamedTuple):
    """A name that annotations use, and how often."""

    part: Part
    name: str
    owner: str
    """What has it: a role's or an attribute's event type or label, a subtype's label, a value's attribute; or empty."""
    times: int


class Renamings(NamedTuple):
    """Old name to new one, of what is renamed or merged."""

    owners: dict[str, str]
    """Of labels and event types."""
    attributes: dict[str, str]


def renamings(migrations: Iterable[Migration]) -> Renamings:
    """What the migrations give another name to."""
    found = Renamings({}, {})
    names = {"label": found.owners, "type": found.owners, "attribute": found.attributes}
    for step in migrations:
        if step.part in names and len(step.targets) == 1:
            names[step.part].update(dict.fromkeys(step.sources, step.targets[0]))
    return found


def effective(migrations: Iterable[Migration], old: Schema, new: Schema) -> list[Migration]:
    """The migrations that have something to do, what annotations are apart before what they are called.

    So a subtype is moved before its label, which would lose it. Raises SchemaError for a migration that leads to what
    `new` does not know.
    """
    steps = list(migrations)
    moved = renamings(steps)
    known = [step for step in steps if any(_is_known(step, name, old, moved) for name in step.sources)]
    for step in known:
        for target in step.targets:
            if not _leads_somewhere(step, target, new, moved):
                raise SchemaError(
                    f"{title(step)}: {new.name} {new.version} has no {step.part} {target!r}"
                    f"{' of ' * bool(step.owner)}{step.owner}; give it one, or migrate to another."
                )
    return sorted(known, key=lambda step: _ORDER.get(step.part, len(_ORDER)))


_ORDER: dict[Part, int] = {"subtype": 0, "value": 1, "attribute": 2}


def stranded(uses: Iterable[Use], migrations: Iterable[Migration], old: Schema, new: Schema) -> list[Use]:
    """The names in use that `old` knows, `new` does not, and no migration takes along."""
    steps = list(migrations)
    moved = renamings(steps)
    return [use for use in uses if _is_stranded(use, steps, moved, old, new)]


def _is_stranded(use: Use, steps: list[Migration], moved: Renamings, old: Schema, new: Schema) -> bool:
    if not knows(old, use.part, use.name, use.owner):
        return False
    names = moved.attributes if use.part == "value" else moved.owners
    owner = names.get(use.owner, use.owner)
    if use.part != "label" and owner and not _has_owner(new, use.part, owner):
        return False  # its owner is told, or goes with it
    if use.part == "subtype" and use.owner in moved.owners:
        return False  # a new label takes those of its old one's subtypes that it knows
    return not knows(new, use.part, use.name, owner) and not any(_moves(step, use, owner) for step in steps)


def title(migration: Migration) -> str:
    """What a migration does, for the log: `Merge WEA, VEH into ARM`."""
    sources, targets = ", ".join(migration.sources), ", ".join(migration.targets)
    if migration.part in _ORDER:
        sources = f"{migration.part} {sources}{' of ' * bool(migration.owner)}{migration.owner}"
    if not migration.targets:
        return f"Remove {sources}"
    if len(migration.targets) > 1:
        return f"Split {sources} into {targets}"
    return f"Merge {sources} into {targets}" if len(migration.sources) > 1 else f"Rename {sources} to {targets}"


def knows(schema: Schema, part: Part, name: str, owner: str = "") -> bool:
    """Whether a schema has something of that name; with an `owner`, whether that has it."""
    match part:
        case "label":
            return name in schema.label_by_id
        case "type":
            return name in schema.event_by_id
        case "relation":
            return name in schema.relation_by_id
        case "role":
            types = [owner] if owner in schema.event_by_id else list(schema.event_by_id)
            return any(name in schema.roles_of(type) for type in types)
        case "subtype":
            labels = [owner] if owner else list(schema.label_by_id)
            return any(name in schema.subtypes_of(label) for label in labels)
        case "attribute":
            return any(one.id == name and _is_on(schema, owner, one.on) for one in schema.attributes)
        case "value":
            found = [one for one in schema.attributes if one.id == owner]
            return any(one.type != "choice" or name in one.values for one in found)


def _is_on(schema: Schema, owner: str, on: Iterable[str]) -> bool:
    kinds = {"entity"} if owner in schema.label_by_id else {"event"} if owner in schema.event_by_id else set()
    return not owner or bool({owner, *kinds} & set(on))


def _has_owner(schema: Schema, part: Part, owner: str) -> bool:
    match part:
        case "role":
            return owner in schema.event_by_id
        case "value":
            return any(one.id == owner for one in schema.attributes)
        case _:
            return owner in schema.label_by_id or owner in schema.event_by_id


def _is_known(step: Migration, name: str, old: Schema, moved: Renamings) -> bool:
    """Whether `old` knows a source, under an owner by its old name or by its new one."""
    names = moved.attributes if step.part == "value" else moved.owners
    owners = {step.owner, *(before for before, after in names.items() if after == step.owner)}
    return any(knows(old, step.part, name, owner) for owner in owners)


def _leads_somewhere(step: Migration, target: str, new: Schema, moved: Renamings) -> bool:
    names = moved.attributes if step.part == "value" else moved.owners
    return knows(new, step.part, target, names.get(step.owner, step.owner))


def _moves(step: Migration, use: Use, owner: str) -> bool:
    """Whether the migration takes this use along; `owner` is what its owner is called afterwards."""
    if use.part == "value" and step.part == "attribute" and len(step.targets) != 1:
        return use.owner in step.sources
    at_home = step.owner in ("", use.owner, owner)
    return step.part == use.part and use.name in step.sources and at_home
