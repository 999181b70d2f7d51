"""Giving the selection a label: by its keys, the one given last, with a subtype, by its name."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from corpus_tool.model.annotations import Span
from corpus_tool.model.naming import called, plainly
from corpus_tool.model.schemas import SUBTYPE, Label, Subtype
from corpus_tool.saying import tr
from corpus_tool.text.selection import over_words
from corpus_tool.tui.acting import act, pick_among
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.picking import Item, Picking
from corpus_tool.tui.place import Place
from corpus_tool.tui.prompts import Choice, Prompt, choices_of
from corpus_tool.tui.suggestions import relabelled
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.workbench import labelling


def mark(place: Place, label: Label) -> None:
    """Mark the selection; where the schema says so, after asking for the subtype. Once more: its likely subtype."""
    if label.subtypes and (marked := labelling.marked_here(place.work, label.id)):
        _name_subtype(place, marked)
    elif place.work.desk.schema.rules.ask_subtype and label.subtypes:
        mark_with_subtype(place, label)
    else:
        give(place, label)


def give(place: Place, label: Label, subtype: str | None = None) -> None:
    """Mark the selection; where just this is suggested, that is answered so."""
    work = place.work
    one = None if work.spot.pieces else work.offers.span_at(*work.spot.selection.range)
    if one is None:
        act(place, lambda: _told_further(place, work.mark(label, subtype), label))
    else:
        relabelled(place, one, label.id, subtype)


def _told_further(place: Place, said: str, label: Label) -> str:
    """What was marked, and which subtype the label's key gives when it is pressed once more."""
    marked = labelling.marked_here(place.work, label.id)
    if marked is None or not (label.subtypes and label.key):
        return said
    likely = labelling.next_subtype(place.work, marked)
    if not likely:
        return said
    named = plainly(place.work.desk.schema.subtypes_of(label.id)[likely])
    return tr("{said}  {key} again: {subtype}", said=said, key=label.key, subtype=named)


def _name_subtype(place: Place, span: Span) -> None:
    """Give a mark its likely subtype; the next likely one where it has that; ask where none is likely."""
    work, label = place.work, place.work.desk.schema.label_by_id[span.label]
    if not (likely := labelling.next_subtype(work, span)):
        _ask_subtype(place, span)
        return
    act(place, lambda: _told_further(place, work.set_attribute(span.id, SUBTYPE, likely), label))


def mark_with_subtype(place: Place, label: Label) -> None:
    """Ask for the subtype, then mark: one act. Enter is for none."""
    choices = _subtype_choices(label.subtypes, partial(give, place, label))
    without = Choice("enter", tr("no subtype"), partial(give, place, label))
    place.ask(Prompt(tr("{label}: which subtype?", label=label.id), choices, others=(without,)))


def label_stroke(labels: Sequence[Label], pressed: str, otherwise: Mapping[str, str]) -> str | None:
    """The stroke itself where a label's key begins so, else what it is read as `otherwise`; None where none does."""
    found = (one for one in (pressed, otherwise.get(pressed, "")) if one)
    return next((one for one in found if any(label.key.startswith(one) for label in labels)), None)


def press_label(place: Place, pressed: str, words: int = 1) -> None:
    """Mark with the label of that key, or ask for the rest of a longer one; some label's key begins so.

    What is marked covers at least so many words, as they are read.
    """
    if words > 1:
        place.work.spot.selection = over_words(place.work.spot.selection, place.work.spot.words, words)
        place.moved()
    labels = [label for label in place.work.desk.schema.labels if label.key.startswith(pressed)]
    if labels[0].key == pressed:
        mark(place, labels[0])
    else:
        place.ask(Prompt(tr("Which label?"), _label_choices(place, labels), typed=pressed))


def _label_choices(place: Place, labels: Sequence[Label]) -> tuple[Choice, ...]:
    return tuple(
        Choice(label.key, _name(label), partial(mark, place, label), of=label.id) for label in labels if label.key
    )


def _name(label: Label) -> str:
    return f"{label.id} {called(label)}" if label.names else label.id


class Again(Command):
    """Mark the selection with the label, and the subtype, that was marked last."""

    title = "Same label again"
    keys = (";",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        if (last := labelling.last_marked(place.work)) is None:
            place.say(tr("Nothing is marked yet that could be repeated."))
        else:
            give(place, *last)


class WithSubtype(Command):
    """Give the selected mark a subtype; where just this is not marked yet, pick a label and its subtype at once."""

    title = "Subtype"
    keys = ("T",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        found = labelling.with_subtypes(place.work)
        labels = [label for label in place.work.desk.schema.labels if label.subtypes and label.key]
        if len(found) == 1:
            _ask_subtype(place, found[0])
        elif found:
            by_id = {span.id: span for span in found}
            pick_among(place, tr("The subtype of which?"), found, lambda id: _ask_subtype(place, by_id[id]))
        elif labels:
            choices = (Choice(one.key, one.id, partial(mark_with_subtype, place, one), of=one.id) for one in labels)
            place.ask(Prompt(tr("Label, then subtype"), tuple(choices)))
        else:
            place.say(tr("The schema has no subtypes."))


def _ask_subtype(place: Place, span: Span) -> None:
    def give(subtype: str | None) -> None:
        act(place, partial(place.work.set_attribute, span.id, SUBTYPE, subtype))

    choices = _subtype_choices(list(place.work.desk.schema.subtypes_of(span.label).values()), give)
    title = tr("{label} {text}: which subtype?", label=span.label, text=place.work.desk.text_of(span))
    place.ask(Prompt(title, choices, others=(Choice("enter", tr("no subtype"), partial(give, None)),)))


def _subtype_choices(subtypes: Sequence[Subtype], then: Callable[[str], None]) -> tuple[Choice, ...]:
    ids = [subtype.id for subtype in subtypes]
    return choices_of([plainly(subtype) for subtype in subtypes], lambda number: then(ids[number]), ids)


class ByName(Command):
    """Mark the selection with a label found by typing a part of its name, in any of the schema's languages."""

    title = "Label by name"
    keys = ("W",)

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        items = [
            Item(
                (Piece(f"{label.id} "), *(Piece(f"{name}  ") for name in label.names.values())),
                " ".join((label.id, *label.names.values())),
                partial(mark, place, label),
            )
            for label in place.work.desk.schema.labels
        ]
        place.ask_line(Picking(items).prompt(tr("Label:")))


COMMANDS = (Again, WithSubtype, ByName)
