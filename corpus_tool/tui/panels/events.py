"""The events of the layer in text order: who plays in each, what is open, its attributes. They are mended here, too."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from corpus_tool.model.annotations import Argument, Event
from corpus_tool.model.layers import Layer
from corpus_tool.model.rules import wanted_roles
from corpus_tool.model.schemas import Schema
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


class Meaning(NamedTuple):
    """What a row is about."""

    event: str
    """Its id."""
    role: str = ""
    argument: Argument | None = None


class Events(Panel):
    """Every event, and who plays which role in it. While it has the keys, the parts of its event stand out."""

    title = "Events"
    hint = "a add  - take off  = attributes  e type  x delete  v relations  enter to the text"

    def __init__(self) -> None:
        super().__init__()
        self._meanings: dict[str, Meaning] = {}
        self._made_of: tuple[Layer, Schema] | None = None
        self._rows: list[Row] = []

    def heading(self, work: Annotating) -> str:
        """How many there are."""
        count = len(work.desk.layer.events)
        return f"{self.title} ({count})" if count else "Events: none yet; E makes one of the selection"

    def rows(self, work: Annotating) -> list[Row]:
        """An event with its trigger, then a row for each argument and each role that is wanted. Made once a layer."""
        of = (work.desk.layer, work.desk.schema)
        if self._made_of is None or any(now is not then for now, then in zip(of, self._made_of, strict=True)):
            self._made_of = of
            self._meanings = {}
            self._rows = []
            for id, number in numbered(work.desk.layer).items():
                self._add_event(work, eventing.event_of(work.desk, id), number)
        return self._rows

    def row_here(self, work: Annotating, rows: list[Row]) -> int | None:
        """The event that is selected, or that what is selected belongs to."""
        current = work.event_here()
        return next((number for number, row in enumerate(rows) if current and row.id == current.id), None)

    def tied(self, _work: Annotating, row: Row | None) -> str | None:
        """The event of the row."""
        meaning = self._meanings.get(row.id or "") if row else None
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
            meaning = self._meanings.get(row.id or "") if row else None
            if meaning is None:
                place.say("There is no event in this row; E makes one of what is selected in the text.")
            else:
                do(place, meaning)

        return action

    def _add_event(self, work: Annotating, event: Event, number: int) -> None:
        desk = work.desk
        wanted = wanted_roles(event, desk.schema)
        name = Piece(f"{number} {event.type.rpartition('.')[2]} ", palette.BOLD)
        pieces = (name, Piece(desk.text_of(event)), *_attributes(event), *_may_have(event, desk.schema))
        self._add(Row(pieces, event.fragments[0], event.id), Meaning(event.id))
        for argument in event.arguments:
            target = desk.layer[argument.target]
            text = (Piece(f"  {argument.role} ", palette.DIM), Piece(desk.text_of(target)))
            place = getattr(target, "fragments", event.fragments)[0]
            self._add(Row(text, place, ""), Meaning(event.id, argument.role, argument))
        for role in wanted:
            open_role = (Piece(f"  {role.id} ", palette.DIM), Piece("open: wanted", palette.BOLD))
            self._add(Row(open_role, event.fragments[0], ""), Meaning(event.id, role.id))

    def _add(self, row: Row, meaning: Meaning) -> None:
        id = row.id or f"{meaning.event}\t{len(self._rows)}"
        self._meanings[id] = meaning
        self._rows.append(row._replace(id=id))


def _attributes(event: Event) -> list[Piece]:
    return [Piece(f" {value}", palette.DIM) for value in event.attributes.values()]


def _may_have(event: Event, schema: Schema) -> list[Piece]:
    """The roles that nobody plays, and nobody has to."""
    played = {argument.role for argument in event.arguments}
    free = [role.id for role in schema.roles_of(event.type).values() if role.id not in played and not role.min]
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
        place.say("This event has no arguments.")


def _delete(place: Place, meaning: Meaning) -> None:
    """Remove the event; where the row is an argument, only that."""
    if meaning.argument is not None:
        _take_off(place, meaning)
    elif not meaning.role:
        act(place, partial(place.work.remove, meaning.event))
    else:
        place.say("Nobody plays this role yet; a fills it.")
