"""What is in the hub and not here, brought: each document whole, in a transaction of its own, as a merge does.

How far a shelf was read is kept in the same transaction, so a pull that was cut off goes on, and what became visible
later (a layer that was opened) comes from its beginning.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from corpus_tool.errors import RefusedError, UnfitError
from corpus_tool.hub.hub import Hub
from corpus_tool.hub.things import Came, Kind, Mark, Role, Shelf, Thing, Unknown
from corpus_tool.model.layers import LayerKind, LayerName, SchemaRef
from corpus_tool.saying import tr
from corpus_tool.store.decisions import Decision
from corpus_tool.store.identity import LayerIdentity
from corpus_tool.store.schemas import Explanation
from corpus_tool.store.sightings import Sighting
from corpus_tool.store.store import Store
from corpus_tool.store.verdicts import Verdict
from corpus_tool.workbench.bringing_over import Ferry
from corpus_tool.workbench.hub_luggage import take_for_a_document, take_for_the_corpus
from corpus_tool.workbench.hub_packing import (
    PackedComment,
    PackedSchema,
    Packer,
    Resolution,
    arrival_in,
    refuse_unlike,
    revisions_in,
    unpacked,
)
from corpus_tool.workbench.merging import Merged, Outcome, bring_layer, bring_over, refuse_forged, refuse_torn
from corpus_tool.workbench.progress import Progress, Tell, ignore

SHELVES_AT_ONCE = 100
FEW = 20_000
"""Documents in a corpus up to which the hub is asked for these alone; it goes through all of its own for more."""


class Pulled(Struct):
    """What a pull came to."""

    entries: list[Merged] = field(default_factory=list)
    """What is worth knowing, in order: new documents and layers, layers that moved on both sides, refusals."""
    came: dict[str, int] = field(default_factory=dict)
    """Kind to how many things were read."""


class Due(NamedTuple):
    """A shelf that has something new."""

    shelf: Shelf
    mark: Mark
    seen: int
    turn: int
    """How manieth of all that may be seen it is."""


def pull(
    store: Store, hub: Hub, tell: Tell = ignore, *, everything: bool = False, also: Collection[str] = ()
) -> Pulled:
    """Bring what whoever is logged in may see; to an annotator of her documents alone, unless `everything`.

    `also` are digests of documents that are wanted too, whosever they are. Raises HubError.
    """
    came: Counter[str] = Counter()
    entries = list(pulled(store, hub, came, tell, everything=everything, also=also))
    return Pulled(entries, dict(came))


def pulled(
    store: Store,
    hub: Hub,
    came: Counter[str],
    tell: Tell = ignore,
    *,
    everything: bool = False,
    also: Collection[str] = (),
) -> Iterator[Merged]:
    """Bring it document by document, holding a few of them at a time; count in `came` what was read."""
    choice = _Choice(store, hub, also, everything=everything)
    total = hub.count(choice.asked)
    for group in _grouped(choice.due()):
        news = hub.after([due[:3] for due in group])
        came.update(thing.kind.value for _, thing in news.things)
        for digest, numbered in _by_document(news).items():
            unknown = [one for one in news.unknown if one.shelf.document == digest]
            yield from _take(store, digest, numbered, unknown, group)
        tell(Progress(group[-1].turn, total, "pulled"))


def behind(store: Store, hub: Hub, *, everything: bool = False) -> int:
    """How many shelves have something that is not here."""
    return sum(1 for _ in _Choice(store, hub, (), everything=everything).due())


class _Choice:
    """Which documents are brought: all, or hers, what is here, what she has of the pool and what she names."""

    def __init__(self, store: Store, hub: Hub, also: Collection[str], *, everything: bool) -> None:
        self._store = store
        self._hub = hub
        self._is_all = everything or bool(hub.roles & {Role.LEAD, Role.ADJUDICATOR, Role.READER})
        self._named = {*also, *(lease.document for lease in hub.pool.mine() if lease.is_held)}
        here = None if self._is_all else store.hub_state.digests_here(FEW)
        self.asked = None if here is None else self._named.union(here)
        """The digests of which the hub is asked, beside hers; None: all, and it is chosen here."""

    def due(self) -> Iterator[Due]:
        """The shelves with something new."""
        for turn, (shelf, mark, is_mine) in enumerate(self._hub.by_document(self.asked), 1):
            seen = self._store.hub_state.seen(mark.number)
            if mark.newest > seen and (is_mine or self._is_wanted(shelf.document)):
                yield Due(shelf, mark, seen, turn)

    def _is_wanted(self, digest: str) -> bool:
        is_named = self._is_all or not digest or digest in self._named
        return is_named or self._store.documents.id_of_digest(digest) is not None


def _grouped(due: Iterable[Due]) -> Iterator[list[Due]]:
    """Some shelves at a time, those of a document together, those of the corpus first."""
    group: list[Due] = []
    for one in due:
        if len(group) >= SHELVES_AT_ONCE and one.shelf.document != group[-1].shelf.document:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _by_document(came: Came) -> dict[str, list[tuple[int, Thing]]]:
    """The things of each document; none where all that came of it is unknown."""
    found: dict[str, list[tuple[int, Thing]]] = {one.shelf.document: [] for one in came.unknown}
    for number, thing in came.things:
        found.setdefault(thing.shelf.document, []).append((number, thing))
    return found


def _take(
    store: Store, digest: str, numbered: list[tuple[int, Thing]], unknown: Sequence[Unknown], group: Iterable[Due]
) -> list[Merged]:
    """Bring what is said about one document or about the corpus; where something is refused, nothing of it."""
    numbers = {due.shelf: due.mark.number for due in group}
    came_before = any(due.seen for due in group if due.shelf == Shelf(digest)) or Shelf(digest) not in numbers
    things = [thing for _, thing in numbered]
    try:
        _refuse_unknown(unknown)
        with store.writing():
            entries = (
                _Taking(store, digest, things, came_before=came_before).all()
                if digest
                else _of_the_corpus(store, things)
            )
            store.hub_state.saw({numbers[thing.shelf]: number for number, thing in numbered})
    except (RefusedError, UnfitError) as wrong:
        id = store.documents.id_of_digest(digest)
        return [
            Merged(
                Outcome.REFUSED,
                store.documents.key_of(id) if id else digest[:8] or tr("the corpus"),
                message=str(wrong),
            )
        ]
    return entries


def _refuse_unknown(unknown: Sequence[Unknown]) -> None:
    for one in unknown:
        said = tr(
            "the hub has a thing of kind {kind} (number {number}, from {name}): a newer corpus-tool wrote it, or"
            " somebody by hand",
            kind=one.kind,
            number=one.number,
            name=one.author,
        )
        raise RefusedError(said)


def adopt_schemas(store: Store, things: Iterable[Thing]) -> list[Merged]:
    """Put schemas of the hub in force that are not known here. Inside `Store.writing`; raises RefusedError."""
    known = {SchemaRef(schema.name, schema.version): schema for schema, _ in store.schemas.adopted()}
    entries = []
    for packed in (unpacked(thing, PackedSchema) for thing in things if thing.kind is Kind.SCHEMA):
        schema = packed.schema
        ref = SchemaRef(schema.name, schema.version)
        if ref not in known:
            store.schemas.adopt(schema, packed.at)
            known[ref] = schema
            entries.append(Merged(Outcome.FURTHER, "", message=f"schema {' '.join(ref)} is in force"))
        elif not known[ref].says_the_same_as(schema):
            told = " ".join(ref)
            raise RefusedError(
                tr("the hub has another schema {schema} than this corpus; one of them was edited", schema=told)
            )
    return entries


def _of_the_corpus(store: Store, things: Sequence[Thing]) -> list[Merged]:
    entries = adopt_schemas(store, things)
    for thing in things:
        if thing.kind is Kind.GUIDELINE:
            store.schemas.take_explanation(unpacked(thing, Explanation))
    take_for_the_corpus(store, things)
    return entries


class _Taking:
    """One document's things on their way into a corpus. Inside `Store.writing`."""

    def __init__(self, store: Store, digest: str, things: Sequence[Thing], *, came_before: bool) -> None:
        self._came_before = came_before
        self._store = store
        self._digest = digest
        self._packer = Packer(digest)
        self._things = things
        self._here = 0
        self._version = store.schemas.current_ref().version
        self._schemas = {SchemaRef(one.name, one.version) for one in store.schemas.all()}

    def all(self) -> list[Merged]:
        """Bring all of it; answer what is worth knowing."""
        found = self._document()
        if found is None:
            return []
        self._here, is_new = found
        key, text = self._store.documents.key_and_text(self._here)
        entries = [Merged(Outcome.NEW_DOCUMENT, key)] if is_new else []
        entries += [one for one in self._layers(key, text) if one.outcome is not Outcome.NOTHING]
        self._decisions()
        self._comments()
        self._rest()
        return entries

    def _of(self, *kinds: Kind) -> Iterator[Thing]:
        return (thing for thing in self._things if thing.kind in kinds)

    def _document(self) -> tuple[int, bool] | None:
        """(its id, whether it is new); None for one that was destroyed here."""
        here = self._store.documents.id_of_digest(self._digest)
        found = None if here is None else (here, False)
        for thing in self._of(Kind.DOCUMENT):
            arrival = arrival_in(thing)
            refuse_unlike(thing, arrival.document.text_sha256 == self._digest)
            refuse_torn(arrival)
            id, is_new = self._store.exchange.bring(arrival)
            found = found or (id, is_new)
        if found is None and not self._came_before:
            raise RefusedError(tr("the hub has work on this document and not yet the document; its lead brings it"))
        return found

    def _layers(self, key: str, text: str) -> Iterator[Merged]:
        by_shelf: defaultdict[Shelf, list[Thing]] = defaultdict(list)
        for thing in self._of(Kind.REVISION):
            by_shelf[thing.shelf].append(thing)
        for shelf, things in by_shelf.items():
            refuse_unlike(things[0], shelf.kind in set(LayerKind))
            name = LayerName(shelf.owner, LayerKind(shelf.kind))
            packed = list(revisions_in(things))
            incoming = [one.entry for one in packed]
            there = self._store.layers.id_of(self._here, name)
            known = () if there is None else self._store.lines.numbers(there)
            refuse_forged(incoming, LayerIdentity(*shelf), known)
            schema = max(one.schema for one in packed)
            if schema not in self._schemas:
                told = {"layer": name.short, "schema": " ".join(schema)}
                raise RefusedError(tr("{layer} is under schema {schema}, which no lead has brought", **told))
            outcome, said = bring_layer(self._store, self._here, name, schema, incoming, text), ""
            if any(entry.deed.schema_version != self._version for entry in incoming):
                outcome, said = bring_over(self._store, self._here, name, outcome, Ferry(self._store))
            yield Merged(outcome, key, name.short, said)

    def _decisions(self) -> None:
        decisions = []
        for thing in self._of(Kind.ASSIGNMENT, Kind.LOCK, Kind.REGION, Kind.DELETION):
            one = unpacked(thing, Decision)
            one.refuse_unfit()
            refuse_unlike(thing, self._packer.decision(one)[:4] == thing[:4])
            decisions.append(one)
        self._store.decisions.take(self._here, decisions)
        self._store.decisions.settle_deletions(self._here)

    def _comments(self) -> None:
        comments = self._store.comments
        for thing in self._of(Kind.COMMENT):
            packed = unpacked(thing, PackedComment)
            layer_id = None if packed.layer is None else self._store.layers.id_of(self._here, packed.layer)
            if packed.layer is not None and layer_id is None:
                continue
            answers = None if packed.answers is None else comments.number_of(packed.answers)
            own = replace(packed.comment, number=None, document_id=self._here, layer_id=layer_id, answers=answers)
            comments.take(own)
            refuse_unlike(thing, own.who == thing.author and comments.number_of(thing.uid) is not None)
        for thing in self._of(Kind.RESOLUTION):
            said = unpacked(thing, Resolution)
            refuse_unlike(thing, said.by == thing.author)
            number = comments.number_of(said.comment)
            one = None if number is None else comments.numbered(number)
            if one is not None:
                comments.take(replace(one, resolved_at=said.at, resolved_by=said.by))

    def _rest(self) -> None:
        for thing in self._of(Kind.SIGHTING):
            seen = unpacked(thing, Sighting)
            refuse_unlike(thing, self._packer.sighting(seen)[:4] == thing[:4])
            self._store.sightings.bring([replace(seen, document_id=self._here)])
        for thing in self._of(Kind.VERDICT):
            said = unpacked(thing, Verdict)
            refuse_unlike(thing, self._packer.verdict(said)[:4] == thing[:4])
            self._store.verdicts.add(self._here, [said])
        take_for_a_document(self._store, self._here, self._things)
