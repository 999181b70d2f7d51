"""Events: a trigger, a type, and who plays which role."""

from corpus_tool.model.naming import plainly
from corpus_tool.model.schemas import EventType
from corpus_tool.saying import tr
from corpus_tool.tui.acting import warned
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.event_prompts import ask_removal, ask_role
from corpus_tool.tui.event_types import ask_type
from corpus_tool.tui.place import Place


class NewEvent(Command):
    """Make the selection the trigger of an event: pick its type, then fill its roles; escape ends."""

    title = "New event"
    keys = ("E",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        trigger = place.work.desk.document.text[slice(*place.work.spot.selection.range)]

        def begin(type: EventType) -> None:
            event = place.work.new_event(type)
            place.extending = False
            place.changed()
            said = f"{plainly(type)}: {place.work.desk.text_of(event)}"
            ask_role(place, event.id, warned(said, place.work.problems.news()))

        ask_type(place, tr("Event type for {trigger}", trigger=trigger), begin)


class AddArgument(Command):
    """Fill a role of the event under the selection: pick the role, then the letters shown on a mark."""

    title = "Add argument"
    keys = ("A",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        if event := place.work.spot.event_here():
            ask_role(place, event.id)
        else:
            place.say(tr("There is no event here; E makes one of the selection."))


class RemoveArgument(Command):
    """Take an argument off the event under the selection."""

    title = "Remove argument"
    keys = ("-",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        event = place.work.spot.event_here()
        if event is None or not event.arguments:
            place.say(tr("There is no event with arguments here."))
        else:
            ask_removal(place, event.id)


class ShowTies(Command):
    """Number the events in the text, and each of their arguments with the number of its event; or no longer."""

    title = "Numbered ties"
    keys = ("@",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.shows_ties = not place.shows_ties
        place.changed()
        place.say(tr("Numbers tie each argument to its event; @ takes them away.") if place.shows_ties else "")


COMMANDS = (NewEvent, AddArgument, RemoveArgument, ShowTies)
