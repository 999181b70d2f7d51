"""Documents with layers as the tables have them, and bundles made of them: pure, so that another process can do it."""

from collections.abc import Iterator

from msgspec import Struct

from corpus_tool.errors import StoreError
from corpus_tool.model.annotations import surface
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.documents import Document
from corpus_tool.model.gold import LayerHead
from corpus_tool.model.layers import Layer
from corpus_tool.model.plain_layers import NotPlainError, PlainLayer
from corpus_tool.store.document_rows import DocumentRow, Extent, document_from
from corpus_tool.store.layer_rows import LayerRows, StoredLayers
from corpus_tool.store.moments import Moment
from corpus_tool.store.plain_rows import plain_rows
from corpus_tool.store.span_rows import MovedMarkError

TOGETHER = 16
"""Documents of which plain layers are made together: what a step needs stays in the processor's own memory for as many.
Making IOB2 of them took 49 us a document, of one at a time 56, of 200 at a time 52."""


class RowsOf(Struct, array_like=True):
    """Which rows are wanted of a corpus."""

    heads: list[LayerHead]
    """The layers that are taken, those of a document together."""
    extent: Extent
    """What of their documents."""


def read(moment: Moment, wanted: RowsOf) -> "Stored":
    """The rows."""
    documents = list(dict.fromkeys([head.document_id for head in wanted.heads]))
    rows = moment.layers([head.id for head in wanted.heads])
    return Stored(moment.documents(documents, wanted.extent), wanted.heads, rows)


class Stored(Struct, array_like=True):
    """Some documents with those of their layers that are taken, as the tables have them."""

    documents: list[DocumentRow]
    heads: list[LayerHead]
    """In the order of the documents, each of which has one."""
    rows: LayerRows


def plain_layers(some: Stored) -> Iterator[list[PlainLayer]]:
    """The layers, some at a time; raises NotPlainError at one that is more than plain spans, or of which one does not
    stand where its words are."""
    if some.rows.events or some.rows.relations or some.rows.rulings:
        raise NotPlainError
    rows, on = plain_rows(some.rows.spans), _heads_on(some)
    for start in range(0, len(some.documents), TOGETHER):
        documents = list(map(document_from, some.documents[start : start + TOGETHER]))
        layers = [PlainLayer(document, head, *rows.of(head.id)) for document in documents for head in on[document.id]]
        if [layer.spans.surfaces(layer.document.text) for layer in layers] != [layer.words for layer in layers]:
            raise NotPlainError
        yield layers


def bundles_of(some: Stored) -> Iterator[Bundle]:
    """The documents with their layers, each mark of which stands where its words are; raises StoreError where not.

    One is made when the one before it is done with: what is in the processor's own memory by then is not fetched twice.
    """
    stored, on = StoredLayers(some.rows), _heads_on(some)
    for row in some.documents:
        document = document_from(row)
        yield Bundle(document, tuple([_unmoved(stored, head, document) for head in on[row[0]]]))


def _heads_on(some: Stored) -> dict[int | None, list[LayerHead]]:
    """The id of each document to those of its layers that are taken."""
    on: dict[int | None, list[LayerHead]] = {}
    for head in some.heads:
        on.setdefault(head.document_id, []).append(head)
    return on


def _unmoved(stored: StoredLayers, head: LayerHead, document: Document) -> Layer:
    try:
        return stored.layer(head, document.text)
    except MovedMarkError as moved:
        raise StoreError(
            f"{document.key}, {head.name.short}: {moved}, but the document has {surface(document.text, moved.place)!r}"
            " there; `corpus-tool check` looks at everything."
        ) from None
