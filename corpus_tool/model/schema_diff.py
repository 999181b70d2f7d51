"""What is different between two schemas, thing by thing."""

from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec import Struct

from corpus_tool.model.schemas import Attribute, Role, Schema


class Difference(Struct, frozen=True):
    """One thing that came, went, or is told otherwise."""

    how: Literal["added", "removed", "changed"]
    what: str
    """`label ORG`, `role Attacker of Conflict.Attack`, `value negated of polarity` ..."""
    fields: tuple[str, ...] = ()
    """Of what is changed."""


def differences(old: Schema, new: Schema) -> list[Difference]:
    """What led from `old` to `new`, in the order of the schemas."""
    before, after = dict(_things(old)), dict(_things(new))
    changed = [
        Difference("changed", what, tuple(name for name in fields if fields[name] != after[what].get(name)))
        for what, fields in before.items()
        if what in after and fields != after[what]
    ]
    return [
        *(Difference("removed", what) for what in before if what not in after),
        *(Difference("added", what) for what in after if what not in before),
        *changed,
    ]


def _things(schema: Schema) -> Iterator[tuple[str, dict[str, object]]]:
    """Everything a schema knows, by name, with its own fields."""
    yield "rules", _fields(schema.rules)
    for name, text in schema.guidelines.items():
        translated = {language: advice.get(name) for language, advice in schema.guidelines_in.items()}
        yield f"guideline {name}", {"text": text, "names": schema.topics.get(name), **translated}
    for family, names in schema.families.items():
        yield f"family {family}", {"names": names}
    for label in schema.labels:
        yield f"label {label.id}", _fields(label)
        yield from ((f"subtype {subtype.id} of {label.id}", _fields(subtype)) for subtype in label.subtypes)
    for event in schema.events:
        yield f"type {event.id}", _fields(event)
        yield from _roles(event.roles, event.id)
    yield from _roles(schema.common_roles, "every event")
    for attribute in schema.attributes:
        yield f"attribute {attribute.id}", _fields(attribute)
        yield from _values(attribute)
    yield from ((f"relation {relation.id}", _fields(relation)) for relation in schema.relations)


def _values(attribute: Attribute) -> Iterator[tuple[str, dict[str, object]]]:
    names = attribute.value_names
    return ((f"value {value} of {attribute.id}", {"names": names.get(value, {})}) for value in attribute.values)


def _roles(roles: tuple[Role, ...], owner: str) -> Iterator[tuple[str, dict[str, object]]]:
    return ((f"role {role.id} of {owner}", _fields(role)) for role in roles)


def _fields(thing: Struct) -> dict[str, object]:
    """Its fields, those apart that are things of their own."""
    fields = msgspec.structs.asdict(thing)
    return {name: value for name, value in fields.items() if name not in {"subtypes", "roles", "value_names"}}
