"""What stands beside the work: time, comments, what was done, what others say, the same story elsewhere."""

from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.place import Place
from corpus_tool.workbench.timing import told


class ToggleClock(Command):
    """Show how long you have worked on this document, or no longer. Pauses count up to the corpus's cut."""

    title = "Working time"
    keys = ("ctrl+d",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.timing.show(not place.timing.is_shown)
        place.changed()
        spent = told(place.timing.seconds)
        place.say(f"At work here for {spent} (hours:minutes); ctrl+d hides it." if place.timing.is_shown else "")


COMMANDS = (ToggleClock,)
