"""Selecting by the structure of the text: quotes, brackets, clauses, sentences, lines."""

from typing import ClassVar

from corpus_tool.saying import tr
from corpus_tool.text.selection import Selection
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.place import Place


def _become(place: Place, selection: Selection, otherwise: str) -> None:
    if selection == place.work.spot.selection:
        place.say(otherwise)
    place.work.spot.selection = selection
    place.moved()


class Grow(Command):
    """Select more: the whole word, what stands in quotes or brackets, the clause, the sentence, the line."""

    title = "Grow"
    keys = (")",)
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        work = place.work
        _become(place, work.spot.growing.grown(work.spot.selection), tr("The whole line is selected."))


class Shrink(Command):
    """Select less: back to what was selected before, else the next smaller part around the caret."""

    title = "Shrink"
    keys = ("(",)
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        spot = place.work.spot
        nothing = tr("Nothing smaller is to be selected; < and > go by letters.")
        _become(place, spot.growing.shrunk(spot.selection), nothing)


COMMANDS = (Grow, Shrink)
