"""What a schema itself says of one of its labels, event types or relations, in a language of the reader's."""

from typing import NamedTuple

from corpus_tool.model.schemas import Attribute, EventType, Label, Names, RelationType, Role, Schema
from corpus_tool.saying import listed, tr


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
            return (*subtypes, *_attributes(schema, "entity", thing.id, language))
        case EventType():
            roles = ((_role(role, language), _fillers(role)) for role in schema.roles_of(thing.id).values())
            return (*roles, *_attributes(schema, "event", thing.id, language))
        case RelationType():
            return (
                (tr("from"), ", ".join(thing.source) or tr("anything")),
                (tr("to"), ", ".join(thing.target) or tr("anything")),
            )


def _role(role: Role, language: str) -> str:
    """Its id and its name, and whether it is wanted."""
    told = with_name(role.id, role.names, language)
    return tr("{role} (wanted)", role=told) if role.min else told


def _fillers(role: Role) -> str:
    most = tr(", {max} at most", max=role.max) if role.max else ""
    return f"{', '.join(role.fillers) or tr('anything')}{most}"


def _attributes(schema: Schema, kind: str, id: str, language: str) -> tuple[tuple[str, str], ...]:
    return tuple(about_attribute(one, language) for one in schema.attributes_on(kind, id).values())


def about_attribute(attribute: Attribute, language: str) -> tuple[str, str]:
    """(`polarity: its name`, what it says of a thing and what it may hold), in a language."""
    values = listed(_value(attribute, value, language) for value in attribute.values)
    definition = in_language(attribute.definitions, language, attribute.definition)
    parts = (definition, values or _typed(attribute))
    return with_name(attribute.id, attribute.names, language), " ".join(part for part in parts if part)


def _typed(attribute: Attribute) -> str:
    """What is typed where there are no values to choose among."""
    match attribute.type:
        case "number":
            return tr("a number")
        case "boolean":
            return tr("yes or no")
        case _:
            return tr("free text")


def _value(attribute: Attribute, value: str, language: str) -> str:
    """`negative (its name)`, or `negative` where that says it all."""
    name = in_language(attribute.value_names.get(value, {}), language, value)
    return value if name == value else f"{value} ({name})"


def with_name(id: str, names: Names, language: str) -> str:
    """`Attacker`, or `Attacker: its name`, where that says more."""
    name = in_language(names, language, id)
    return id if name.casefold() == id.casefold() else f"{id}: {name}"
