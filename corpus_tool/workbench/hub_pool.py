"""Work from the pool of a hub: documents put there by the lead, taken by whoever asks next, and given back."""

from collections.abc import Mapping, Sequence

from corpus_tool.errors import NotFoundError
from corpus_tool.hub.hub import Hub
from corpus_tool.hub.pool import Portion
from corpus_tool.store.decisions import About
from corpus_tool.store.store import Store
from corpus_tool.workbench.surroundings import utc_now


def offer(store: Store, hub: Hub, ids: Sequence[int], *, people: int, hours: float) -> int:
    """Put documents into the pool, those that tell one story in one language together; answer how many are new there.

    Whoever has one of them already counts among its `people`. Raises HubError where who is logged in leads nothing.
    """
    digests = {id: one.digest for id, one in store.exchange.described(ids).items()}
    assigned = store.work.assigned()
    holders = [(digests[id], name) for id in ids for name in assigned.get(id, ())]
    return hub.pool.add(_portions(store, digests), people=people, hours=hours, holders=holders)


def give_back(store: Store, hub: Hub, id: int, person: str) -> None:
    """Let others have a document of the pool; the work on it stays. Raises NotFoundError where she has no lease."""
    if not hub.pool.give_back(store.soundness.digest_of(id), person):
        raise NotFoundError(f"{person} has {store.documents.key_of(id)} not from the pool.")


def settle(store: Store, hub: Hub) -> bool:
    """Let what she has of the pool be assigned to her here, and nothing that ran out; answer whether that is new.

    What was taken on another machine, or before the connection was cut, comes right by this as well.
    """
    hers = {id for id, names in store.work.assigned().items() if hub.me in names}
    got, lost = [], []
    for lease in hub.pool.mine():
        id = store.documents.id_of_digest(lease.document)
        if id is None:
            continue
        if lease.is_held and id not in hers:
            got.append(id)
        if not lease.is_held and id in hers and _took_it_herself(store, id, hub.me):
            lost.append(id)
    if got or lost:
        now = utc_now()
        with store.writing():
            store.work.assign(got, hub.me, hub.me, now)
            store.work.unassign(lost, hub.me, hub.me, now)
    return bool(got or lost)


def _took_it_herself(store: Store, id: int, who: str) -> bool:
    said = [one for one in store.decisions.of(id) if one.about is About.ASSIGNMENT and one.subject == who]
    return max(said, key=lambda one: (one.at, one.turn)).who == who if said else False


def _portions(store: Store, digests: Mapping[int, str]) -> list[Portion]:
    """In the order of ids."""
    story_of = {id: story for story, copies in store.stories.all().items() for id in copies}
    found: dict[tuple[int, str], Portion] = {}
    for one in store.listing.rows(list(digests)):
        portion = found.setdefault((story_of.get(one.id, -one.id), one.language), Portion(one.language, {}))
        portion.documents[digests[one.id]] = one.source
    return list(found.values())
