"""Mentions as the JSON formats of event extraction write them, to and from the annotations of a window.

Places are word numbers within the window, the end exclusive. What the formats do not know (attributes, links, notes)
stands in fields of our own, which their programs pass over.
"""

from typing import Any

from msgspec import Struct

from corpus_tool.model.annotations import Annotation, Argument, Attributes, Event, Relation, Span
from corpus_tool.model.windows import TextWindow
from corpus_tool.saying.counting import counted

ENDS = ("Arg-1", "Arg-2")
"""The roles of a relation's two arguments: where it comes from and where it goes."""

SUBTYPE, MENTION = "subtype", "mention"
"""Attributes that have a field in some of the formats."""

NO_MENTION_TYPE = "UNK"


class MentionError(Exception):
    """Why a mention cannot be taken in."""


class Trigger(Struct):
    """Words of a window."""

    text: str = ""
    start: int = -1
    end: int = -1


class Entity(Struct, omit_defaults=True):
    """A span."""

    id: str
    entity_type: str
    start: int
    end: int
    text: str = ""
    entity_subtype: str | None = None
    mention_type: str | None = None
    attributes: Attributes | None = None
    link: str | None = None
    note: str | None = None


class Role(Struct, omit_defaults=True):
    """An argument of an event, or an end of a relation."""

    entity_id: str
    role: str
    text: str = ""
    start: int | None = None
    end: int | None = None


class Happening(Struct, omit_defaults=True):
    """An event."""

    id: str
    event_type: str
    trigger: Trigger
    arguments: list[Role] | None = None
    """Always written: who trains on them asks each event for its arguments."""
    attributes: Attributes = {}
    note: str | None = None


class Tie(Struct, omit_defaults=True):
    """A relation."""

    id: str
    relation_type: str
    arguments: list[Role]
    relation_subtype: str | None = None
    attributes: Attributes = {}


class Mentions(Struct, frozen=True):
    """Everything said of a window."""

    entities: list[Entity]
    events: list[Happening]
    relations: list[Tie]


def mentions_of(window: TextWindow, *, typed: bool) -> Mentions:
    """The annotations of a window as mentions; `typed`: with the subtype and the type of mention in their fields."""
    texts = window.surfaces()
    places = {one.id: Trigger(texts[one.id], *one.fragments[0]) for one in window.marks}

    def role(target: str, name: str) -> Role:
        place = places[target]
        return Role(target, name, place.text, place.start, place.end)

    return Mentions(
        [_entity(span, places[span.id], typed) for span in window.spans],
        [
            Happening(
                event.id,
                event.type,
                places[event.id],
                [role(argument.target, argument.role) for argument in event.arguments],
                event.attributes,
                event.note,
            )
            for event in window.events
        ],
        [
            Tie(
                one.id,
                one.type,
                [role(target, name) for target, name in zip((one.source, one.target), ENDS, strict=True)],
                attributes=one.attributes,
            )
            for one in window.relations
        ],
    )


def _entity(span: Span, place: Trigger, typed: bool) -> Entity:
    entity = Entity(span.id, span.label, place.start, place.end, place.text, link=span.link, note=span.note)
    if span.attributes or typed:
        entity.attributes = span.attributes
    if typed:
        entity.entity_subtype = _text(span.attributes.get(SUBTYPE))
        entity.mention_type = _text(span.attributes.get(MENTION)) or NO_MENTION_TYPE
    return entity


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def annotations_of(mentions: Mentions) -> tuple[Annotation, ...]:
    """The annotations of a window, whose fragments count its words. Raises MentionError for a relation without ends."""
    return (
        *(_span(entity) for entity in mentions.entities),
        *(_event(event) for event in mentions.events),
        *(_relation(relation) for relation in mentions.relations),
    )


def _span(entity: Entity) -> Span:
    attributes = entity.attributes
    if attributes is None:
        known = {SUBTYPE: entity.entity_subtype, MENTION: entity.mention_type}
        attributes = {name: value for name, value in known.items() if value and value != NO_MENTION_TYPE}
    place = ((entity.start, entity.end),)
    return Span(
        id=entity.id,
        label=entity.entity_type,
        fragments=place,
        attributes=attributes,
        link=entity.link,
        note=entity.note,
    )


def _event(event: Happening) -> Event:
    return Event(
        id=event.id,
        type=event.event_type,
        fragments=((event.trigger.start, event.trigger.end),),
        attributes=event.attributes,
        arguments=tuple(Argument(argument.role, argument.entity_id) for argument in event.arguments or ()),
        note=event.note,
    )


def _relation(tie: Tie) -> Relation:
    if len(tie.arguments) != len(ENDS):
        raise MentionError(f"the relation {tie.id} has {counted(len(tie.arguments), 'argument')}; two are its ends")
    ends = sorted(tie.arguments, key=lambda end: end.role == ENDS[1])
    return Relation(
        id=tie.id,
        type=tie.relation_type,
        source=ends[0].entity_id,
        target=ends[1].entity_id,
        attributes=tie.attributes,
    )
