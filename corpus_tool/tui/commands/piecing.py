"""Marks that are not one stretch of text."""

from functools import partial

from corpus_tool.saying import tr
from corpus_tool.tui.acting import act, pick_among
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.place import Place
from corpus_tool.workbench import piecing


class PutAside(Command):
    """Put the selection aside as one piece: a label, E or M then takes it together with what is selected next."""

    title = "Add a piece"
    keys = ("+",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        act(place, partial(piecing.put_aside, place.work))


class TakeBack(Command):
    """Take back a piece that was put aside; else take the selected piece off a mark that has several."""

    title = "Take a piece off"
    keys = ("_",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        work = place.work
        found = piecing.in_pieces(work)
        if work.spot.pieces:
            act(place, partial(piecing.take_back, work))
        elif not found:
            place.say(tr("There is no mark of several pieces here; + puts the selection aside to make one."))
        elif len(found) == 1:
            act(place, partial(piecing.take_off, work, found[0]))
        else:
            by_id = {one.id: one for one in found}
            pick_among(
                place, tr("Off which?"), found, lambda id: act(place, partial(piecing.take_off, work, by_id[id]))
            )


COMMANDS = (PutAside, TakeBack)
