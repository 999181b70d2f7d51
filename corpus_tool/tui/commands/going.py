"""Going elsewhere: through documents and marks of a kind, to a place, and back."""

from bisect import bisect_left, bisect_right

from corpus_tool.saying import tr, tr_later
from corpus_tool.text.selection import word_at
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.commands.looking import find_words
from corpus_tool.tui.place import Place
from corpus_tool.tui.prompts import LinePrompt, Prompt, choices_of
from corpus_tool.workbench.whereabouts import DOCUMENTS, Kind, Stop, place_named


class GoThrough(Command):
    """Choose what to go through, and go to the next: documents of some state, entities, events, comments, problems."""

    title = "Go through"
    keys = ("%",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        kinds = list(KINDS)

        def then(number: int) -> None:
            place.where.kind = kinds[number]
            _step(place, forward=True)

        place.ask(
            Prompt(
                tr("Go to the next ...?"), choices_of([tr(told) for told in KINDS.values()], then, list(KINDS.values()))
            )
        )


class GoOn(Command):
    """Go to the next of what you go through."""

    title = "Go on"
    keys = ("$", "alt+down")

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        _step(place, forward=True)


class GoBefore(Command):
    """Go to the one before of what you go through."""

    title = "Go to the one before"
    keys = ("^", "alt+up")

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        _step(place, forward=False)


KINDS = {
    Kind.UNANNOTATED: tr_later("unannotated document"),
    Kind.IN_PROGRESS: tr_later("in-progress document"),
    Kind.ASSIGNED: tr_later("assigned document"),
    Kind.FLAGGED: tr_later("flagged document"),
    Kind.ENTITY: tr_later("entity"),
    Kind.EVENT: tr_later("event"),
    Kind.COMMENT: tr_later("comment"),
    Kind.PROBLEM: tr_later("problem"),
}
"""What each is called."""


def _step(place: Place, *, forward: bool) -> None:
    where, kind = place.where, place.where.kind
    if kind in DOCUMENTS:
        id = where.next_document(place.here.document_id, forward=forward)
        if id is None:
            place.say(tr("There is no other {kind}.", kind=tr(KINDS[kind])))
        else:
            place.go(Stop(id))
        return
    places = where.places(place.work)
    if not places:
        place.say(tr("There is no {kind} here.", kind=tr(KINDS[kind])))
        return
    here = place.work.spot.selection.range
    number = bisect_right(places, here) % len(places) if forward else bisect_left(places, here) - 1
    place.extending = False
    place.show(places[number])
    place.say(
        tr("{kind} {number} of {count}", kind=tr(KINDS[kind]), number=number % len(places) + 1, count=len(places))
    )


class Flag(Command):
    """Put a flag on this document, for yourself; again takes it off."""

    title = "Flag"
    keys = ("F",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        told = place.where.toggle_flag(place.here.document_id)
        place.changed()
        place.say(told)


class GoTo(Command):
    """Go to a place: 1204 is a code point, p12 a paragraph, l30 a line."""

    title = "Go to"
    keys = ("ctrl+g",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""

        def go(typed: str) -> None:
            start, _ = place_named(place.latin(typed), place.work.desk.document.text)
            word = word_at(place.work.spot.words, start)
            place.extending = False
            place.go(Stop(place.here.document_id, word.range))

        place.ask_line(LinePrompt(tr("Go to (1204, p12, l30):"), submitted=go))


class Back(Command):
    """Go back to where you jumped from, in whatever document that was."""

    title = "Back"
    keys = ("alt+left", "ctrl+o")

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        _retrace(place, place.where.back(place.here), tr("There was no jump to go back from."))


class Forward(Command):
    """Go forward again to where you came back from."""

    title = "Forward"
    keys = ("alt+right", "f6")

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        _retrace(place, place.where.forward(place.here), tr("You have not gone back from anywhere."))


def _retrace(place: Place, stop: Stop | None, nothing: str) -> None:
    if stop is None:
        place.say(nothing)
    else:
        place.extending = False
        place.go(stop, is_jump=False)


class FindSelected(Command):
    """Find the selected words elsewhere in this document, in any spelling."""

    title = "Find the selected"
    keys = ("*",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        find_words(place, place.work.desk.document.text[slice(*place.work.spot.selection.range)])


class CorpusSearch(Command):
    """Find words in all documents, in any spelling; enter opens one there."""

    title = "Corpus search"
    keys = ("ctrl+f",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.show_concordance()


def _go_to_hit(place: Place, step: int) -> None:
    """Go to a place that was found, and say which it is of how many: one alone would seem to do nothing."""
    where = place.where
    place.go(where.next_hit(step))
    place.say(tr("{number} of {count}", number=where.hit + 1, count=len(where.hits)))


class NextHit(Command):
    """Open the next place of what was found in the corpus."""

    title = "Next in the corpus"
    keys = ("f8",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        _go_to_hit(place, 1)


class PreviousHit(Command):
    """Open the place before of what was found in the corpus."""

    title = "Previous in the corpus"
    keys = ("f7",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        _go_to_hit(place, -1)


COMMANDS = (
    GoThrough,
    GoOn,
    GoBefore,
    Flag,
    GoTo,
    Back,
    Forward,
    FindSelected,
    CorpusSearch,
    NextHit,
    PreviousHit,
)
