"""Which documents and layers an export takes."""

from collections.abc import Callable, Iterator

from corpus_tool.errors import NotFoundError
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store

GOLD = "gold"
ALL = "all"

Wanted = Callable[[LayerName], bool]
"""Says whether a layer is taken."""


def wanted_layers(store: Store, words: str) -> Wanted:
    """Read `gold`, `all` or `NAME[,NAME]`. Raises NotFoundError where nobody is called so, with who there is."""
    there = store.layers.all_names()
    if words == ALL:
        return lambda _name: True
    if words == GOLD:
        if not any(name.kind is LayerKind.GOLD for name in there):
            raise NotFoundError(
                f"There is no gold layer in this corpus ({_who(there)}; `--layers all` takes every one)."
            )
        return lambda name: name.kind is LayerKind.GOLD
    chosen = {word.strip() for word in words.split(",") if word.strip()}
    annotators = {name.annotator for name in there if name.kind is not LayerKind.GOLD}
    if unknown := sorted(chosen - annotators):
        raise NotFoundError(f"Nobody called {', '.join(unknown)} has annotated in this corpus ({_who(there)}).")
    return lambda name: name.kind is not LayerKind.GOLD and name.annotator in chosen


def bundles(store: Store, wanted: Wanted) -> Iterator[Bundle]:
    """Every document that has a wanted layer, with those layers, one at a time."""
    for id in store.documents.ids():
        if any(wanted(name) for name in store.layers.names(id)):
            yield bundle_of(store, id, wanted)


def bundle_of(store: Store, document_id: int, wanted: Wanted) -> Bundle:
    """One document with those of its layers that are wanted, perhaps none."""
    layers = (store.layers.load(document_id, name) for name in store.layers.names(document_id) if wanted(name))
    return Bundle(store.documents.load(document_id), tuple(layer for layer in layers if layer is not None))


def _who(there: list[LayerName]) -> str:
    if not there:
        return "nobody has annotated yet"
    return "layers: " + ", ".join(f"{name.annotator} ({name.kind})" for name in there)
