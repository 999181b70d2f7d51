"""Destroying documents on a hub, and telling whoever has one that it was destroyed there. No file is touched by it."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from corpus_tool.errors import NotFoundError
from corpus_tool.hub.hub import Hub
from corpus_tool.hub.purging import OnShelf
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store


class Condemned(Struct, frozen=True):
    """A document that lies on the hub, and how much there is."""

    digest: str
    document: str
    """Its key."""
    things: int
    layers: tuple[str, ...]
    """The short names of those with work."""
    is_here: bool
    """Whether the corpus has it as well."""


class Destroyed(Struct, frozen=True):
    """A document of the corpus that was destroyed on the hub."""

    document: str
    """Its key here."""
    who: str
    at: str


def condemned(store: Store, hub: Hub, keys: Sequence[str]) -> list[Condemned]:
    """What is meant by keys, here or on the hub; without any, what was purged here and still lies there.

    Raises NotFoundError for a key of nothing that lies on the hub.
    """
    named = _digests(store, hub, keys) if keys else _purged_at_home(store, hub)
    lying: defaultdict[str, list[OnShelf]] = defaultdict(list)
    for one in hub.purging.contents(list(named)):
        lying[one.document].append(one)
    missing = {key for digest, key in named.items() if digest not in lying}
    if keys and missing:
        raise NotFoundError(f"The hub has no {', '.join(sorted(missing))}; nothing was destroyed.")
    return [
        Condemned(
            digest,
            key,
            sum(one.things for one in lying[digest]),
            _workers(lying[digest]),
            store.documents.id_of_digest(digest) is not None,
        )
        for digest, key in named.items()
        if digest in lying
    ]


def destroyed(store: Store, hub: Hub) -> list[Destroyed]:
    """The documents here that were destroyed there, in the order of keys."""
    found = []
    for digest, said in hub.purging.all().items():
        if (id := store.documents.id_of_digest(digest)) is not None:
            found.append(Destroyed(store.documents.key_of(id), said.who, said.at.isoformat()))
    return sorted(found, key=lambda one: one.document)


def _digests(store: Store, hub: Hub, keys: Sequence[str]) -> dict[str, str]:
    """Digest to key: the document of that key here, else those that are called so on the hub."""
    here = {key: store.soundness.digest_of(id) for key in keys if (id := store.documents.id_of_key(key)) is not None}
    there = hub.catalogue.called([key for key in keys if key not in here])
    if missing := [key for key in keys if key not in here and key not in there]:
        raise NotFoundError(f"Neither the corpus nor the hub has {', '.join(missing)}; nothing was destroyed.")
    return {digest: key for key in keys for digest in ([here[key]] if key in here else there[key])}


def _purged_at_home(store: Store, hub: Hub) -> dict[str, str]:
    called = hub.catalogue.called(store.hiding.purged())
    return {
        digest: key
        for key, digests in called.items()
        for digest in digests
        if store.documents.id_of_digest(digest) is None
    }


def _workers(lying: Sequence[OnShelf]) -> tuple[str, ...]:
    kinds = {kind.value for kind in LayerKind}
    names = {LayerName(one.owner, LayerKind(one.layer)) for one in lying if one.layer in kinds}
    return tuple(sorted(name.short for name in names))
