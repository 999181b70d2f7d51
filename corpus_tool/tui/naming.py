"""What labels, types, roles and attributes are called in the language of the interface."""

from typing import Protocol

from corpus_tool.model.explaining import in_language
from corpus_tool.model.schemas import Names, Schema
from corpus_tool.saying import spoken


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


def type_named(schema: Schema, id: str) -> str:
    """What an event type is called; the last part of its id, where the schema does not know it."""
    known = schema.event_by_id.get(id)
    return named(known) if known else id.rpartition(".")[2]


def role_named(schema: Schema, type: str, id: str) -> str:
    """What a role of an event type is called; its id, where the type has no such role."""
    known = schema.roles_of(type).get(id) if type in schema.event_by_id else None
    return named(known) if known else id
