"""Suggestions: going through them, saying of each what it is; and a marked name wherever else it stands."""

from collections.abc import Callable

from corpus_tool.model.annotations import Event, Span
from corpus_tool.saying import tr
from corpus_tool.tui.acting import pick_among
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.event_prompts import ask_role
from corpus_tool.tui.label_choices import label_choices
from corpus_tool.tui.panels.mentions import Mentions
from corpus_tool.tui.panels.suggestions import Suggestions
from corpus_tool.tui.place import Place
from corpus_tool.tui.prompts import Prompt
from corpus_tool.tui.suggestions import accept_sure, accepted, go_on, redrawn, rejected
from corpus_tool.workbench.offers import Instead, Offer
from corpus_tool.workbench.suggestions.role_habits import proposals


class NextSuggestion(Command):
    """Go to the next suggestion in the text, round the end; a bracket of dots with a question mark shows each."""

    title = "Next suggestion"
    keys = ("}",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        go_on(place)


class NextUnsure(Command):
    """Go to the next suggestion that its source is not sure of, below 80 of 100."""

    title = "Next uncertain suggestion"
    keys = ("{",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        go_on(place, unsure=True)


class AcceptSuggestion(Command):
    """Mark what is suggested here, and go to the next; where none is here, go to the next only.

    Where the selection was extended or trimmed since, what is marked has its borders. A label's key marks it with that
    label instead, and stays.
    """

    title = "Accept the suggestion"
    keys = ("enter",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        work = place.work
        one = work.offers.at(*work.spot.selection.range)
        if one is None:
            go_on(place)
            return
        borders = redrawn(work, one)
        said = accepted(place, [one], Instead(borders))
        event = next(iter(work.desk.layer.events_at.get((borders,) if borders else one.annotation.fragments, ())), None)
        if isinstance(one.annotation, Event) and event and proposals(work.desk, event, work.habits):
            place.changed()
            ask_role(place, event.id, said)
        else:
            go_on(place, said=said)


class AcceptAlike(Command):
    """Mark every place where the words here are suggested with this label; on a mark, all others like it."""

    title = "Accept all of this form"
    keys = ("Q",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        work = place.work
        here = [one for one in work.spot.here() if isinstance(one, Span) and one.fragments == work.spot.places]
        like = [offer for one in here for offer in work.offers.like(one)]
        if like and not work.offers.is_gone_to(work.spot.selection.range):
            said = accepted(place, like)
            place.changed()
            place.say(said)
        else:
            _answer(place, lambda one: accepted(place, work.offers.alike(one)))


class AcceptSure(Command):
    """Mark every name in the document that is suggested with certainty, 80 of 100 or more, as one act."""

    title = "Accept all that are sure"
    keys = ("ctrl+a",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        accept_sure(place)


class RejectSuggestion(Command):
    """Do not suggest this again, whoever proposes it, and go to the next; in the list, r takes that back."""

    title = "Reject the suggestion"
    keys = ("~",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        _answer(place, lambda one: rejected(place, one))


class ShowSuggestions(Command):
    """Go through the suggestions in their list, with how sure each is and who makes it."""

    title = "Suggestions"
    keys = ("f9",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        place.open_panel(Suggestions())


class Propagate(Command):
    """List where else the name marked here stands, in any spelling and behind prefixes, to mark it there too."""

    title = "Mark it everywhere"
    keys = ("Z",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        work = place.work
        here = [one for one in work.spot.here() if isinstance(one, Span)]
        exact = [one for one in here if one.fragments == work.spot.places]
        if len(exact) == 1 or (not exact and len(here) == 1):
            _list(place, (exact or here)[0])
        elif exact:
            by_id = {one.id: one for one in exact}
            pick_among(place, tr("Which of them everywhere?"), exact, lambda id: _list(place, by_id[id]))
        else:
            _ask_label(place)


def _list(place: Place, span: Span) -> None:
    place.ask(None)
    place.open_panel(Mentions(place.work, span, place.pane.sheet.terminal))


def _ask_label(place: Place) -> None:
    """Ask as what the selected words are to be marked, here and everywhere."""
    work = place.work
    start, end = work.spot.range_selected()

    def begin(label: str) -> None:
        _list(place, Span(id="", label=label, fragments=((start, end),)))

    words = " ".join(work.desk.document.text[start:end].split())
    place.ask(Prompt(tr("{words} everywhere: which label?", words=words), label_choices(work.desk.schema, begin)))


def _answer(place: Place, act: Callable[[Offer], str]) -> None:
    """Say what the suggestion here is, and go on; where none is, go to the next: nothing is answered unseen."""
    one = place.work.offers.at(*place.work.spot.selection.range)
    go_on(place, said=act(one) if one else "")


COMMANDS = (
    NextSuggestion,
    NextUnsure,
    AcceptSuggestion,
    AcceptAlike,
    AcceptSure,
    RejectSuggestion,
    ShowSuggestions,
    Propagate,
)
