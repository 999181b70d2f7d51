"""The document as a whole, and what was done to it."""

from corpus_tool.errors import NotDoneError
from corpus_tool.tui.acting import act
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.panels.problems import Problems
from corpus_tool.tui.place import Place


class Undo(Command):
    """Take back the last act, also one of yesterday."""

    title = "Undo"
    keys = ("U", "ctrl+z")

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        act(place, place.work.undo)


class Redo(Command):
    """Bring back what was undone."""

    title = "Redo"
    keys = ("R", "ctrl+y")

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        act(place, place.work.redo)


class Done(Command):
    """Say that you are done with this document, or reopen it; what has to be mended first is listed."""

    title = "Done"
    keys = ("S",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        try:
            act(place, place.work.toggle_done)
        except NotDoneError as because:
            place.open_panel(Problems())
            place.say(str(because))


class Boilerplate(Command):
    """Say that the line of the selection is not the article's own (it is dimmed then), or that it is."""

    title = "Boilerplate"
    keys = ("B",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        act(place, place.work.toggle_boilerplate)


class Next(Command):
    """Open the next document."""

    title = "Next document"
    keys = ("N", "ctrl+n")

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.open_neighbour(1)


class Previous(Command):
    """Open the previous document."""

    title = "Previous document"
    keys = ("P", "ctrl+p")

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.open_neighbour(-1)


class Help(Command):
    """Show every key."""

    title = "Help"
    keys = ("?", "f1")

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.guides.show_help()


COMMANDS = (Undo, Redo, Done, Boilerplate, Next, Previous, Help)
