"""Schema: which labels, event types, roles, attributes and relations a corpus knows, and the rules it asks for."""

from functools import cached_property
from typing import Any, Literal

import msgspec
from msgspec import Struct, field

from corpus_tool.errors import SchemaError

EVENT_FILLER = "EVENT"
"""As a role's filler: another event may fill it."""

SUBTYPE = "subtype"
"""The attribute that holds a label's subtype."""

ATTRIBUTE_KINDS = {"entity", "event"}
"""What an attribute may be on, besides a label by name."""

Names = dict[str, str]
"""Interface language (en, ar, he) to display name."""

Crosswalk = dict[str, str]
"""Another scheme's name to its nearest label."""


class Subtype(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A finer kind of a label, stored in the attribute `subtype`."""

    id: str
    names: Names = {}
    crosswalk: Crosswalk = {}


class Label(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a span can be."""

    id: str
    key: str = ""
    """One letter that marks it in the annotator."""
    color: str = ""
    names: Names = {}
    definition: str = ""
    crosswalk: Crosswalk = {}
    subtypes: tuple[Subtype, ...] = ()


class Role(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an argument can be to an event."""

    id: str
    fillers: tuple[str, ...] = ()
    """Labels that may fill it, `EVENT` among them for events; none means any."""
    min: int = 0
    max: int = 0
    """How many fillers at most; 0 means any number."""
    names: Names = {}


class EventType(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an event can be. The part of its id before the first dot is its family."""

    id: str
    key: str = ""
    names: Names = {}
    definition: str = ""
    crosswalk: Crosswalk = {}
    roles: tuple[Role, ...] = ()

    @property
    def family(self) -> str:
        """`Conflict` of `Conflict.Attack`."""
        return self.id.partition(".")[0]


class Attribute(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A property of spans or events."""

    id: str
    on: tuple[str, ...]
    """`entity`, `event`, or the labels that have it."""
    type: Literal["choice", "string"] = "choice"
    values: tuple[str, ...] = ()
    default: str | None = None
    """What is meant where the attribute is not given."""
    names: Names = {}
    definition: str = ""
    crosswalk: str | Crosswalk = {}


class RelationType(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a relation can be."""

    id: str
    names: Names = {}
    definition: str = ""


class Rules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The rules that can be switched."""

    nesting: bool = True
    """Spans may nest and overlap."""
    part_of_word: bool = True
    """A span's edges may fall inside a written word."""
    discontinuous: bool = True
    """A span or a trigger may have several fragments."""


class Head(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who the schema is."""

    name: str
    version: str
    languages: tuple[str, ...] = ()
    names: Names = {}
    doc_topic: str = ""


class Schema(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """A whole schema, as its TOML file says it."""

    head: Head = field(name="schema")
    rules: Rules = Rules()
    guidelines: dict[str, str] = {}
    labels: tuple[Label, ...] = field(name="entity", default=())
    attributes: tuple[Attribute, ...] = field(name="attribute", default=())
    relations: tuple[RelationType, ...] = field(name="relation", default=())
    common_roles: tuple[Role, ...] = field(name="common_role", default=())
    """Roles every event may take."""
    events: tuple[EventType, ...] = field(name="event", default=())

    @property
    def name(self) -> str:
        """The schema's name."""
        return self.head.name

    @property
    def version(self) -> str:
        """The schema's version."""
        return self.head.version

    @cached_property
    def label_by_id(self) -> dict[str, Label]:
        """Label id to label."""
        return {label.id: label for label in self.labels}

    @cached_property
    def event_by_id(self) -> dict[str, EventType]:
        """Event type id to event type."""
        return {event.id: event for event in self.events}

    @cached_property
    def relation_by_id(self) -> dict[str, RelationType]:
        """Relation type id to relation type."""
        return {relation.id: relation for relation in self.relations}

    def roles_of(self, event_type: str) -> dict[str, Role]:
        """Role id to role, for an event type: its own first, then those common to all."""
        event = self.event_by_id.get(event_type)
        own = event.roles if event else ()
        return {role.id: role for role in (*own, *self.common_roles)}

    def attributes_on(self, kind: str, label: str) -> dict[str, Attribute]:
        """Attribute id to attribute, for annotations of `kind` (entity, event) with that label or type."""
        return {attribute.id: attribute for attribute in self.attributes if {kind, label} & set(attribute.on)}

    def subtypes_of(self, label: str) -> dict[str, Subtype]:
        """Subtype id to subtype, for a label."""
        known = self.label_by_id.get(label)
        return {subtype.id: subtype for subtype in known.subtypes} if known else {}


def read_schema(source: str | bytes, name: str) -> Schema:
    """The schema in a TOML source.

    `name` (a file's name) leads the sentence of the SchemaError that is raised where the source is no TOML, has a
    field of the wrong kind, or refers to what it does not define.
    """
    try:
        schema = msgspec.toml.decode(source, type=Schema)
    except msgspec.ValidationError as wrong:
        raise SchemaError(f"{name} is not a schema: {wrong}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as broken:
        raise SchemaError(f"{name} is not TOML: {broken}.") from None
    _refuse_contradictions(schema, name)
    return schema


def schema_to_json(schema: Schema) -> str:
    """The schema as the store keeps it."""
    return msgspec.json.encode(schema).decode()


def schema_from_json(stored: str) -> Schema:
    """The schema that `schema_to_json` wrote."""
    return msgspec.json.decode(stored, type=Schema)


def _refuse_contradictions(schema: Schema, name: str) -> None:
    """Raise with every problem found, not only the first."""
    problems = [*_repeated(schema), *_unknown_fillers(schema), *_unknown_owners(schema), *_bad_keys(schema)]
    if problems:
        raise SchemaError(f"{name} contradicts itself: {'; '.join(problems)}.")


def _repeated(schema: Schema) -> list[str]:
    """Ids and keys that are given twice within their table."""
    tables: list[tuple[str, list[Any]]] = [
        ("entity", list(schema.labels)),
        ("event", list(schema.events)),
        ("attribute", list(schema.attributes)),
        ("relation", list(schema.relations)),
        *((f"subtypes of {label.id}", list(label.subtypes)) for label in schema.labels),
        *((f"roles of {event.id}", [*event.roles, *schema.common_roles]) for event in schema.events),
    ]
    problems = []
    for table, rows in tables:
        for column in ("id", "key"):
            values = [value for row in rows if (value := getattr(row, column, ""))]
            twice = sorted({value for value in values if values.count(value) > 1})
            problems += [f"{table}: {column} {value!r} is given twice" for value in twice]
    return problems


def _unknown_fillers(schema: Schema) -> list[str]:
    """Role fillers that no entity defines."""
    known = {*schema.label_by_id, EVENT_FILLER}
    owners = [("common_role", schema.common_roles), *((event.id, event.roles) for event in schema.events)]
    return [
        f"role {role.id} of {owner}: filler {filler!r} is no entity (known: {', '.join(sorted(known))})"
        for owner, roles in owners
        for role in roles
        for filler in role.fillers
        if filler not in known
    ]


def _unknown_owners(schema: Schema) -> list[str]:
    """Attributes that are on something no table defines."""
    known = {*ATTRIBUTE_KINDS, *schema.label_by_id, *schema.event_by_id}
    return [
        f"attribute {attribute.id}: on {owner!r} is neither entity, event nor a label"
        for attribute in schema.attributes
        for owner in attribute.on
        if owner not in known
    ]


def _bad_keys(schema: Schema) -> list[str]:
    """Keys that cannot be pressed as one key."""
    rows: list[Label | EventType] = [*schema.labels, *schema.events]
    return [
        f"{row.id}: key {row.key!r} is not one lower-case letter or digit" for row in rows if not _pressable(row.key)
    ]


def _pressable(key: str) -> bool:
    return not key or (len(key) == 1 and key.isascii() and key.isalnum() and key == key.lower())
