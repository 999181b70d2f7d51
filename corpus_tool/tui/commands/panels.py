"""The lists that stand beside the text, each opened by a key."""

from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.panels.events import Events
from corpus_tool.tui.place import Place


class ShowEvents(Command):
    """Go through the events in their list: the text follows; enter goes to the text there."""

    title = "Events"
    keys = ("L",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.open_panel(Events())


COMMANDS = (ShowEvents,)
