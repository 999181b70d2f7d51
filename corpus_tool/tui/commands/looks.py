"""How the text looks: colours, captions, numbers. What is chosen is kept for the next day."""

from msgspec.structs import replace

from corpus_tool.saying import tr
from corpus_tool.tui import themes
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.looks import CAPTIONS
from corpus_tool.tui.place import Place


class NextTheme(Command):
    """Draw on a dark ground, on a light one, or in high contrast."""

    title = "Next theme"
    keys = ("f2",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        theme = themes.after(place.looks.look.theme)
        place.looks.wear(replace(place.looks.look, theme=theme.name))
        place.say(tr("{theme}. f2 goes on.", theme=tr(theme.title)))


class Captions(Command):
    """Write the ids of labels on their brackets, their names, or their keys; or what fits best."""

    title = "Captions"
    keys = ("O",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        captions = CAPTIONS[(CAPTIONS.index(place.looks.look.captions) + 1) % len(CAPTIONS)]
        place.looks.wear(replace(place.looks.look, captions=captions))
        place.changed()
        place.say(tr("Captions: {captions}. O goes on.", captions=tr(captions)))


class Numbers(Command):
    """Number the paragraphs, or no longer. A letter beside a line says what it is: d dateline, b byline, c caption."""

    title = "Numbers"
    keys = ("#",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        shown = not place.looks.look.numbers
        place.looks.wear(replace(place.looks.look, numbers=shown))
        place.changed()
        place.say(tr("Paragraphs have their numbers; # takes them away.") if shown else "")


COMMANDS = (NextTheme, Captions, Numbers)
