"""Span, Event, Argument, Relation: what an annotator puts on a text.

All values are frozen; to change one, make another (`msgspec.structs.replace`). Offsets count code points, half-open.
"""

from typing import Any, NamedTuple, TypeAlias

from msgspec import Struct

Fragment: TypeAlias = tuple[int, int]
"""A half-open range of code points: (start, end)."""

Fragments: TypeAlias = tuple[Fragment, ...]
"""One fragment nearly always; several, in text order, for what is discontinuous."""

Attributes: TypeAlias = dict[str, Any]
"""Attribute name to value, in the order they were given. Treated as frozen."""


class Span(Struct, frozen=True, kw_only=True, tag_field="is", tag="span"):
    """A labelled piece of text: an entity, a value, a title."""

    id: str
    label: str
    fragments: Fragments
    attributes: Attributes = {}
    link: str | None = None
    """An id in a knowledge base or gazetteer."""
    note: str | None = None


class Argument(Struct, frozen=True):
    """Who or what plays a role in an event."""

    role: str
    target: str
    """The id of a span or of an event of the same layer."""


class Event(Struct, frozen=True, kw_only=True, tag_field="is", tag="event"):
    """A happening: its trigger (the event's own fragments), its type, its arguments."""

    id: str
    type: str
    fragments: Fragments
    attributes: Attributes = {}
    arguments: tuple[Argument, ...] = ()
    note: str | None = None


class Relation(Struct, frozen=True, kw_only=True, tag_field="is", tag="relation"):
    """A typed tie from one annotation to another."""

    id: str
    type: str
    source: str
    target: str
    attributes: Attributes = {}


Annotation: TypeAlias = Span | Event | Relation


class Placed(NamedTuple):
    """An annotation and its place in its layer's order."""

    position: int
    annotation: Annotation


FRAGMENT_JOINT = " "
"""What stands between the texts of two fragments of one annotation."""


def surface(text: str, fragments: Fragments) -> str:
    """The text under `fragments`, joined by one space where there are several."""
    if len(fragments) == 1:  # nearly always; an export of a million spans asks two million times
        ((start, end),) = fragments
        return text[start:end]
    return FRAGMENT_JOINT.join(text[start:end] for start, end in fragments)


def in_words(annotation: Annotation, text: str) -> str:
    """`GPE حلب`: what a message calls an annotation, its words in one line; a relation has only its type."""
    words = "" if isinstance(annotation, Relation) else surface(text, annotation.fragments)
    return " ".join((label_of(annotation), *words.split()))


def first_offset(annotation: Span | Event) -> int:
    """Where the annotation begins."""
    return annotation.fragments[0][0]


def last_offset(annotation: Span | Event) -> int:
    """Where the annotation ends (exclusive)."""
    return annotation.fragments[-1][1]


def label_of(annotation: Annotation) -> str:
    """The label, event type or relation type: the name the schema knows it by."""
    return annotation.label if isinstance(annotation, Span) else annotation.type


def references(annotation: Annotation) -> tuple[str, ...]:
    """The ids that must exist for this annotation to make sense."""
    match annotation:
        case Event():
            return tuple([argument.target for argument in annotation.arguments])
        case Relation():
            return (annotation.source, annotation.target)
        case Span():
            return ()
