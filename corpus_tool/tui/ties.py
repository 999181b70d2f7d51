"""Which marks belong together: events are numbered in the order of the text, and their parts carry the number."""

from collections import defaultdict

from corpus_tool.model.annotations import Event
from corpus_tool.model.layers import Layer
from corpus_tool.model.naming import part_named
from corpus_tool.model.schemas import Schema
from corpus_tool.tui.lanes import Drawn


def numbered(layer: Layer) -> dict[str, int]:
    """Event id to its number, from 1, in the order of the text."""
    ordered = sorted(layer.events, key=lambda event: (event.fragments, event.id))
    return {event.id: number for number, event in enumerate(ordered, 1)}


def with_all_ties(drawn: tuple[Drawn, ...], layer: Layer) -> tuple[Drawn, ...]:
    """Every event with its number in front, every argument with those of its events: `1AirStrike`, `1,3ORG`."""
    numbers = numbered(layer)
    parts: dict[str, list[int]] = defaultdict(list)
    for event in layer.events:
        for id in dict.fromkeys((event.id, *(argument.target for argument in event.arguments))):
            parts[id].append(numbers[event.id])
    return tuple(
        one._replace(caption=f"{','.join(map(str, sorted(parts[one.id])))}{one.caption}") if one.id in parts else one
        for one in drawn
    )


def with_one_event(drawn: tuple[Drawn, ...], event: Event, number: int, schema: Schema) -> tuple[Drawn, ...]:
    """The parts of one event standing out, each argument with the role it plays: `1Attacker`."""
    roles: dict[str, list[str]] = defaultdict(list)
    for argument in event.arguments:
        roles[argument.target].append(part_named(schema, argument.role))

    def shown(one: Drawn) -> Drawn:
        if one.id == event.id:
            return one._replace(caption=f"{number}{event.type.rpartition('.')[2]}", stands_out=True)
        if one.id in roles:
            return one._replace(caption=f"{number}{'+'.join(roles[one.id])}", stands_out=True)
        return one

    return tuple(map(shown, drawn))
