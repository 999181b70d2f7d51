"""Deleting, taking back and destroying. Deleting hides; `purge` alone destroys, and only what was deleted before."""

from collections.abc import Sequence

from corpus_tool.errors import NotFoundError, RefusedError, StoreError
from corpus_tool.store.hiding import Deleted
from corpus_tool.store.store import Store
from corpus_tool.workbench.surroundings import Surroundings


def delete(store: Store, keys: Sequence[str], layer: str, who: str, surroundings: Surroundings | None = None) -> None:
    """Hide documents, or with `layer` (a short name) that layer on each; all of them or none.

    Raises NotFoundError where one is not there, or hidden already.
    """
    now = (surroundings or Surroundings()).now()
    with store.writing():
        for key in keys:
            document_id = _document_id(store, key)
            if store.hiding.when_document(document_id):
                raise NotFoundError(f"Document {key!r} is deleted already.")
            layer_id = _layer_id(store, document_id, key, layer) if layer else None
            store.hiding.hide(document_id, layer_id, now, who)
            store.hiding.note("delete", key, layer, who, now)


def undelete(store: Store, keys: Sequence[str], layer: str, who: str, surroundings: Surroundings | None = None) -> None:
    """Take back what was deleted; all of it or none. Raises NotFoundError where something is not deleted."""
    now = (surroundings or Surroundings()).now()
    with store.writing():
        for found in chosen(store, keys, layer):
            store.hiding.show(found.document_id, found.layer_id, now, who)
            store.hiding.note("undelete", found.document, found.layer, who, now)


def chosen(store: Store, keys: Sequence[str], layer: str) -> list[Deleted]:
    """What was deleted and is meant: all of it where no keys are given.

    Raises NotFoundError for a document that is not there, RefusedError for one that is, and is not deleted.
    """
    there = list(store.hiding.deleted())
    if not keys:
        return [found for found in there if not layer or found.layer == layer]
    found_by_name = {(found.document, found.layer): found for found in there}
    for key in keys:
        _document_id(store, key)
        if (key, layer) not in found_by_name:
            what = f"{layer}'s layer on {key}" if layer else f"Document {key}"
            raise RefusedError(f"{what} is not deleted; `corpus-tool delete` would do that.")
    return [found_by_name[key, layer] for key in dict.fromkeys(keys)]


def purge(store: Store, condemned: Sequence[Deleted], who: str, surroundings: Surroundings | None = None) -> None:
    """Destroy what was deleted, all of it or nothing. Raises RefusedError where something was taken back meanwhile."""
    now = (surroundings or Surroundings()).now()
    with store.writing():
        there = {(found.document_id, found.layer_id) for found in store.hiding.deleted()}
        for found in condemned:
            if (found.document_id, found.layer_id) not in there:
                raise RefusedError(f"{found.document} was taken back meanwhile; nothing was destroyed.")
            store.hiding.destroy(found.document_id, found.layer_id)
            store.hiding.note("purge", found.document, found.layer, who, now)
    try:
        store.rewrite()
    except StoreError as wrong:
        raise StoreError(f"It was destroyed, but traces of it may still be in the file: {wrong}") from wrong


def _document_id(store: Store, key: str) -> int:
    id = store.documents.id_of_key(key)
    if id is None:
        raise NotFoundError(f"There is no document {key!r} in {store.path}; `corpus-tool documents` lists them.")
    return id


def _layer_id(store: Store, document_id: int, key: str, short: str) -> int:
    names = store.layers.names(document_id)
    name = next((name for name in names if name.short == short), None)
    id = None if name is None else store.layers.id_of(document_id, name)
    if id is None:
        there = ", ".join(name.short for name in names) or "none"
        raise NotFoundError(f"There is no layer {short!r} on {key} (layers: {there}).")
    return id
