"""What the hub may have and has not, put there: by batches, so that a push that was cut off goes on.

Nothing is remembered as sent before the hub has confirmed it, and what it has is never taken twice.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from corpus_tool.hub.hub import Hub
from corpus_tool.hub.things import Kind, Mark, Role, Shelf, Thing
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.comments import Comment
from corpus_tool.store.store import Store
from corpus_tool.workbench import hub_luggage
from corpus_tool.workbench.hub_luggage import Pairs
from corpus_tool.workbench.hub_packing import PackedComment, Packer, Resolution, document_uid
from corpus_tool.workbench.hub_searching import list_words, settled_at
from corpus_tool.workbench.progress import Progress, Tell, ignore

BATCH = 20_000
"""Things in a transaction of the hub; each waits for the server's disk."""

DOCUMENTS_AT_ONCE = 1_000
"""Of which the hub is asked together what it has."""

MOST_BYTES = 8 << 20
"""What the things of a batch say together, but for a document that says more by itself: so memory stays flat."""

_LEADS_ALONE = {
    *(Kind.SCHEMA, Kind.GUIDELINE, Kind.DOCUMENT, Kind.ASSIGNMENT, Kind.LOCK),
    *(Kind.SPLITTING, Kind.SETTING, Kind.SPLIT, Kind.PART, Kind.PAIR, Kind.FACTS, Kind.RELEASE),
}


class Pushed(Struct):
    """What a push came to."""

    sent: dict[str, int]
    """Kind to how many were not there."""
    kept: dict[str, int]
    """Kind to how many are not there and stay here: others' work, or what only a lead brings."""


def push(store: Store, hub: Hub, tell: Tell = ignore, *, anew: bool = False, with_time: bool = False) -> Pushed:
    """Put what is here and not there into the hub, as far as whoever is logged in may. Raises HubError.

    `anew` looks through all revisions, and not just through those since the last push; `with_time` sends how long she
    worked, for her own eyes and the leads'. What was destroyed there does not go there again.
    """
    membership = store.hub_state.membership()
    since = membership.sent if membership and not anew else 0
    until = store.hub_state.newest_revision()
    load = _Load(hub)
    ids = store.documents.ids(deleted=True)
    sending = _Sending(store, hub, since, with_time=with_time)
    load.add(sending.of_the_corpus())
    for at in range(0, len(ids), DOCUMENTS_AT_ONCE):
        for number, said in enumerate(sending.of_documents(ids[at : at + DOCUMENTS_AT_ONCE]), at + 1):
            load.add(said)
            if load.is_full or number == len(ids):
                load.ship()
                tell(Progress(number, len(ids), "pushed"))
    load.ship()
    with store.writing():
        store.hub_state.sent(until)
    return Pushed(dict(load.sent), dict(load.kept))


class _Load:
    """Things on their way; parents before children."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._marks: dict[Shelf, Mark] = {}
        """Of the shelves of the batch that is shipped."""
        self._taken = {lease.document for lease in hub.pool.mine()}
        self._things: list[Thing] = []
        self._bytes = 0
        self._held: set[str] = set()
        """The uids of revisions that stay here: what follows them, in the same document, stays too."""
        self.sent: Counter[str] = Counter()
        self.kept: Counter[str] = Counter()

    @property
    def is_full(self) -> bool:
        """Whether it is time to ship."""
        return len(self._things) >= BATCH or self._bytes >= MOST_BYTES

    def add(self, things: Iterable[Thing]) -> None:
        """Take one document's things along, or the corpus'."""
        for thing in things:
            self._things.append(thing)
            self._bytes += len(thing.payload)

    def ship(self) -> None:
        """Put what the hub lacks and may have."""
        if not self._things:
            return
        shelves = {thing.shelf for thing in self._things}
        self._marks = self._hub.marks(shelves | {Shelf(shelf.document) for shelf in shelves})
        # A shelf that is not there yet is not looked through: the hub takes nothing twice anyway.
        old = [thing for thing in self._things if thing.shelf in self._marks]
        lacking = {(thing.shelf, thing.uid) for thing in self._hub.lacking(old)} if old else set()
        new = [thing for thing in self._things if thing.shelf not in self._marks or (thing.shelf, thing.uid) in lacking]
        going = [thing for thing in new if self._may_go(thing)]
        if going:
            self._hub.put(going)
        if Role.LEAD in self._hub.roles:
            list_words(self._hub, self._things)
        self.sent.update(thing.kind.value for thing in going)
        self._things, self._bytes = [], 0
        self._held.clear()

    def _may_go(self, thing: Thing) -> bool:
        may = may_push(self._hub, thing, self._marks) or self._says_what_she_took(thing)
        if thing.parent not in self._held and may:
            return True
        self._held.add(thing.uid)
        self.kept[thing.kind.value] += 1
        return False

    def _says_what_she_took(self, thing: Thing) -> bool:
        """Whether it is about a document of the pool being hers or no longer."""
        own = Shelf(thing.shelf.document, self._hub.me, LayerKind.ANNOTATOR.value)
        is_said = (thing.kind, thing.author, thing.shelf) == (Kind.ASSIGNMENT, self._hub.me, own)
        return is_said and own.document in self._taken


def may_push(hub: Hub, thing: Thing, marks: dict[Shelf, Mark]) -> bool:
    """Whether the hub will take a thing from whoever is logged in; its own rules say the same (`hub/tables.py`)."""
    if Role.LEAD in hub.roles:
        return True
    writers = {Role.ANNOTATOR, Role.ADJUDICATOR}
    is_known = Shelf(thing.shelf.document) in marks  # else nobody could read what it is about
    if thing.author != hub.me or thing.kind in _LEADS_ALONE or not is_known or not hub.roles & writers:
        return False
    is_own = thing.shelf[1:] == (hub.me, LayerKind.ANNOTATOR.value)
    match thing.kind:
        case Kind.REGION:
            return True
        case Kind.SITTING:
            return thing.shelf[1:] == (hub.me, hub_luggage.TIME)
        case Kind.COMMENT | Kind.RESOLUTION:
            return is_own or not thing.shelf.owner or thing.shelf in marks
        case _:
            return is_own or (thing.shelf.kind == LayerKind.GOLD and Role.ADJUDICATOR in hub.roles)


class _Sending:
    """What a corpus has to say, document by document."""

    def __init__(self, store: Store, hub: Hub, since: int, *, with_time: bool) -> None:
        """`since`: the revision up to which all that may go is there."""
        self._store = store
        self._hub = hub
        self._me = hub.me
        self._leads = Role.LEAD in hub.roles
        self._moved = store.hub_state.layers_since(since)
        self._spoken_of = store.hub_state.spoken_of(since)
        self._compared = store.hub_state.compared() if self._leads else set()
        self._with_time = with_time
        self._gone = hub.purging.all()
        self._pairs = Pairs(store)

    def of_the_corpus(self) -> Iterator[Thing]:
        """A lead's to bring; for others it is there, or counted as kept."""
        packer = Packer()
        yield from (packer.schema(schema, at, self._me) for schema, at in self._store.schemas.adopted())
        yield from (packer.guideline(one, self._me) for one in self._store.schemas.explanations())
        if self._leads:
            yield from hub_luggage.of_the_corpus(self._store, self._me)

    def of_documents(self, ids: Sequence[int]) -> Iterator[Iterator[Thing]]:
        """Of each of these documents what it is and what is said about it, but for what is known to be there."""
        there = self._there(ids) if self._leads else set(ids)
        return (self._of_document(id, is_there=id in there) for id in ids)

    def _there(self, ids: Sequence[int]) -> set[int]:
        """Those that the hub has as they are described here; no text is read for that."""
        described = self._store.exchange.described(ids)
        uids = {one.digest: document_uid(*one) for one in described.values()}
        settled = settled_at(self._hub, uids)
        return {id for id, one in described.items() if one.digest in settled}

    def _of_document(self, id: int, *, is_there: bool) -> Iterator[Thing]:
        """`is_there`: the hub has the document, or she may not bring it. Nothing of one that was destroyed there."""
        pairs = self._pairs.of(id) if self._leads else []
        is_compared, is_spoken_of = bool(pairs) or id in self._compared, id in self._spoken_of
        if is_there and not (is_compared or is_spoken_of or self._with_time):
            return
        digest = self._store.soundness.digest_of(id)
        if digest in self._gone:
            return
        packer = Packer(digest)
        if not is_there:
            yield packer.document(self._store.exchange.arrival(id), self._me)
        if is_compared:
            yield from hub_luggage.of_a_document(self._store, id, digest, self._me, pairs)
        if is_spoken_of:
            yield from self._said(id, packer)
        if self._with_time:
            yield from hub_luggage.time_on(self._store, id, digest, self._me)

    def _said(self, id: int, packer: Packer) -> Iterator[Thing]:
        store = self._store
        for layer_id in sorted(self._moved.intersection(store.layers.every_id(id))):
            _, name = store.layers.whose(layer_id)
            schema = store.layers.schema_of(layer_id)
            for entry in store.lines.entries(layer_id):
                yield packer.revision(name, entry, schema)
        for decision in store.decisions.of(id):
            yield packer.decision(decision)
        yield from _comments(store, id, packer)
        for sighting in store.sightings.on(id):
            yield packer.sighting(sighting)
        for verdict in store.verdicts.on(id):
            yield packer.verdict(verdict)


def _comments(store: Store, id: int, packer: Packer) -> Iterator[Thing]:
    """Comments and their resolutions; an answer lies where the question lies."""
    there = {one.number: one for one in store.comments.on(id)}
    workers = {name.annotator for name in store.layers.names(id, deleted=True)} | set(store.work.holders(id))
    for number, one in sorted(there.items(), key=lambda pair: pair[0] or 0):
        uid = store.comments.uid_of(number or 0)
        shelf = packer.shelf_of(_concerned(store, _question(one, there), workers))
        layer = None if one.layer_id is None else store.layers.whose(one.layer_id)[1]
        answers = None if one.answers is None else store.comments.uid_of(one.answers)
        plain = replace(
            one, number=None, document_id=0, layer_id=None, answers=None, resolved_at=None, resolved_by=None
        )
        yield packer.comment(uid, PackedComment(plain, layer, answers), shelf)
        if one.resolved_at is not None:
            yield packer.resolution(Resolution(uid, one.resolved_at, one.resolved_by or ""), shelf)


def _question(one: Comment, there: dict[int | None, Comment]) -> Comment:
    while one.answers in there and one.answers is not None:
        one = there[one.answers]
    return one


def _concerned(store: Store, one: Comment, workers: set[str]) -> LayerName | None:
    """For whose eyes a comment is: who works on a document says nothing to others before it is opened."""
    if one.layer_id is not None:
        return store.layers.whose(one.layer_id)[1]
    return LayerName(one.who, LayerKind.ANNOTATOR) if one.who in workers else None
