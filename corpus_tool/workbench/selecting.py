"""Which documents and layers an export takes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from corpus_tool.errors import NotFoundError, UsageError
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.gold import LayerHead, gold_of
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.document_rows import Extent
from corpus_tool.store.store import Store
from corpus_tool.workbench.stored import RowsOf, bundles_of, read

GOLD = "gold"
ALL = "all"

BATCH = 200
"""Documents read together: a query for each of them costs more than all their rows."""

Wanted: TypeAlias = Callable[[LayerName], bool]
"""Says whether a layer is meant, by its name alone."""

Taken: TypeAlias = Callable[[Sequence[LayerHead]], Sequence[LayerHead]]
"""Of the layers of one document, those that are taken."""


def everything(heads: Sequence[LayerHead]) -> Sequence[LayerHead]:
    """Every layer."""
    return heads


def gold(heads: Sequence[LayerHead]) -> Sequence[LayerHead]:
    """The gold of a document that was adjudicated; nothing of any other."""
    found = gold_of(heads)
    return (found,) if found else ()


def taken_layers(store: Store, words: str) -> Taken:
    """Read `gold`, `all` or `NAME[,NAME]` for those who use the work: gold is what is finished (`model/gold`).

    Raises as `wanted_layers` does, and NotFoundError where no gold is finished.
    """
    names = _names(words)
    if names == {GOLD} and store.layers.has_done(LayerKind.GOLD):
        return gold  # who else there is takes a look at every layer
    wanted = wanted_layers(store, words)
    if ALL in names:
        return everything
    if GOLD not in names:
        return lambda heads: [head for head in heads if wanted(head.name)]
    if not store.layers.has_done(LayerKind.GOLD):
        raise NotFoundError("No gold layer of this corpus is done yet; `--layers all` takes unfinished ones too.")
    return lambda heads: [
        head for head in heads if head in gold(heads) or (head.name.kind is not LayerKind.GOLD and wanted(head.name))
    ]


def wanted_layers(store: Store, words: str) -> Wanted:
    """Read `gold`, `all` or `NAME[,NAME]`, of which `gold` may be one.

    Raises NotFoundError where nobody is called so, with who there is; UsageError where nobody is named.
    """
    there = store.layers.all_names()
    names = _names(words)
    if not names:
        raise UsageError(f"No layers are named: gold, all, or who made them, as in noa,sami ({_who(there)}).")
    if ALL in names:
        return lambda _name: True
    if GOLD in names and not any(name.kind is LayerKind.GOLD for name in there):
        raise NotFoundError(f"There is no gold layer in this corpus ({_who(there)}; `--layers all` takes every one).")
    annotators = {name.annotator for name in there if name.kind is not LayerKind.GOLD}
    if unknown := sorted(names - annotators - {GOLD}):
        raise NotFoundError(f"Nobody called {', '.join(unknown)} has annotated in this corpus ({_who(there)}).")
    return lambda name: GOLD in names if name.kind is LayerKind.GOLD else name.annotator in names - {GOLD}


def _names(words: str) -> set[str]:
    return {word.strip() for word in words.split(",")} - {""}


def bundles(store: Store, taken: Taken, ids: Iterable[int] | None = None, *, tokens: bool = True) -> Iterator[Bundle]:
    """Every document (or those with `ids`, in their order) of which a layer is taken, with those layers, one at a time.

    `tokens`: whether they are needed; a document comes without any otherwise. Raises StoreError where the words that
    are stored with a mark are not those of its place.
    """
    for some in rows_of(store, taken, ids, Extent(tokens)):
        yield from bundles_of(read(store.moment, some))


def rows_of(store: Store, taken: Taken, ids: Iterable[int] | None, extent: Extent) -> Iterator[RowsOf]:
    """The same, some documents at a time, before anything is read of them."""
    for batch in _batches(store.documents.ids() if ids is None else ids):
        heads = store.layers.heads(batch)
        yield RowsOf([head for id in batch for head in taken(heads.get(id, ()))], extent)


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for id in ids:
        batch.append(id)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def bundle_of(store: Store, document_id: int, wanted: Wanted) -> Bundle:
    """One document with those of its layers that are wanted, perhaps none."""
    heads = [head for head in store.layers.heads([document_id]).get(document_id, ()) if wanted(head.name)]
    layers = store.layers.loaded(heads)
    return Bundle(store.documents.load(document_id), tuple(layers[head.id] for head in heads))


def _who(there: list[LayerName]) -> str:
    if not there:
        return "nobody has annotated yet"
    return "layers: " + ", ".join(f"{name.annotator} ({name.kind})" for name in there)
