"""Selecting what is to be marked."""

from typing import ClassVar

from corpus_tool.saying import tr
from corpus_tool.text.selection import swap_edge, word_at
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.commands.moving import move_cluster, move_rows, move_word
from corpus_tool.tui.place import Place


class ExtendLeft(Command):
    """Move the edge of the selection one word to the left."""

    title = "Extend left"
    keys = ("shift+left",)
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        move_word(place, leftwards=True, extend=True)


class ExtendRight(Command):
    """Move the edge of the selection one word to the right."""

    title = "Extend right"
    keys = ("shift+right",)
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        move_word(place, leftwards=False, extend=True)


class ExtendUp(Command):
    """Move the edge of the selection one row up."""

    title = "Extend up"
    keys = ("shift+up",)
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        move_rows(place, -1, extend=True)


class ExtendDown(Command):
    """Move the edge of the selection one row down."""

    title = "Extend down"
    keys = ("shift+down",)
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        move_rows(place, 1, extend=True)


class LetterLeft(Command):
    """Move the edge of the selection one letter to the left."""

    title = "Letter left"
    keys = ("ctrl+left", "<")
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        move_cluster(place, leftwards=True)


class LetterRight(Command):
    """Move the edge of the selection one letter to the right."""

    title = "Letter right"
    keys = ("ctrl+right", ">")
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        move_cluster(place, leftwards=False)


class Extend(Command):
    """Begin or end extending: in between, every motion moves the edge of the selection. For terminals without shift."""

    title = "Extend with motions"
    keys = ("space",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.extending = not place.extending
        place.say(tr("Motions extend the selection; space or escape ends that.") if place.extending else "")


class OtherEdge(Command):
    """Let the other edge of the selection move."""

    title = "Other edge"
    keys = ("\\",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.work.spot.selection = swap_edge(place.work.spot.selection)
        place.moved()


class Trim(Command):
    """Take the proclitics off the front: لداعش becomes داعش. Again for the next possible border, and round."""

    title = "Trim proclitic"
    keys = ("[",)
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        before = place.work.spot.selection
        place.work.spot.trim_proclitic()
        if place.work.spot.selection == before:
            place.say(tr("No proclitic that we know stands before this name; < and > move the edge by letters."))
        place.moved()


class TrimEnd(Command):
    """Take what is written onto the end off: قصفها becomes قصف. Again for the next possible border, and round."""

    title = "Trim suffix"
    keys = ("]",)
    repeats: ClassVar[bool] = True

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        before = place.work.spot.selection
        place.work.spot.trim_enclitic()
        if place.work.spot.selection == before:
            place.say(tr("No suffix that we know ends this word; < and > move the edge by letters."))
        place.moved()


class Cancel(Command):
    """Drop what is put aside, then all but one word; where that is all, go back to the list of documents."""

    title = "Cancel, back"
    keys = ("escape",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        work = place.work
        if work.spot.pieces:
            work.spot.pieces = ()
            place.changed()
            place.say("")
            return
        word = word_at(work.spot.words, work.spot.selection.head)
        if not place.extending and word.range == work.spot.selection.range:
            place.leave()
            return
        place.extending = False
        work.spot.selection = word
        place.say("")
        place.moved()


COMMANDS = (
    ExtendLeft,
    ExtendRight,
    ExtendUp,
    ExtendDown,
    LetterLeft,
    LetterRight,
    Extend,
    OtherEdge,
    Trim,
    TrimEnd,
    Cancel,
)
