"""A name that was marked is marked wherever else it stands: in the open document, or in many.

Accepting is one act in each document; those made at once bear one time, so that they are taken back as one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from corpus_tool.errors import CorpusToolError, RefusedError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Span
from corpus_tool.model.changes import Change, Changes, Revision
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.schemas import Schema
from corpus_tool.model.suggestions import claim_of
from corpus_tool.store.store import Store
from corpus_tool.store.verdicts import Says, Verdict
from corpus_tool.workbench.correcting import Refusal
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.suggestions.name_places import Found
from corpus_tool.workbench.surroundings import Surroundings

SOURCE = "propagation"
"""What stands beside what was marked so, where it is told what a machine helped with."""


def changes_for(desk: Desk, like: Span, places: Iterable[tuple[int, int]], schema: Schema) -> Changes:
    """What marks each place as `like` is marked: its label, link, and what is chosen of it."""
    choices = {one.id for one in schema.attributes_on("entity", like.label).values() if one.type == "choice"}
    kept = {name: value for name, value in like.attributes.items() if name == "subtype" or name in choices}
    changes: Changes = ()
    layer = desk.layer
    for place in places:
        span = Span(id=desk.new_id("s", layer), label=like.label, fragments=(place,), attributes=kept, link=like.link)
        added = edits.add(layer, span)
        layer = layer.apply(added)
        changes += added
    return changes


def mark_all(desk: Desk, like: Span, found: Sequence[Found]) -> Revision:
    """Mark every place of the open document, as one act. Raises RefusedError, with nothing done, as any act."""
    changes = changes_for(desk, like, [one.range for one in found], desk.schema)
    with desk.store.writing():
        revision = desk.do(f"Propagate {like.label}", changes)
        desk.store.verdicts.add(desk.document_id, _origins(desk, changes, revision))
    return revision


def _origins(desk: Desk, changes: Changes, revision: Revision) -> Iterator[Verdict]:
    """Where each of the new marks came from."""
    uid = desk.store.revisions.uid_of(revision.number or 0)
    for change in changes:
        if isinstance(change, Change) and isinstance(change.after, Span):
            yield Verdict(
                who=desk.layer.name.annotator,
                says=Says.ACCEPTED,
                claim=claim_of(change.after),
                source=SOURCE,
                annotation=change.after.id,
                revision=uid,
                at=revision.at,
            )


class Batch(NamedTuple):
    """What was marked at once."""

    documents: int
    """In how many."""
    places: int
    refused: tuple[Refusal, ...]


def mark_everywhere(
    store: Store, annotator: str, like: Span, found: Sequence[Found], surroundings: Surroundings
) -> Batch:
    """Mark places in any documents, an act in each, all of one time; where one is refused, the others are still done.

    A desk that is open on one of them has to be read anew.
    """
    at = surroundings.now()
    at_once = replace(surroundings, now=lambda: at)
    places, documents, refused = 0, 0, []
    for id in dict.fromkeys(one.document_id for one in found):
        some = [one for one in found if one.document_id == id]
        try:
            mark_all(Desk(store, id, LayerName(annotator, LayerKind.ANNOTATOR), at_once), like, some)
        except CorpusToolError as error:
            refused.append(Refusal(some[0].document, str(error)))
        else:
            documents, places = documents + 1, places + len(some)
    return Batch(documents, places, tuple(refused))


class TakenBack(NamedTuple):
    """What undoing the last batch came to."""

    documents: int
    """In how many it was undone."""
    kept: int
    """In how many it stands, as something else was done there since."""


def take_back(store: Store, annotator: str, surroundings: Surroundings) -> TakenBack:
    """Undo the newest batch of which something stands, whenever it was made, where nothing was done since."""
    for batch in store.verdicts.batches(annotator, SOURCE):
        standing = list(_standing(store, annotator, batch, surroundings))
        newest = [desk for desk, number in standing if desk.undoable and desk.undoable.number == number]
        for desk in newest:
            desk.undo()
        if standing:
            return TakenBack(len(newest), len(standing) - len(newest))
    return TakenBack(0, 0)


def _standing(
    store: Store, annotator: str, batch: Mapping[int, str], surroundings: Surroundings
) -> Iterator[tuple[Desk, int]]:
    """A desk on each document of a batch in which its act stands, and the number of that."""
    for id, uid in batch.items():
        with suppress(RefusedError):  # the layer was deleted since
            desk = Desk(store, id, LayerName(annotator, LayerKind.ANNOTATOR), surroundings)
            number = store.revisions.number_of(uid)
            if number is not None and desk.stands(number):
                yield desk, number
