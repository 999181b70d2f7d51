"""Names of another scheme and ours: how labels, types, roles, attributes and their values are brought over.

A map is a TOML file. What is mapped to an empty name is left out:

    [labels]
    PERS = "PER"
    CITY = { to = "GPE", set = { subtype = "Town" } }
    WEBSITE = ""
    [types]
    "Conflict:Attack" = "Conflict.Attack"
    [relations]
    Coref = "coreference"
    [roles]
    Agent = "Attacker"
    "Conflict:Attack/Place" = "Place"
    [attributes]
    Polarity = "polarity"
    [values.polarity]
    NEG = "negative"
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from corpus_tool.errors import SchemaError
from corpus_tool.model.annotations import Annotation, Argument, Attributes, Event, Relation, Span, label_of
from corpus_tool.model.schemas import SUBTYPE, EventType, Label, Schema


class NewName(Struct, frozen=True, forbid_unknown_fields=True):
    """What a label or a type becomes."""

    to: str
    set: dict[str, str] = {}
    """Attributes that it gets with that."""


Names: TypeAlias = dict[str, str | NewName]


class NameMap(Struct, frozen=True, forbid_unknown_fields=True):
    """Their names to ours; an empty one of ours: left out. What is not named stays as it is."""

    labels: Names = {}
    types: Names = {}
    relations: Names = {}
    roles: dict[str, str] = {}
    """`Role`, or `Type/Role` with their name of the type."""
    attributes: dict[str, str] = {}
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    """Our attribute to their value to ours."""


class Name(NamedTuple):
    """Something that is called so."""

    part: str
    """`label`, `type`, `relation`, `role` or `attribute`."""
    name: str


class Brought(NamedTuple):
    """An annotation under its new names."""

    annotation: Annotation | None
    """None where it is left out."""
    left_out: tuple[Name, ...]
    """What of it, or it itself, was left out."""


def map_from_toml(content: bytes) -> NameMap:
    """Read a map; raises SchemaError with what is wrong in it."""
    try:
        return msgspec.toml.decode(content.removeprefix(b"\xef\xbb\xbf"), type=NameMap)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
        raise SchemaError(
            f"The map cannot be read: {wrong}. It has [labels], [types], [relations], [roles], [attributes] and"
            ' [values.ATTRIBUTE] with lines such as PERS = "PER".'
        ) from None


def refuse_strange_targets(names: NameMap, schema: Schema) -> None:
    """Raise SchemaError where a map leads to names that the schema does not have, with those it has."""
    known: dict[str, tuple[Mapping[str, str | NewName], Iterable[str]]] = {
        "labels": (names.labels, schema.label_by_id),
        "types": (names.types, schema.event_by_id),
        "relations": (names.relations, schema.relation_by_id),
        "roles": (names.roles, {role for event in schema.event_by_id for role in schema.roles_of(event)}),
        "attributes": (names.attributes, {SUBTYPE, *(attribute.id for attribute in schema.attributes)}),
    }
    for part, (mapped, there) in known.items():
        targets = {_target(new).to for new in mapped.values()} - {""}
        if strange := sorted(targets - set(there)):
            raise SchemaError(
                f"The map leads to {part} that schema {schema.name} {schema.version} does not have:"
                f" {', '.join(strange)} (known: {', '.join(sorted(there)) or 'none'})."
            )


def _target(new: str | NewName) -> NewName:
    return NewName(new) if isinstance(new, str) else new


def renamed(annotation: Annotation, names: NameMap) -> Brought:
    """The annotation under our names, and what of it the map leaves out."""
    part, mapped = _mapped(annotation, names)
    old = label_of(annotation)
    new = _target(mapped.get(old, old))
    if not new.to:
        return Brought(None, (Name(part, old),))
    attributes, left_out = _attributes(annotation.attributes, names)
    brought = _relabelled(annotation, new.to, {**attributes, **new.set})
    if isinstance(brought, Event) and brought.arguments:
        arguments, without = _arguments(brought.arguments, old, names)
        return Brought(replace(brought, arguments=arguments), (*left_out, *without))
    return Brought(brought, left_out)


def _mapped(annotation: Annotation, names: NameMap) -> tuple[str, Names]:
    match annotation:
        case Span():
            return "label", names.labels
        case Event():
            return "type", names.types
        case Relation():
            return "relation", names.relations


def _relabelled(annotation: Annotation, to: str, attributes: Attributes) -> Annotation:
    if isinstance(annotation, Span):
        return replace(annotation, label=to, attributes=attributes)
    return replace(annotation, type=to, attributes=attributes)


def _attributes(attributes: Attributes, names: NameMap) -> tuple[Attributes, tuple[Name, ...]]:
    found: dict[str, Any] = {}
    left_out = []
    for old, value in attributes.items():
        if new := names.attributes.get(old, old):
            known = names.values.get(new, {})
            found[new] = known.get(value, value) if isinstance(value, str) else value
        else:
            left_out.append(Name("attribute", old))
    return found, tuple(left_out)


def _arguments(
    arguments: Iterable[Argument], type: str, names: NameMap
) -> tuple[tuple[Argument, ...], tuple[Name, ...]]:
    kept, left_out = [], []
    for argument in arguments:
        role = names.roles.get(f"{type}/{argument.role}", names.roles.get(argument.role, argument.role))
        if role:
            kept.append(argument if role == argument.role else Argument(role, argument.target))
        else:
            left_out.append(Name("role", argument.role))
    return tuple(kept), tuple(left_out)


def unknown_name(annotation: Annotation, schema: Schema) -> Name | None:
    """Its label, type or relation where the schema does not have it."""
    known: dict[str, Iterable[str]] = {
        "label": schema.label_by_id,
        "type": schema.event_by_id,
        "relation": schema.relation_by_id,
    }
    part, _ = _mapped(annotation, NameMap())
    return None if label_of(annotation) in known[part] else Name(part, label_of(annotation))


def only_known(annotation: Annotation, schema: Schema, besides: Collection[str] = ()) -> Brought:
    """The annotation without attributes and arguments whose names the schema does not have; None where its label is.

    `besides`: attributes that stay although the schema does not have them.
    """
    if wrong := unknown_name(annotation, schema):
        return Brought(None, (wrong,))
    known = {name for name in annotation.attributes if name in besides or _has(annotation, name, schema)}
    left_out = [Name("attribute", name) for name in annotation.attributes if name not in known]
    attributes = {name: value for name, value in annotation.attributes.items() if name in known}
    kept: Annotation = replace(annotation, attributes=attributes) if left_out else annotation
    if isinstance(kept, Event):
        roles = schema.roles_of(kept.type)
        if strange := [argument.role for argument in kept.arguments if argument.role not in roles]:
            kept = replace(kept, arguments=tuple(one for one in kept.arguments if one.role in roles))
            left_out += [Name("role", role) for role in strange]
    return Brought(kept, tuple(left_out))


def _has(annotation: Annotation, attribute: str, schema: Schema) -> bool:
    kind = "event" if isinstance(annotation, Event) else "entity"
    if isinstance(annotation, Span) and attribute == SUBTYPE:
        return True
    return attribute in schema.attributes_on(kind, label_of(annotation))


def template(unknown: Sequence[Name], schema: Schema) -> str:
    """A map to be filled in: each unknown name, with ours where the schema's crosswalks or its own spelling know it."""
    lines: list[str] = []
    for part in ("label", "type", "relation"):
        found = [one.name for one in unknown if one.part == part]
        if found:
            ours = _likely(part, schema)
            lines += [f"[{part}s]", *(f"{_quoted(name)} = {_quoted(ours.get(_plain(name), ''))}" for name in found)]
    return "\n".join(lines)


def _likely(part: str, schema: Schema) -> dict[str, str]:
    """Another scheme's name, or another spelling of ours, to ours."""
    if part == "relation":
        return {_plain(relation.id): relation.id for relation in schema.relations}
    known: tuple[Label | EventType, ...] = schema.labels if part == "label" else schema.events
    crosswalks = {_plain(name): one.id for one in reversed(known) for name in one.crosswalk.values()}
    return crosswalks | {_plain(one.id): one.id for one in known}


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _quoted(name: str) -> str:
    """A string of TOML: JSON's are those, too."""
    return msgspec.json.encode(name).decode()
