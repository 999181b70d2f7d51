"""Schema: which labels, event types, roles, attributes and relations a corpus knows, and the rules it asks for."""

from functools import cached_property
from typing import Literal

import msgspec
from msgspec import Struct, field

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
    """What marks it in the annotator: one letter or digit, or several that are typed one after the other."""
    color: str = ""
    names: Names = {}
    definition: str = ""
    definitions: Names = {}
    """Interface language to definition, where there is one besides the English."""
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
    definitions: Names = {}
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
    type: Literal["choice", "string", "number", "boolean"] = "choice"
    values: tuple[str, ...] = ()
    default: str | None = None
    """What is meant where the attribute is not given."""
    names: Names = {}
    definition: str = ""
    definitions: Names = {}
    value_names: dict[str, Names] = {}
    """Value to what it is called, where its id does not say enough."""
    crosswalk: str | Crosswalk = {}


class RelationType(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a relation can be."""

    id: str
    names: Names = {}
    definition: str = ""
    definitions: Names = {}
    source: tuple[str, ...] = ()
    """Labels and event types it may go from, `EVENT` for any event; none means anything."""
    target: tuple[str, ...] = ()
    """What it may go to, likewise."""
    symmetric: bool = False
    """It says the same in both directions."""


class Rules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The rules that can be switched."""

    nesting: bool = True
    """Spans may nest and overlap."""
    part_of_word: bool = True
    """A span's edges may fall inside a written word."""
    discontinuous: bool = True
    """A span or a trigger may have several fragments."""
    ask_subtype: bool = False
    """A label's key asks for the subtype at once; where it does not, T does."""
    weights: dict[str, Literal["error", "done", "warning", "off"]] = {}
    """Rule to what breaking it does, where that is not as usual: see `model/rules`."""


class Head(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who the schema is."""

    name: str
    version: str
    languages: tuple[str, ...] = ()
    names: Names = {}
    doc_topic: str = ""


Part = Literal["label", "type", "role", "relation", "attribute", "value", "subtype"]
"""What of a schema annotations name: a span's label, an event's type, an argument's role, a relation's type, an
attribute, one of its values, a subtype of a label."""


class Migration(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What becomes of annotations that name something the schema no longer has.

    One `from` and one `to` is a renaming, several `from` a merging; several `to` a splitting, which people do one
    by one; no `to` removes the annotations. A migration whose `from` the schema in force does not know is passed over,
    so a file may keep those of its earlier versions.
    """

    part: Part = "label"
    sources: tuple[str, ...] = field(name="from")
    targets: tuple[str, ...] = field(name="to", default=())
    event: str = ""
    """For a role: the (new) event type that has it; empty for all."""
    of: str = ""
    """For a value: its (new) attribute. For a subtype: its (new) label; empty for all. For an attribute: the (new)
    label or event type that has it; empty for all."""
    set: dict[str, str] = {}
    """Attributes to give what was migrated, so that a merging loses nothing."""

    @property
    def owner(self) -> str:
        """What has the thing: a role's event type, a value's attribute, a subtype's label; empty for any."""
        return self.event if self.part == "role" else self.of


class Schema(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """A whole schema, as its TOML file says it."""

    head: Head = field(name="schema")
    rules: Rules = Rules()
    guidelines: dict[str, str] = {}
    """Topic to advice, in English."""
    guidelines_in: dict[str, dict[str, str]] = {}
    """Another interface language to the same topics in it."""
    topics: dict[str, Names] = {}
    """Topic of advice to what it is called."""
    families: dict[str, Names] = {}
    """Family of event types to what it is called."""
    labels: tuple[Label, ...] = field(name="entity", default=())
    attributes: tuple[Attribute, ...] = field(name="attribute", default=())
    relations: tuple[RelationType, ...] = field(name="relation", default=())
    common_roles: tuple[Role, ...] = field(name="common_role", default=())
    """Roles every event may take."""
    events: tuple[EventType, ...] = field(name="event", default=())
    migrations: tuple[Migration, ...] = field(name="migration", default=())
    """How annotations made under earlier versions are brought to this one."""

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

    def says_the_same_as(self, other: "Schema") -> bool:
        """Whether both say the same of annotations, whatever migrations led to them, and what they call it for whom."""
        return self is other or _without_names(self) == _without_names(other)


_FOR_READERS = ("names", "definitions", "value_names", "families", "topics", "guidelines_in", "migration")
"""Fields that say nothing of annotations: names to show, translations, what led to this schema."""


def _without_names(schema: Schema) -> object:
    def bare(thing: object) -> object:
        match thing:
            case dict():
                return {name: bare(value) for name, value in thing.items() if name not in _FOR_READERS}
            case list() | tuple():
                return [bare(one) for one in thing]
        return thing

    return bare(msgspec.to_builtins(schema))


def migration_on(part: Part, owner: str, sources: tuple[str, ...], targets: tuple[str, ...]) -> Migration:
    """The migration of a part that `owner` has."""
    if part == "role":
        return Migration(part=part, sources=sources, targets=targets, event=owner)
    return Migration(part=part, sources=sources, targets=targets, of=owner)


def schema_to_json(schema: Schema) -> str:
    """The schema as the store keeps it."""
    return msgspec.json.encode(schema).decode()


def schema_from_json(stored: str) -> Schema:
    """The schema that `schema_to_json` wrote."""
    return msgspec.json.decode(stored, type=Schema)
