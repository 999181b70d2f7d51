"""Changing and removing what is marked. Marking itself needs no command: each label has a key of its own."""

from collections.abc import Callable, Sequence
from functools import partial

from corpus_tool.model.annotations import Event, Span, label_of
from corpus_tool.model.schemas import SUBTYPE, Attribute
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.place import Place
from corpus_tool.tui.prompts import Choice, LinePrompt, Prompt, choices_of, hint_keys


def act(place: Place, what: Callable[[], str]) -> None:
    """Do an act and say what it did; prompts end."""
    message = what()
    place.ask(None)
    place.extending = False
    place.changed()
    place.say(message)


def pick_here(place: Place, title: str, then: Callable[[Span | Event], None]) -> None:
    """Go on with the annotation that fits the selection; where several cover it, ask which."""
    here = place.work.here()
    exact = [one for one in here if one.fragments == place.work.places]
    found = exact or here
    if not found:
        place.say("Nothing is marked here; tab goes to the next mark.")
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
    return f"{label_of(annotation)} {place.work.desk.text_of(annotation)}"


def pick_among(place: Place, title: str, found: Sequence[Span | Event], then: Callable[[str], None]) -> None:
    """Let the user pick an annotation by the letters shown on it."""
    choices = (
        Choice(key, describe(place, one), partial(then, one.id), one.id)
        for key, one in zip(hint_keys(len(found)), found, strict=True)
    )
    place.ask(Prompt(title, tuple(choices)))


class Remove(Command):
    """Remove the mark under the selection, with the arguments and ties that hang on it."""

    title = "Remove"
    keys = ("delete", "backspace", "X")

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        pick_here(place, "Remove which?", lambda one: act(place, partial(place.work.remove, one.id)))


class Change(Command):
    """Change the mark under the selection: its label or type, its subtype, its attributes."""

    title = "Change"
    keys = ("=",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        pick_here(place, "Change which?", partial(_ask_what, place))


def _ask_what(place: Place, one: Span | Event) -> None:
    attributes = place.work.attributes(one)
    titles = ["label" if isinstance(one, Span) else "type", *(_with_value(one, attribute) for attribute in attributes)]

    def then(number: int) -> None:
        if number == 0:
            _ask_label(place, one)
        else:
            _ask_value(place, one, attributes[number - 1])

    place.ask(Prompt(f"Change of {describe(place, one)}", choices_of(titles, then)))


def _with_value(one: Span | Event, attribute: Attribute) -> str:
    value = one.attributes.get(attribute.id, attribute.default)
    return f"{attribute.id} ({value})" if value else attribute.id


def _ask_label(place: Place, one: Span | Event) -> None:
    schema = place.work.desk.schema
    known = schema.labels if isinstance(one, Span) else schema.events
    choices = tuple(
        Choice(row.key, f"{row.id}", partial(act, place, partial(place.work.relabel, one.id, row.id))) for row in known
    )
    place.ask(Prompt(f"Another label for {describe(place, one)}", choices))


def _ask_value(place: Place, one: Span | Event, attribute: Attribute) -> None:
    values: list[str | None] = [*attribute.values, None]
    titles = [value or "nothing" for value in values]

    def then(number: int) -> None:
        act(place, partial(place.work.set_attribute, one.id, attribute.id, values[number]))

    what = "Subtype" if attribute.id == SUBTYPE else attribute.names.get("en", attribute.id)
    place.ask(Prompt(f"{what} of {describe(place, one)}", choices_of(titles, then)))


class Resize(Command):
    """Give a mark the selection as its new edges."""

    title = "Move edges here"
    keys = ("M",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        here = place.work.here()
        if not here:
            place.say("Nothing is marked here: select so that the selection touches the mark whose edges should move.")
        elif len(here) == 1:
            act(place, partial(place.work.resize, here[0].id))
        else:
            pick_among(place, "Move the edges of which?", here, lambda id: act(place, partial(place.work.resize, id)))


class Tie(Command):
    """Tie the mark under the selection to another mention of the same thing."""

    title = "Tie mentions"
    keys = ("C", "ctrl+t")

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        relations = place.work.desk.schema.relations
        if not relations:
            place.say("The schema has no relations.")
        elif len(relations) == 1:
            pick_here(place, "Tie which?", lambda one: _ask_other(place, relations[0].id, one))
        else:
            titles = [relation.id for relation in relations]
            place.ask(
                Prompt(
                    "Which relation?",
                    choices_of(
                        titles,
                        lambda number: pick_here(
                            place, "Tie which?", lambda one: _ask_other(place, titles[number], one)
                        ),
                    ),
                )
            )


def _ask_other(place: Place, relation: str, one: Span | Event) -> None:
    others = place.work.others(one.id)
    if not others:
        place.say("There is nothing else to tie it to.")
        return
    title = f"{relation}: {describe(place, one)} and ...?"
    pick_among(place, title, others, lambda id: act(place, partial(place.work.tie, relation, one.id, id)))


class Note(Command):
    """Write a note on the mark under the selection; enter keeps it, an empty one is taken away."""

    title = "Note"
    keys = ('"',)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        pick_here(place, "A note on which?", partial(_ask_note, place))


def _ask_note(place: Place, one: Span | Event) -> None:
    place.ask_line(
        LinePrompt(
            f"Note on {describe(place, one)}:",
            submitted=lambda note: act(place, partial(place.work.set_note, one.id, note)),
            value=one.note or "",
        )
    )


COMMANDS = (Remove, Change, Resize, Tie, Note)
