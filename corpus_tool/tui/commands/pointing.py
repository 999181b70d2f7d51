"""What the mouse selects. It never marks anything."""

from corpus_tool.model.annotations import Event, Span, first_offset, last_offset
from corpus_tool.text.selection import Edge, Selection, between, cluster_at, word_at
from corpus_tool.text.structure import sentence_at
from corpus_tool.tui.commands.moving import go_to
from corpus_tool.tui.place import Place


def point_at(place: Place, offset: int, anchor: int | None, *, by_letter: bool) -> None:
    """Select the word, or the letter, at an offset; from an anchor on, all in between."""
    if anchor is None and not by_letter:
        go_to(place, offset)
        return
    pointed = _unit(place, offset, by_letter=by_letter)
    if anchor is not None:
        pointed = between(_unit(place, anchor, by_letter=by_letter), pointed)
    place.work.spot.selection = pointed
    place.moved()


def select_sentence(place: Place, offset: int) -> None:
    """Select the sentence at an offset."""
    start, end = sentence_at(place.work.desk.document.text, offset)
    if start < end:
        place.work.spot.selection = Selection(start, end, Edge.NEITHER)
        place.moved()


def select_mark(place: Place, id: str) -> None:
    """Select an annotation; what is put aside, or gone meanwhile, is none."""
    layer = place.work.desk.layer
    if id in layer and isinstance(one := layer[id], Span | Event):
        place.extending = False
        place.work.spot.select(one)
        place.moved()


def marks_at(place: Place, offset: int) -> tuple[str, ...]:
    """The ids of what is marked at an offset, the shortest first."""
    layer = place.work.desk.layer
    marks: tuple[Span | Event, ...] = (*layer.spans, *layer.events)
    here = [one for one in marks if any(start <= offset < end for start, end in one.fragments)]
    return tuple(one.id for one in sorted(here, key=lambda one: last_offset(one) - first_offset(one)))


def _unit(place: Place, offset: int, *, by_letter: bool) -> Selection:
    work = place.work
    text = work.desk.document.text
    return cluster_at(text, min(offset, len(text) - 1)) if by_letter else word_at(work.spot.words, offset)
