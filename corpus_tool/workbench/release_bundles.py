"""What went out in a release, as bundles: from the tables where nothing was done since, else from the log."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from corpus_tool.model.bundles import Bundle
from corpus_tool.model.documents import Document
from corpus_tool.model.gold import LayerHead
from corpus_tool.model.layers import Layer, LayerName, SchemaRef
from corpus_tool.model.span_columns import PlacedColumns
from corpus_tool.store.document_rows import Extent
from corpus_tool.store.releases import ReleasedDocument, ReleasedLayer
from corpus_tool.store.store import Store
from corpus_tool.workbench.pseudonyms import masked
from corpus_tool.workbench.selecting import BATCH
from corpus_tool.workbench.settling import layer_after
from corpus_tool.workbench.stored import RowsOf, bundles_of, read


def bundles_at(
    store: Store,
    members: Sequence[ReleasedDocument],
    told: str = "",
    people: Mapping[str, str] | None = None,
    *,
    tokens: bool = True,
) -> Iterator[tuple[ReleasedDocument, Bundle]]:
    """Documents with their layers as they are released: nothing in them depends on numbers that the store gives.

    `told`: the release whose telling of the documents counts; empty: they are told as they are now. `people`: names to
    the pseudonyms that stand for them. `tokens`: whether the documents come with theirs. Raises StoreError where the
    words that are stored with a mark are not those of its place. To be called inside `Store.reading`.
    """
    for first in range(0, len(members), BATCH):
        some = members[first : first + BATCH]
        documents, layers = _found(store, some, told, tokens=tokens)
        for one in some:
            there = (layers.get(layer.layer_id) or layer_at(store, layer) for layer in one.layers)
            ordered = sorted(there, key=lambda layer: (layer.name.kind, layer.name.annotator))
            bundle = Bundle(replace(documents[one.document_id], id=None), tuple(ordered))
            yield one, masked(bundle, people) if people else bundle


def layer_at(store: Store, released: ReleasedLayer) -> Layer:
    """A layer right after the revision that was released; its annotations in their order, equal places by id."""
    document_id, name = store.layers.whose(released.layer_id)
    newest = store.layers.revision_of(released.layer_id) == released.revision
    layer = store.layers.load(document_id, name) if newest else None
    if layer is None:
        layer = layer_after(store, released.layer_id, released.revision)
    return _in_order(layer, name, released.schema)


def _found(
    store: Store, some: Sequence[ReleasedDocument], told: str, *, tokens: bool
) -> tuple[dict[int, Document], dict[int, Layer]]:
    """(Document id to document, layer id to layer), the latter of those documents on which nothing was done since."""
    ids = [one.document_id for one in some]
    heads = {head.id: head for found in store.layers.heads(ids).values() for head in found}
    current = [one for one in some if all(_is_newest(heads.get(layer.layer_id), layer) for layer in one.layers)]
    wanted = [heads[layer.layer_id] for one in current for layer in one.layers]
    stored = read(store.moment, RowsOf(wanted, Extent(tokens and not told)))
    documents: dict[int, Document] = {}
    layers: dict[int, Layer] = {}
    for one, bundle in zip(current, bundles_of(stored), strict=True):
        documents[one.document_id] = bundle.document
        for released, layer in zip(one.layers, bundle.layers, strict=True):
            layers[released.layer_id] = _in_order(layer, layer.name, released.schema)
    return {**documents, **_other_documents(store, ids, documents, told, tokens=tokens)}, layers


def _other_documents(
    store: Store, ids: Sequence[int], known: Mapping[int, Document], told: str, *, tokens: bool
) -> dict[int, Document]:
    """The documents that are not known yet as they are to be told of."""
    if told:
        return store.releases.told(told, ids, tokens=tokens)
    missing = [id for id in ids if id not in known]
    return {document.id or 0: document for document in store.documents.loaded(missing, tokens=tokens)}


def _is_newest(head: LayerHead | None, released: ReleasedLayer) -> bool:
    """Whether a layer is, in the tables, what was released."""
    return head is not None and head.revision == released.revision


def _in_order(layer: Layer, name: LayerName, schema: SchemaRef) -> Layer:
    """The layer with an order that does not depend on where its annotations come from."""
    placed = layer.placed
    if not isinstance(placed, PlacedColumns) and len(_positions(placed.values())) < len(placed):
        placed = dict(sorted(placed.items(), key=lambda item: (item[1].position, item[0])))
        placed = {id: there._replace(position=number) for number, (id, there) in enumerate(placed.items())}
    return Layer(name, schema, layer.status, placed, rulings=layer.rulings)


def _positions(placed: Iterable[tuple[int, object]]) -> set[int]:
    return {position for position, _ in placed}
