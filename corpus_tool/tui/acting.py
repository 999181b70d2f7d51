"""What commands and panels share: do an act and say so, and let the user pick an annotation."""

from collections.abc import Callable, Sequence
from functools import partial

from corpus_tool.model.annotations import Event, Span
from corpus_tool.model.naming import mark_named, words_and_name
from corpus_tool.model.rules import Violation
from corpus_tool.saying import tr
from corpus_tool.tui.place import Place
from corpus_tool.tui.prompts import MOST_HINTS, Choice, Prompt, choices_of, hint_keys


def act(place: Place, what: Callable[[], str]) -> None:
    """Do an act and say what it did, and what is to be looked at since; prompts end."""
    message = what()
    place.ask(None)
    place.extending = False
    place.changed()
    place.say(warned(message, place.work.problems.news()))


def warned(message: str, news: Sequence[Violation]) -> str:
    """What was done, with the gravest of the problems it made."""
    if not news:
        return message
    done, but, others = message.removesuffix("."), news[0].message, len(news) - 1
    if not others:
        return tr("{done}. But {but}.", done=done, but=but)
    return tr("{done}. But {but} (and {others} more: ! lists them).", done=done, but=but, others=others)


def pick_here(place: Place, title: str, then: Callable[[Span | Event], None]) -> None:
    """Go on with the annotation that fits the selection; where several cover it, ask which."""
    here = place.work.spot.here()
    exact = [one for one in here if one.fragments == place.work.spot.places]
    found = exact or here
    if not found:
        place.say(tr("Nothing is marked here; tab goes to the next mark."))
    elif len(found) == 1:
        then(found[0])
    else:
        titles = [describe(place, one) for one in found]
        choices = choices_of(titles, lambda number: then(found[number]))
        place.ask(
            Prompt(title, tuple(Choice(c.key, c.title, c.act, one.id) for c, one in zip(choices, found, strict=False)))
        )


def describe(place: Place, annotation: Span | Event) -> str:
    """Label and text of an annotation."""
    desk = place.work.desk
    name, text = mark_named(desk.schema, annotation), desk.text_of(annotation)
    return words_and_name(name, text) if isinstance(annotation, Event) else f"{name} {text}"


def hinted(place: Place, found: Sequence[Span | Event], then: Callable[[str], None]) -> tuple[Choice, ...]:
    """A choice for each annotation, by letters that stand on it; only so many as can have letters."""
    shown = found[:MOST_HINTS]
    return tuple(
        Choice(key, describe(place, one), partial(then, one.id), one.id)
        for key, one in zip(hint_keys(len(shown)), shown, strict=True)
    )


def pick_among(place: Place, title: str, found: Sequence[Span | Event], then: Callable[[str], None]) -> None:
    """Let the user pick an annotation by the letters shown on it."""
    place.ask(Prompt(title, hinted(place, found, then)))
