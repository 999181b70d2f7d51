"""The events of the layer in text order: who plays in each, what is open, its attributes. They are mended here, too."""

from collections.abc import Callable, Mapping
from functools import partial
from operator import is_
from typing import NamedTuple

from corpus_tool.model.annotations import Annotation, Argument, Event
from corpus_tool.model.layers import Layer
from corpus_tool.model.naming import named, role_named, type_named, value_named
from corpus_tool.model.rules import wanted_roles
from corpus_tool.model.schemas import Schema
from corpus_tool.saying import spoken, tr
from corpus_tool.tui import palette
from corpus_tool.tui.acting import act
from corpus_tool.tui.event_prompts import ask_attribute, ask_filler, ask_other_type, ask_removal, ask_role
from corpus_tool.tui.panels.relations import Relations
from corpus_tool.tui.place import Action, Panel, Place
from corpus_tool.tui.ties import numbered
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench import eventing
from corpus_tool.workbench.annotating import Annotating

SEPARATOR = "\t"
"""Stands in the ids of rows that are not the event's own."""


class Meaning(NamedTuple):
    """What a row is about."""

    event: str
    """Its id."""
    role: str = ""
    argument: Argument | None = None


class Part(NamedTuple):
    """The rows of one event, and what they were made of."""

    number: int
    made_of: tuple[Annotation, ...]
    rows: tuple[Row, ...]
    meanings: dict[str, Meaning]


class Events(Panel):
    """Every event, and who plays which role in it. While it has the keys, the parts of its event stand out."""

    title = "Events"
    hint = "a add  - take off  = attributes  e type  x delete  v relations  enter to the text"

    def __init__(self) -> None:
        super().__init__()
        self._schema: Schema | None = None
        self._language = spoken()
        self._layer: Layer | None = None
        self._parts: dict[str, Part] = {}
        self._rows: list[Row] = []

    def heading(self, work: Annotating) -> str:
        """How many there are."""
        count = len(work.desk.layer.events)
        return f"{tr(self.title)} ({count})" if count else tr("No events yet; E makes one")

    def rows(self, work: Annotating) -> list[Row]:
        """An event with its trigger, then a row for each argument and each role that is wanted.

        After an act only the rows of what it changed are made anew: 300 events cost 1 ms instead of 20.
        """
        layer, schema = work.desk.layer, work.desk.schema
        if schema is not self._schema or self._language != spoken():
            self._schema, self._language, self._layer, self._parts = schema, spoken(), None, {}
        if layer is not self._layer:
            self._layer = layer
            numbers = numbered(layer)
            self._parts = {id: self._part(work, eventing.event_of(work.desk, id), numbers[id]) for id in numbers}
            self._rows = [row for part in self._parts.values() for row in part.rows]
        return self._rows

    def _part(self, work: Annotating, event: Event, number: int) -> "Part":
        """The rows of an event; those there are where nothing in them changed."""
        made_of = (event, *(work.desk.layer[argument.target] for argument in event.arguments))
        known = self._parts.get(event.id)
        if known and known.number == number and all(map(is_, known.made_of, made_of)):
            return known
        return Part(number, made_of, *_rows_of(work, event, number))

    def row_here(self, work: Annotating, rows: list[Row]) -> int | None:
        """The event that is selected, or that what is selected belongs to."""
        current = work.spot.event_here()
        return next((number for number, row in enumerate(rows) if current and row.id == current.id), None)

    def tied(self, _work: Annotating, row: Row | None) -> str | None:
        """The event of the row."""
        meaning = self._meaning(row)
        return meaning.event if meaning else None

    def actions(self) -> Mapping[str, Action]:
        """Add, take off, attributes, type, delete."""
        return {
            "a": self._on_event(_add),
            "-": self._on_event(_take_off),
            "=": self._on_event(lambda place, meaning: ask_attribute(place, meaning.event)),
            "e": self._on_event(lambda place, meaning: ask_other_type(place, meaning.event)),
            "x": self._on_event(_delete),
            "delete": self._on_event(_delete),
            "v": lambda place, _row: place.open_panel(Relations()),
        }

    def _on_event(self, do: Callable[[Place, Meaning], None]) -> Action:
        def action(place: Place, row: Row | None) -> None:
            meaning = self._meaning(row)
            if meaning is None:
                place.say(tr("There is no event in this row; E makes one of what is selected in the text."))
            else:
                do(place, meaning)

        return action

    def _meaning(self, row: Row | None) -> Meaning | None:
        part = self._parts.get((row.id or "").partition(SEPARATOR)[0]) if row else None
        return part.meanings.get(row.id or "") if part and row else None


def _rows_of(work: Annotating, event: Event, number: int) -> tuple[tuple[Row, ...], dict[str, Meaning]]:
    """The rows of an event, and what each is about."""
    desk = work.desk
    name = Piece(f"{number} {type_named(desk.schema, event.type)} ", palette.BOLD)
    pieces = (name, Piece(desk.text_of(event)), *_attributes(event, desk.schema), *_may_have(event, desk.schema))
    rows = [Row(pieces, event.fragments[0], event.id)]
    meanings = {event.id: Meaning(event.id)}

    def add(pieces: tuple[Piece, ...], place: tuple[int, int], meaning: Meaning) -> None:
        id = f"{event.id}{SEPARATOR}{len(rows)}"
        rows.append(Row(pieces, place, id))
        meanings[id] = meaning

    for argument in event.arguments:
        target = desk.layer[argument.target]
        said = (
            Piece(f"  {role_named(desk.schema, event.type, argument.role)} ", palette.DIM),
            Piece(desk.text_of(target)),
        )
        place = getattr(target, "fragments", event.fragments)[0]
        add(said, place, Meaning(event.id, argument.role, argument))
    for role in wanted_roles(event, desk.schema):
        said = (Piece(f"  {named(role)} ", palette.DIM), Piece(tr("open: wanted"), palette.BOLD))
        add(said, event.fragments[0], Meaning(event.id, role.id))
    return tuple(rows), meanings


def _attributes(event: Event, schema: Schema) -> list[Piece]:
    return [
        Piece(f" {value_named(schema, event.type, name, value)}", palette.DIM)
        for name, value in event.attributes.items()
    ]


def _may_have(event: Event, schema: Schema) -> list[Piece]:
    """The roles that nobody plays, and nobody has to."""
    played = {argument.role for argument in event.arguments}
    free = [named(role) for role in schema.roles_of(event.type).values() if role.id not in played and not role.min]
    return [Piece(f"  +{' +'.join(free)}", palette.DIM)] if free else []


def _add(place: Place, meaning: Meaning) -> None:
    """Fill the role of the row, or ask which."""
    roles = place.work.desk.schema.roles_of(eventing.event_of(place.work.desk, meaning.event).type)
    if meaning.role in roles:
        ask_filler(place, meaning.event, roles[meaning.role])
    else:
        ask_role(place, meaning.event)


def _take_off(place: Place, meaning: Meaning) -> None:
    """Take the argument of the row off, or ask which."""
    event = eventing.event_of(place.work.desk, meaning.event)
    if meaning.argument is not None:
        act(place, partial(place.work.remove_argument, meaning.event, meaning.argument))
    elif event.arguments:
        ask_removal(place, meaning.event)
    else:
        place.say(tr("This event has no arguments."))


def _delete(place: Place, meaning: Meaning) -> None:
    """Remove the event; where the row is an argument, only that."""
    if meaning.argument is not None:
        _take_off(place, meaning)
    elif not meaning.role:
        act(place, partial(place.work.remove, meaning.event))
    else:
        place.say(tr("Nobody plays this role yet; a fills it."))
