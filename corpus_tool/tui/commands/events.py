"""Events: a trigger, a type, and who plays which role."""

from functools import partial

from corpus_tool.model.annotations import Argument, Event, label_of
from corpus_tool.model.keys import letter_keys
from corpus_tool.model.schemas import EventType, Role
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.commands.marking import act, pick_among
from corpus_tool.tui.place import Place
from corpus_tool.tui.prompts import Choice, Prompt, choices_of


class NewEvent(Command):
    """Make the selection the trigger of an event: pick its type, then fill its roles; escape ends."""

    title = "New event"
    keys = ("E",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        types = place.work.desk.schema.events
        if not types:
            place.say("The schema has no events.")
            return
        trigger = place.work.desk.document.text[slice(*place.work.selection.range)]
        choices = tuple(Choice(type.key, type.id, partial(_begin, place, type)) for type in types if type.key)
        place.ask(Prompt(f"Event type for {trigger}", choices))


def _begin(place: Place, type: EventType) -> None:
    event = place.work.new_event(type)
    place.extending = False
    place.changed()
    place.say(f"{type.id}: {place.work.desk.text_of(event)}")
    ask_role(place, event.id)


class AddArgument(Command):
    """Fill a role of the event under the selection: pick the role, then the letters shown on a mark."""

    title = "Add argument"
    keys = ("A",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        if event := place.work.event_here():
            ask_role(place, event.id)
        else:
            place.say("There is no event here; E makes one of the selection.")


def ask_role(place: Place, event_id: str) -> None:
    """Ask which role to fill next."""
    work = place.work
    event = work.desk.layer[event_id]
    roles = list(work.desk.schema.roles_of(label_of(event)).values())
    choices = tuple(
        Choice(key, _role_title(place, role, event), partial(_ask_filler, place, event_id, role))
        for key, role in zip(letter_keys(role.id for role in roles), roles, strict=True)
    )
    place.ask(Prompt(f"{label_of(event)} {work.desk.text_of(event)}: which role?  (escape: enough)", choices))


def _role_title(place: Place, role: Role, event: object) -> str:
    arguments = event.arguments if isinstance(event, Event) else ()
    filled = [place.work.desk.text_of(place.work.desk.layer[a.target]) for a in arguments if a.role == role.id]
    return f"{role.id}: {', '.join(filled)}" if filled else role.id


def _ask_filler(place: Place, event_id: str, role: Role) -> None:
    found = place.work.candidates(event_id, role)
    if not found:
        place.say(f"Nothing is marked that may be {role.id} ({', '.join(role.fillers) or 'anything'}); mark it first.")
        ask_role(place, event_id)
        return
    pick_among(place, f"{role.id} is ...?", found, partial(_fill, place, event_id, role))


def _fill(place: Place, event_id: str, role: Role, target: str) -> None:
    act(place, partial(place.work.add_argument, event_id, role, target))
    ask_role(place, event_id)


class RemoveArgument(Command):
    """Take an argument off the event under the selection."""

    title = "Remove argument"
    keys = ("-",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        event = place.work.event_here()
        if event is None or not event.arguments:
            place.say("There is no event with arguments here.")
            return
        titles = [_argument_title(place, argument) for argument in event.arguments]
        arguments, event_id = event.arguments, event.id
        choices = choices_of(
            titles, lambda number: act(place, partial(place.work.remove_argument, event_id, arguments[number]))
        )
        place.ask(Prompt(f"Remove which argument of {place.work.desk.text_of(event)}?", choices))


def _argument_title(place: Place, argument: Argument) -> str:
    return f"{argument.role} {place.work.desk.text_of(place.work.desk.layer[argument.target])}"


COMMANDS = (NewEvent, AddArgument, RemoveArgument)
