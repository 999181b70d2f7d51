"""Suggestions in the text: under brackets of dots, with a question mark and how sure their source is."""

from collections.abc import Iterator, Sequence

from corpus_tool.model.annotations import Event, label_of
from corpus_tool.model.naming import mark_named, part_named, source_named
from corpus_tool.saying import tr
from corpus_tool.text.selection import Edge, Selection, word_at
from corpus_tool.tui.acting import warned
from corpus_tool.tui.describing import EVENT_COLOUR
from corpus_tool.tui.lanes import OTHER, Drawn
from corpus_tool.tui.place import Place
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.offers import AS_IT_IS, Instead, Offer

ID = "suggested "
"""Stands before what tells a suggestion in the text: two layers may use one id."""


def drawn(work: Annotating) -> tuple[Drawn, ...]:
    """What is suggested, as it is seen."""
    return tuple(_drawn(work))


def _drawn(work: Annotating) -> Iterator[Drawn]:
    colours = {label.id: label.color for label in work.desk.schema.labels}
    for number, one in enumerate(work.offers.listed()):
        is_event = isinstance(one.annotation, Event)
        label = label_of(one.annotation)
        colour = EVENT_COLOUR if is_event else colours.get(label, "")
        yield Drawn(f"{ID}{number}", one.annotation.fragments, caption(one), colour, is_event, OTHER)


def caption(one: Offer) -> str:
    """`?ORG 90`: that it is a question, which a short bracket keeps; the label, and of 100 how sure."""
    label = label_of(one.annotation).rpartition(".")[2]
    return f"?{label}" if one.score is None else f"?{label} {round(one.score * 100)}"


def told(place: Place, one: Offer) -> str:
    """`ORG? حلب (90 of 100, lexicon)`."""
    label, words = mark_named(place.work.desk.schema, one.annotation), place.work.desk.text_of(one.annotation)
    source = source_named(one.source)
    if one.score is None:
        return tr("{label}? {text} ({source})", label=label, text=words, source=source)
    score = round(one.score * 100)
    return tr("{label}? {text} ({score} of 100, {source})", label=label, text=words, score=score, source=source)


def accepted(place: Place, offers: Sequence[Offer], instead: Instead = AS_IT_IS) -> str:
    """Mark what is suggested, or what the annotator makes of it; a sentence about it."""
    work = place.work
    work.offers.accept(offers, instead)
    left, was = len(work.offers.listed()), label_of(offers[0].annotation)
    schema = work.desk.schema
    if instead.label in {"", was}:
        said = tr("Accepted: {count}, {left} left.", count=len(offers), left=left)
    else:
        said = tr(
            "{label}, not {suggested}; {left} left.",
            label=part_named(schema, instead.label),
            suggested=part_named(schema, was),
            left=left,
        )
    return warned(said, work.problems.news())


def accept_sure(place: Place) -> None:
    """Mark all that is suggested with certainty, as one act; triggers wait, since each is asked for its roles."""
    listed = place.work.offers.listed()
    sure = [one for one in listed if one.is_sure]
    names = [one for one in sure if not isinstance(one.annotation, Event)]
    if names:
        said = accepted(place, names)
        place.ask(None)
        place.extending = False
        place.changed()
        place.say(said)
    elif sure:
        place.say(tr("Only triggers are sure: enter on each asks for its roles."))
    elif listed:
        place.say(tr("None of them is sure: 80 of 100 or more."))
    else:
        place.say(_why_none(place))


def _why_none(place: Place) -> str:
    if not place.work.offers.is_on:
        return tr("Suggestions are off; their list shows them again.")
    return tr("Nothing is suggested in this document.")


def redrawn(work: Annotating, one: Offer) -> tuple[int, int] | None:
    """The borders that the annotator has given a suggestion by extending or trimming it; None where she has not.

    A caret that rests on one of its words has moved no border.
    """
    selection = work.selection
    rests = selection.moving is Edge.NEITHER and selection.range == word_at(work.words, selection.start).range
    return None if rests or selection.range == one.place else work.place_selected()


def relabelled(place: Place, one: Offer, label: str, subtype: str | None) -> None:
    """Mark it under the label whose key was pressed on it. The selection stays: she may have come here by herself."""
    place.ask(None)
    place.extending = False
    said = accepted(place, [one], Instead(label=label, subtype=subtype))
    place.changed()
    place.say(said)


def rejected(place: Place, one: Offer) -> str:
    """Do not offer it again; a sentence about it."""
    place.work.offers.reject([one])
    return tr("Rejected; {left} left.", left=len(place.work.offers.listed()))


def go_on(place: Place, *, forward: bool = True, unsure: bool = False, said: str = "") -> None:
    """Select the next suggestion and tell it, behind what was `said`."""
    work = place.work
    one = work.offers.next(*work.selection.range, forward=forward, unsure=unsure)
    if one is None:
        place.changed()
        there = tr("None of them is uncertain: below 80 of 100.") if work.offers.listed() else _why_none(place)
        place.say(said or there)
        return
    place.extending = False
    work.selection = Selection(*one.place, Edge.NEITHER)
    work.offers.pointed_at = one
    place.changed()
    place.say(f"{said}  {told(place, one)}" if said else told(place, one))
