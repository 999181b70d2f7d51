"""Marks of several pieces: putting pieces aside for the next mark, and taking one off a mark that has several."""

from corpus_tool.errors import RefusedError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Event, Span
from corpus_tool.model.naming import mark_named
from corpus_tool.model.pieces import joined, nearest, without
from corpus_tool.saying import tr
from corpus_tool.workbench.annotating import Annotating


def put_aside(work: Annotating) -> str:
    """Keep the selection as a piece of the next mark. Raises RefusedError where the schema has no such marks."""
    if not work.desk.schema.rules.discontinuous:
        raise RefusedError(tr("This schema allows no marks of several pieces."))
    spot = work.spot
    spot.pieces = joined((*spot.pieces, spot.range_selected()))
    return tr("Put aside; go to the next piece, then press a label. _ takes this back, escape all of it.")


def take_back(work: Annotating) -> str:
    """Put aside no longer: the piece under the selection, else the last one."""
    spot = work.spot
    kept = without(spot.pieces, spot.selection.range)
    spot.pieces = kept if kept != spot.pieces else spot.pieces[:-1]
    return tr("{count} put aside.", count=len(spot.pieces)) if spot.pieces else tr("Nothing is put aside any more.")


def in_pieces(work: Annotating) -> list[Span | Event]:
    """The marks of several fragments that have one of them under the selection."""
    return [one for one in work.spot.here() if len(one.fragments) > 1]


def take_off(work: Annotating, one: Span | Event) -> str:
    """Take the fragment under the selection off a mark that has several."""
    at = nearest(one.fragments, work.spot.selection.head)
    left = (*one.fragments[:at], *one.fragments[at + 1 :])
    work.desk.do("Take a piece off", edits.resize(work.desk.layer, one.id, left))
    label, text = mark_named(work.desk.schema, one), work.desk.text_of(work.desk.layer[one.id])
    return tr("{label} now: {text}", label=label, text=text)
