"""The same correction made in many places of one's own work: in each document one act, which undoes as one."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from msgspec import Struct

from corpus_tool.errors import RefusedError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Event, Span
from corpus_tool.model.changes import Changes
from corpus_tool.model.layers import Layer, LayerKind, LayerName
from corpus_tool.model.usage import Use
from corpus_tool.saying import tr
from corpus_tool.store.store import Store
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.surroundings import Surroundings

Edit = Callable[[Desk, Layer, Use], Changes]
"""What to change in a layer, as it is by then, at a place; nothing where there is nothing to do."""


class Refusal(NamedTuple):
    """A document in which the rules said no to the correction, so that nothing was done there."""

    document: str
    why: str


class Corrected(Struct, frozen=True):
    """What was done."""

    places: int
    documents: int
    """Each with one act."""
    refused: tuple[Refusal, ...] = ()


def relabel(store: Store, who: str, uses: Sequence[Use], label: str, around: Surroundings | None = None) -> Corrected:
    """Give each place the label or event type: marks are changed, and what had no mark gets one."""

    def edit(desk: Desk, layer: Layer, use: Use) -> Changes:
        if not use.id:
            return edits.add(layer, _new(desk, use, label))
        return edits.relabel(layer, use.id, label) if use.label != label else ()

    return correct(store, who, uses, f"Change to {label}", edit, around)


def remove(store: Store, who: str, uses: Sequence[Use], around: Surroundings | None = None) -> Corrected:
    """Take the mark off each place, with what hangs on it."""

    def edit(_desk: Desk, layer: Layer, use: Use) -> Changes:
        return edits.remove(layer, use.id) if use.id else ()

    return correct(store, who, uses, "Remove marks", edit, around)


def correct(
    store: Store, who: str, uses: Iterable[Use], title: str, edit: Edit, around: Surroundings | None = None
) -> Corrected:
    """Make an edit at every place of her own layers, one act a document; others' places are passed over.

    Where a rule refuses, or a mark is no longer what it was, the document stays as it is and is told.
    """
    own = LayerName(who, LayerKind.ANNOTATOR)
    mine = sorted((use for use in uses if use.layer == own), key=lambda use: use.document_id)
    places, documents = 0, 0
    refused: list[Refusal] = []
    for id, there in groupby(mine, key=lambda use: use.document_id):
        try:
            count = _correct_one(Desk(store, id, own, around), list(there), title, edit)
        except RefusedError as error:
            refused.append(Refusal(store.documents.key_of(id), str(error)))
        else:
            places, documents = places + count, documents + bool(count)
    return Corrected(places, documents, tuple(refused))


def _correct_one(desk: Desk, uses: Sequence[Use], title: str, edit: Edit) -> int:
    """How many places were changed."""
    layer = desk.layer
    made: list[Changes] = []
    for use in uses:
        _refuse_stale(layer, use)
        changes = edit(desk, layer, use)
        if changes:
            layer = layer.apply(changes)
            made.append(changes)
    if made:
        desk.do(title, tuple(chain.from_iterable(made)))
    return len(made)


def _refuse_stale(layer: Layer, use: Use) -> None:
    if not use.id:
        return
    there = layer.placed.get(use.id)
    if there is None or getattr(there.annotation, "fragments", None) != use.fragments:
        raise RefusedError(tr("A mark chosen here was changed or removed meanwhile; look again."))


def _new(desk: Desk, use: Use, label: str) -> Span | Event:
    if use.what == "span":
        return Span(id=desk.new_id("s"), label=label, fragments=use.fragments)
    return Event(id=desk.new_id("e"), type=label, fragments=use.fragments)
