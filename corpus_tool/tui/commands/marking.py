"""Changing and removing what is marked. Marking itself needs no command: each label has a key of its own."""

from functools import partial

from corpus_tool.model.annotations import Event, Span
from corpus_tool.model.attribute_values import YES_OR_NO, read_value, shown_value
from corpus_tool.model.naming import called, plainly, value_of
from corpus_tool.model.schemas import SUBTYPE, Attribute
from corpus_tool.saying import tr
from corpus_tool.tui.acting import act, describe, pick_among, pick_here
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.event_prompts import ask_other_type
from corpus_tool.tui.place import Place
from corpus_tool.tui.prompts import Choice, LinePrompt, Prompt, choices_of
from corpus_tool.workbench import labelling


class Remove(Command):
    """Remove the mark under the selection, with the arguments and ties that hang on it."""

    title = "Remove"
    keys = ("delete", "backspace", "X")

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        pick_here(place, tr("Remove which?"), lambda one: act(place, partial(place.work.remove, one.id)))


class Change(Command):
    """Change the mark under the selection: its label or type, its subtype, its attributes."""

    title = "Change"
    keys = ("=",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        pick_here(place, tr("Change which?"), partial(ask_what, place))


def ask_what(place: Place, one: Span | Event) -> None:
    """Let her say what is to be changed of a mark."""
    attributes = labelling.settable(place.work, one)
    first = "label" if isinstance(one, Span) else "type"
    others = [_with_value(one, attribute) for attribute in attributes]
    ids = [attribute.id for attribute in attributes]

    def then(number: int) -> None:
        if number == 0:
            _ask_label(place, one)
        else:
            _ask_value(place, one, attributes[number - 1])

    place.ask(
        Prompt(tr("Change of {mark}", mark=describe(place, one)), choices_of([tr(first), *others], then, [first, *ids]))
    )


def _with_value(one: Span | Event, attribute: Attribute) -> str:
    value = value_of(attribute, one.attributes.get(attribute.id, attribute.default))
    name = _asked_for(attribute) if attribute.id == SUBTYPE else plainly(attribute)
    return f"{name} ({value})" if value else name


def _asked_for(attribute: Attribute) -> str:
    return tr("Subtype") if attribute.id == SUBTYPE else called(attribute)


def _ask_label(place: Place, one: Span | Event) -> None:
    if isinstance(one, Event):
        ask_other_type(place, one.id)
        return
    choices = tuple(
        Choice(row.key, row.id, partial(act, place, partial(place.work.relabel, one.id, row.id)), of=row.id)
        for row in place.work.desk.schema.labels
        if row.key
    )
    place.ask(Prompt(tr("Another label for {mark}", mark=describe(place, one)), choices))


def _ask_value(place: Place, one: Span | Event, attribute: Attribute) -> None:
    def give(value: object | None) -> None:
        act(place, partial(place.work.set_attribute, one.id, attribute.id, value))

    title = tr("{what} of {mark}", what=_asked_for(attribute), mark=describe(place, one))
    if attribute.type in {"string", "number"}:
        now = shown_value(one.attributes.get(attribute.id))
        place.ask_line(LinePrompt(f"{title}:", lambda typed: give(read_value(attribute, typed)), now))
        return
    values: list[object] = [*(YES_OR_NO.values() if attribute.type == "boolean" else attribute.values), None]
    titles = [shown_value(value) or "nothing" for value in values]
    shown = [tr("nothing") if value is None else value_of(attribute, value) for value in values]
    place.ask(Prompt(title, choices_of(shown, lambda number: give(values[number]), titles)))


class Resize(Command):
    """Give a mark the selection as its new edges."""

    title = "Move edges here"
    keys = ("M",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        here = place.work.spot.here()
        if not here:
            place.say(
                tr("Nothing is marked here: select so that the selection touches the mark whose edges should move.")
            )
        elif len(here) == 1:
            act(place, partial(place.work.resize, here[0].id))
        else:
            pick_among(
                place, tr("Move the edges of which?"), here, lambda id: act(place, partial(place.work.resize, id))
            )


class Note(Command):
    """Write a note on the mark under the selection; enter keeps it, an empty one is taken away."""

    title = "Note"
    keys = ('"',)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        pick_here(place, tr("A note on which?"), partial(_ask_note, place))


def _ask_note(place: Place, one: Span | Event) -> None:
    place.ask_line(
        LinePrompt(
            tr("Note on {mark}:", mark=describe(place, one)),
            submitted=lambda note: act(place, partial(place.work.set_note, one.id, note)),
            value=one.note or "",
        )
    )


COMMANDS = (Remove, Change, Resize, Note)
