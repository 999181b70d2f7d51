"""What labels, types, roles and attributes are called in the language of the interface."""

from typing import Protocol

from corpus_tool.model.annotations import Annotation, Event, Relation, Span
from corpus_tool.model.attribute_values import shown_value
from corpus_tool.model.explaining import in_language
from corpus_tool.model.schemas import SUBTYPE, Attribute, Names, Schema
from corpus_tool.saying import spoken, tr, tr_later


class Nameable(Protocol):
    """Something of the schema that has an id, and names."""

    @property
    def id(self) -> str:
        """What it is called in data."""

    @property
    def names(self) -> Names:
        """Language to name."""


def called(thing: Nameable) -> str:
    """Its name in that language, else its English one, else its id."""
    return in_language(thing.names, spoken(), thing.id)


def named(thing: Nameable) -> str:
    """Its name in that language, else the last part of its id: `AirStrike` of `Conflict.AirStrike`."""
    return thing.names.get(spoken()) or thing.id.rpartition(".")[2]


def plainly(thing: Nameable) -> str:
    """Its name in another language than English, else its id: for what has plain English words for ids."""
    return thing.id if spoken() == "en" else thing.names.get(spoken(), thing.id)


def type_named(schema: Schema, id: str) -> str:
    """What an event type is called; the last part of its id, where the schema does not know it."""
    known = schema.event_by_id.get(id)
    return named(known) if known else id.rpartition(".")[2]


def mark_named(schema: Schema, one: Annotation) -> str:
    """`ORG`, as everywhere; the type of an event or a relation in another language than English, else its id."""
    match one:
        case Event():
            known = schema.event_by_id.get(one.type)
            return plainly(known) if known else one.type
        case Relation():
            return relation_named(schema, one.type)
        case Span():
            return one.label


def words_and_name(name: str, words: str) -> str:
    """`Attack قصف`: told apart by marks of quotation where the name is of the same script as the words."""
    return tr("{name} {words}", name=name, words=words)


def part_named(schema: Schema, id: str) -> str:
    """What anything of a schema is called in another language than English, that data has only the id of."""
    if spoken() == "en":
        return id
    roles = (role for event in schema.events for role in (*event.roles, *schema.common_roles))
    things: tuple[Nameable, ...] = (*schema.events, *schema.relations, *schema.attributes, *roles)
    return next((plainly(one) for one in things if one.id == id), id)


def role_named(schema: Schema, type: str, id: str) -> str:
    """What a role of an event type is called; its id, where the type has no such role."""
    known = schema.roles_of(type).get(id) if type in schema.event_by_id else None
    return named(known) if known else id


def family_named(schema: Schema, family: str) -> str:
    """What a family of event types is called in another language than English; else its id."""
    return family if spoken() == "en" else schema.families.get(family, {}).get(spoken(), family)


def relation_named(schema: Schema, id: str) -> str:
    """What a relation is called in another language than English; else its id."""
    known = schema.relation_by_id.get(id)
    return plainly(known) if known else id


def attribute_named(schema: Schema, id: str) -> str:
    """What an attribute is called in another language than English; else its id."""
    if id == SUBTYPE and spoken() != "en":
        return tr("Subtype")
    return next((plainly(one) for one in schema.attributes if one.id == id), id)


def value_named(schema: Schema, label: str, attribute: str, value: object | None) -> str:
    """What a value of an attribute is called, on a thing of that label or type; nothing for none."""
    if attribute == SUBTYPE:
        return subtype_named(schema, label, shown_value(value))
    known = next((one for one in schema.attributes if one.id == attribute), None)
    return value_of(known, value) if known else shown_value(value)


def value_of(attribute: Attribute, value: object | None) -> str:
    """What a value of an attribute is called; as it is typed, where it has no name in that language."""
    shown = shown_value(value)
    if attribute.id == SUBTYPE and spoken() == "en":
        return shown
    return attribute.value_names.get(shown, {}).get(spoken(), shown)


def subtype_named(schema: Schema, label: str, id: str) -> str:
    """What a subtype of a label is called in another language than English; else its id."""
    known = schema.subtypes_of(label).get(id)
    return plainly(known) if known else id


_SOURCES = (
    tr_later("lexicon"),
    tr_later("starter"),
    tr_later("learned"),
    tr_later("mentions"),
    tr_later("propagation"),
)


def source_named(source: str) -> str:
    """What proposes suggestions: the program's own sources in the language that is spoken, others as they are."""
    return tr(source) if source in _SOURCES else source
