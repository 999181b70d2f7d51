"""Looking at the text: what is hidden in it."""

from corpus_tool.tui.commands.base import Command, Place


class ShowInvisible(Command):
    """Give joiners, direction marks and the like a sign each, and name what is under the caret; or no longer."""

    title = "Show the invisible"
    keys = ("I",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.pane.show_invisible(not place.pane.shows_invisible)
        place.moved()
        place.say("Signs stand for what is not seen; I hides them again." if place.pane.shows_invisible else "")


COMMANDS = (ShowInvisible,)
