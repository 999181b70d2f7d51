"""The keyboard itself: capitals for layouts without one, and labels in a keymap whose letters move."""

from corpus_tool.saying import tr
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.keymap import CAPITAL_NEXT
from corpus_tool.tui.place import Place


class CapitalNext(Command):
    """Read the next letter as a capital: for layouts that send none, as Arabic does for C, D, F, L, V and Z."""

    title = "Capital next"
    keys = ("`",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.hands.keying.capital_next = True
        place.say(tr(CAPITAL_NEXT))


class LabelNext(Command):
    """Let the next key be a label's, in a keymap whose letters move."""

    title = "Label next"
    keys = ()

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.hands.keying.label_next = True
        place.say(tr("Which label? Its key marks the selection; escape drops that."))


class LabelsOn(Command):
    """Let letters and digits be labels until escape, in a keymap whose letters move."""

    title = "Labels on"
    keys = ()

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.hands.keying.labels_on = True
        place.say(tr("The keys of labels mark now; escape ends that."))


class ShowPalette(Command):
    """Find anything there is to do by typing a few letters of its name: commands, labels, events, keymaps, themes."""

    title = "Palette"
    keys = ("f5", "ctrl+k")

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.guides.show_palette()


class TakeTour(Command):
    """Learn the tool by doing five things; again leaves the tour, and takes it up where it was left."""

    title = "Tour"
    keys = ("f12",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.guides.toggle_tour()


COMMANDS = (TakeTour, ShowPalette, CapitalNext, LabelNext, LabelsOn)
