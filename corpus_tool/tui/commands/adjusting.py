"""Moving the edges of a mark where it stands: seen at every key, kept by enter as one act, left by escape."""

from collections.abc import Callable
from functools import partial

from corpus_tool.model.annotations import Event, Span
from corpus_tool.saying import tr
from corpus_tool.text.selection import swap_edge
from corpus_tool.tui.acting import act, describe, pick_here
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.commands.moving import move_cluster, move_word
from corpus_tool.tui.place import Mode, Place
from corpus_tool.workbench.adjusting import Adjustment


class Adjust(Command):
    """Move the edges of the mark under the selection: first the nearer one. Enter keeps them, escape leaves them."""

    title = "Adjust edges"
    keys = ("|",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        pick_here(place, tr("Adjust which?"), lambda one: begin(place, one))


def begin(place: Place, one: Span | Event) -> None:
    """Let the arrows move the edges of a mark."""
    place.extending = False
    place.hands.begin(Adjusting(tr("Edges of {mark}", mark=describe(place, one)), Adjustment(place.work, one)))
    place.moved()


class Adjusting(Mode):
    """While it lasts, the selection is the mark's place to be."""

    keys = (
        ("← →", "letter"),
        ("shift ← →", "word"),
        ("[ ]", "clitic"),
        ("\\", "other edge"),
        ("enter", "keep"),
        ("escape", "leave as it was"),
    )

    def __init__(self, title: str, adjustment: Adjustment) -> None:
        self.title = title
        self._adjustment = adjustment

    def press(self, place: Place, pressed: str) -> None:
        """Move an edge, or end it."""
        if pressed == "enter":
            place.hands.end_mode()
            act(place, self._adjustment.keep)
        elif pressed == "escape":
            place.hands.end_mode()
            self._adjustment.leave()
            place.moved()
            place.say(tr("The edges are as they were."))
        elif move := _moves(place).get(pressed):
            move()
            place.moved()
        else:
            place.say(
                tr("{pressed} moves no edge; enter keeps them, escape leaves them as they were.", pressed=pressed)
            )


def _moves(place: Place) -> dict[str, Callable[[], None]]:
    def swap() -> None:
        place.work.spot.selection = swap_edge(place.work.spot.selection)

    def cluster(*, leftwards: bool) -> Callable[[], None]:
        return partial(move_cluster, place, leftwards=leftwards)

    def word(*, leftwards: bool) -> Callable[[], None]:
        return partial(move_word, place, leftwards=leftwards, extend=True)

    to_left, to_right = cluster(leftwards=True), cluster(leftwards=False)
    return {
        **dict.fromkeys(("left", "<", "ctrl+left"), to_left),
        **dict.fromkeys(("right", ">", "ctrl+right"), to_right),
        **dict.fromkeys(("shift+left", "up"), word(leftwards=True)),
        **dict.fromkeys(("shift+right", "down"), word(leftwards=False)),
        **dict.fromkeys(("\\", "tab"), swap),
        "[": place.work.spot.trim_proclitic,
        "]": place.work.spot.trim_enclitic,
    }


COMMANDS = (Adjust,)
