"""Edits of events that are more than one step: a role that takes one filler, another type. Pure functions."""

from typing import NamedTuple

from msgspec.structs import replace

from corpus_tool.model.annotations import Argument, Attributes, Event
from corpus_tool.model.changes import Change, Changes
from corpus_tool.model.layers import Layer
from corpus_tool.model.rules import misfit
from corpus_tool.model.schemas import Role, Schema


class Retyped(NamedTuple):
    """An event under another type, and what the type has no place for."""

    changes: Changes
    arguments: tuple[Argument, ...]
    """Left out: no such role, a filler that does not fit, or one too many."""
    attributes: tuple[str, ...]
    """Names left out: the type does not have them."""


def fill(layer: Layer, event: Event, argument: Argument, role: Role) -> Changes:
    """Let an argument play a role; where the role takes one only, instead of the one that does."""
    kept = tuple(one for one in event.arguments if role.max != 1 or one.role != role.id)
    return _changed(layer, event, replace(event, arguments=(*kept, argument)))


def retype(layer: Layer, schema: Schema, event: Event, type: str) -> Retyped:
    """Give an event another type, with the arguments and attributes that have a place in it."""
    arguments = _fitting(layer, schema.roles_of(type), event.arguments)
    known = schema.attributes_on("event", type)
    had = schema.attributes_on("event", event.type)
    attributes: Attributes = {
        name: value for name, value in event.attributes.items() if name in known or name not in had
    }
    after = replace(event, type=type, arguments=arguments, attributes=attributes)
    left = tuple(one for one in event.arguments if one not in arguments)
    return Retyped(_changed(layer, event, after), left, tuple(event.attributes.keys() - attributes.keys()))


def _fitting(layer: Layer, roles: dict[str, Role], arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    kept: list[Argument] = []
    for argument in arguments:
        role = roles.get(argument.role)
        has_room = role is not None and (not role.max or sum(one.role == role.id for one in kept) < role.max)
        if role is not None and has_room and misfit(role, layer[argument.target]) is None:
            kept.append(argument)
    return tuple(kept)


def _changed(layer: Layer, event: Event, after: Event) -> Changes:
    return (Change(layer.placed[event.id].position, event, after),)
