"""Looking into the text: what is hidden in it, and where words stand."""

from corpus_tool.saying import tr
from corpus_tool.text.coordinates import Range
from corpus_tool.text.selection import Selection
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.place import Place
from corpus_tool.tui.prompts import LinePrompt


class ShowInvisible(Command):
    """Give joiners, direction marks and the like a sign each, and name what is under the caret; or no longer."""

    title = "Show the invisible"
    keys = ("I",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.pane.show_invisible(not place.pane.shows_invisible)
        place.moved()
        place.say(tr("Signs stand for what is not seen; I hides them again.") if place.pane.shows_invisible else "")


class Find(Command):
    """Go to words as you type them, in any spelling; up and down go to others, enter stays, escape goes back."""

    title = "Find"
    keys = ("/",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        began = place.work.spot.selection

        def back() -> None:
            place.work.spot.selection = began
            place.moved()
            place.say("")

        def look_for(query: str) -> None:
            place.work.search.look_for(query)
            back()
            _go(place, place.work.search.at_or_after(began.start))

        place.extending = False
        place.ask_line(
            LinePrompt(
                tr("Find:"),
                submitted=lambda _query: None,
                changed=look_for,
                stepped=lambda step: _step(place, forward=step > 0),
                left=back,
            )
        )


class FindNext(Command):
    """Go to the next place of what was found."""

    title = "Find next"
    keys = (".",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        _step(place, forward=True)


class FindPrevious(Command):
    """Go to the previous place of what was found."""

    title = "Find previous"
    keys = (",",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        _step(place, forward=False)


def find_words(place: Place, words: str) -> None:
    """Look for words in this document from now on, and go to the next place of them."""
    place.work.search.look_for(words)
    _step(place, forward=True)


def _step(place: Place, *, forward: bool) -> None:
    search, here = place.work.search, place.work.spot.selection.start
    if not search.sought:
        place.say(tr("Nothing was looked for yet; / begins."))
    else:
        _go(place, search.at_or_after(here + 1) if forward else search.before(here))


def _go(place: Place, found: Range | None) -> None:
    """Select what was found, so that a label's key marks it."""
    search = place.work.search
    if found is None:
        place.say(tr("Not in this document: {sought}", sought=search.sought) if search.sought else "")
        return
    place.extending = False
    place.work.spot.selection = Selection(found.start, found.end)
    place.moved()
    place.say(search.told(found))


COMMANDS = (ShowInvisible, Find, FindNext, FindPrevious)
