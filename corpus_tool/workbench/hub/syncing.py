"""A corpus and its hub brought together: what is here goes there, then what is there comes here."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import TypeAlias

from msgspec import Struct

from corpus_tool.hub.hub import Hub
from corpus_tool.store.store import Store
from corpus_tool.workbench.hub import pool, pulling, pushing
from corpus_tool.workbench.hub.joining import join
from corpus_tool.workbench.hub.pulling import Pulled
from corpus_tool.workbench.hub.purging import Destroyed, destroyed
from corpus_tool.workbench.hub.pushing import Pushed
from corpus_tool.workbench.hub.searching import digests_called
from corpus_tool.workbench.merging import Outcome
from corpus_tool.workbench.progress import Tell, ignore
from corpus_tool.workbench.settling import Waiting, waiting

Telling: TypeAlias = Callable[[str], AbstractContextManager[Tell]]
"""Gives the one who hears how far a part of the work is, by the part's name."""


class Wanted(Struct, frozen=True):
    """What is wanted of a sync."""

    push: bool = True
    pull: bool = True
    anew: bool = False
    """Look through all revisions, and not just through those since the last push."""
    everything: bool = False
    """Bring all documents that may be seen, and not just her own."""
    documents: tuple[str, ...] = ()
    """Bring these too, by their keys."""
    with_time: bool = False
    """Send how long she worked."""


class Synced(Struct, frozen=True):
    """What a sync came to."""

    pushed: Pushed | None
    pulled: Pulled | None
    waiting: list[Waiting]
    """Layers in which a choice waits."""
    destroyed: list[Destroyed]
    """Documents here that were destroyed there."""

    @property
    def refused(self) -> list[str]:
        """What of the hub was refused here, and why."""
        entries = self.pulled.entries if self.pulled else []
        return [f"{one.document}: {one.message}" for one in entries if one.outcome is Outcome.REFUSED]


def sync(
    store: Store, hub: Hub, wanted: Wanted | None = None, telling: Telling = lambda _: nullcontext(ignore)
) -> Synced:
    """Bring both together as far as is wanted.

    Raises HubError, and NotFoundError for a document that is not there; what was done until then stays.
    """
    wanted = wanted or Wanted()
    _know_again(store, hub)
    pushed = pulled = None
    if wanted.push:
        with telling("pushing") as tell:
            pushed = pushing.push(store, hub, tell, anew=wanted.anew, with_time=wanted.with_time)
    if wanted.pull:
        with telling("pulling") as tell:
            also = digests_called(hub, wanted.documents) if wanted.documents else ()
            pulled = pulling.pull(store, hub, tell, everything=wanted.everything, also=also)
        if pool.settle(store, hub) and wanted.push:
            pushing.push(store, hub)
    return Synced(pushed, pulled, waiting(store), destroyed(store, hub))


def _know_again(store: Store, hub: Hub) -> None:
    """Look through all where the hub was restored from a backup: what is known of it is of the one that was lost.

    Raises RefusedError where it is of another corpus.
    """
    known = store.hub_state.membership()
    if known is not None and known.id != hub.id:
        join(store, hub, known.address)


def take(store: Store, hub: Hub, count: int = 1, language: str | None = None, source: str | None = None) -> list[int]:
    """Take the next free documents of the pool and bring them here; answer their ids. Raises HubError."""
    digests = hub.pool.take(count, language, source)
    if digests:
        sync(store, hub)
    return ids_here(store, digests)


def ids_here(store: Store, digests: Iterable[str]) -> list[int]:
    """The ids of those documents that are in the corpus."""
    return [id for digest in digests if (id := store.documents.id_of_digest(digest)) is not None]
