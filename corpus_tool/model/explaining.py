"""What a schema itself says of one of its labels, event types or relations, in a language of the reader's."""

from typing import NamedTuple

from corpus_tool.model.schemas import EventType, Label, Names, RelationType, Role, Schema
from corpus_tool.saying import tr


class Explained(NamedTuple):
    """What there is to say of it."""

    id: str
    name: str
    key: str
    """What picks it; empty for none."""
    definition: str
    parts: tuple[tuple[str, str], ...]
    """(what, which): its subtypes, the roles and what fills them, its attributes and their values."""


def in_language(names: Names, language: str, otherwise: str = "") -> str:
    """The name in a language, else the English one, else `otherwise`."""
    return names.get(language) or names.get("en") or otherwise


def explained(schema: Schema, id: str, language: str = "en") -> Explained | None:
    """What the schema says of one of its labels, types or relations; None where it has none of that id."""
    thing = schema.label_by_id.get(id) or schema.event_by_id.get(id) or schema.relation_by_id.get(id)
    if thing is None:
        return None
    return Explained(
        id=thing.id,
        name=in_language(thing.names, language, thing.id),
        key=getattr(thing, "key", ""),
        definition=in_language(thing.definitions, language, thing.definition),
        parts=_parts(schema, thing, language),
    )


def _parts(schema: Schema, thing: Label | EventType | RelationType, language: str) -> tuple[tuple[str, str], ...]:
    match thing:
        case Label():
            subtypes = ((subtype.id, in_language(subtype.names, language)) for subtype in thing.subtypes)
            return (*subtypes, *_attributes(schema, "entity", thing.id))
        case EventType():
            roles = ((_role(role, language), _fillers(role)) for role in schema.roles_of(thing.id).values())
            return (*roles, *_attributes(schema, "event", thing.id))
        case RelationType():
            return (
                (tr("from"), ", ".join(thing.source) or tr("anything")),
                (tr("to"), ", ".join(thing.target) or tr("anything")),
            )


def _role(role: Role, language: str) -> str:
    """`Attacker`, or `Attacker: its name`, where that says more; and whether it is wanted."""
    name = in_language(role.names, language, role.id)
    told = role.id if name == role.id else f"{role.id}: {name}"
    return tr("{role} (wanted)", role=told) if role.min else told


def _fillers(role: Role) -> str:
    most = tr(", {max} at most", max=role.max) if role.max else ""
    return f"{', '.join(role.fillers) or tr('anything')}{most}"


def _attributes(schema: Schema, kind: str, id: str) -> tuple[tuple[str, str], ...]:
    known = schema.attributes_on(kind, id).values()
    return tuple((one.id, ", ".join(one.values) or one.type) for one in known)
