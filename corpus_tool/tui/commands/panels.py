"""The lists that stand beside the text, each opened by a key."""

from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.panels.events import Events
from corpus_tool.tui.panels.guideline import Guideline
from corpus_tool.tui.panels.problems import Problems
from corpus_tool.tui.panels.relations import Relations
from corpus_tool.tui.place import Place


class ShowEvents(Command):
    """Go through the events in their list: the text follows; letters add arguments, set attributes, delete."""

    title = "Events"
    keys = ("L",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.open_panel(Events())


class ShowRelations(Command):
    """Go through the relations in their list: add one from the selection, turn it round, delete it."""

    title = "Relations"
    keys = ("V",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.open_panel(Relations())


class ShowProblems(Command):
    """Go through what breaks a rule, and what is odd about the text; enter goes to the text there."""

    title = "Problems"
    keys = ("!",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.open_panel(Problems())


class ShowGuideline(Command):
    """Show what the guideline says of the mark here; a label's key shows that label, G all of it, / finds."""

    title = "Guideline"
    keys = ("G",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.open_panel(Guideline())


COMMANDS = (ShowEvents, ShowRelations, ShowProblems, ShowGuideline)
