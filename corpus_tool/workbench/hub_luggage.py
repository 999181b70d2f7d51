"""What goes to a hub beside documents, layers and what is said of them; and what of it is taken from there.

Splits, near-duplicates, settings and the list of releases are the leads' to bring. How long somebody worked goes when
she asks for it, to a shelf for her own eyes and the leads'.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from corpus_tool.hub.hub import Hub
from corpus_tool.hub.things import Kind, Shelf, Thing
from corpus_tool.model.layers import SchemaRef
from corpus_tool.model.regions import RegionKind
from corpus_tool.model.schemas import Part, migration_on
from corpus_tool.store.choices import Choice
from corpus_tool.store.data_splits import DataSplit
from corpus_tool.store.derived import DerivedFacts, KnownPair
from corpus_tool.store.identity import digest_of
from corpus_tool.store.store import Store
from corpus_tool.store.working_time import Sitting
from corpus_tool.workbench.corpus_settings import SETTINGS
from corpus_tool.workbench.hub_packing import OF_THE_CORPUS, packed_thing, refuse_unlike, unpacked

TIME = "time"
"""The kind of the shelves that hold working time."""


class PackedSplitting(Struct, frozen=True):
    """That a name of a schema waits to be split."""

    schema: SchemaRef
    part: Part
    owner: str
    source: str
    targets: tuple[str, ...]


class PackedPart(Struct, frozen=True):
    """Which part of a split a document is in."""

    split: str
    at: str
    """When the split was made: a split that is made anew is another."""
    part: str


class PackedFacts(Struct, frozen=True):
    """What was found by comparing a document with others, without what a copy finds out for itself."""

    repeated: tuple[tuple[int, int, str, str], ...]
    told_twice: tuple[tuple[int, int, int, int, float], ...]


class ListedRelease(Struct, frozen=True):
    """A release that somebody made: what may be known of it by everybody, without names of annotators."""

    name: str
    number: int
    at: str
    who: str
    program: str
    schema: SchemaRef
    documents: int
    layers: int
    manifest_sha256: str


class Pairs:
    """Near-duplicates document by document, asked for in the order of ids: a few are in memory at a time."""

    def __init__(self, store: Store) -> None:
        self._groups = groupby(store.derived.pairs_by_document(), key=itemgetter(0))
        self._next = next(self._groups, None)

    def of(self, id: int) -> list[KnownPair]:
        """Those of a document that comes after all that were asked for."""
        while self._next is not None and self._next[0] < id:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != id:
            return []
        return [pair for _, pair in self._next[1]]


def of_the_corpus(store: Store, me: str) -> Iterator[Thing]:
    """What is said about the corpus, for everybody."""
    for schema, one in store.schemas.splits():
        waits = PackedSplitting(schema, one.part, one.owner, one.sources[0], one.targets)
        yield packed_thing(Kind.SPLITTING, digest_of("splitting", waits), OF_THE_CORPUS, me, waits)
    for name in SETTINGS:
        if chosen := store.choices.newest(name):
            yield packed_thing(Kind.SETTING, digest_of("setting", chosen), OF_THE_CORPUS, me, chosen)
    for split in store.data_splits.all():
        yield packed_thing(Kind.SPLIT, digest_of("split", split), OF_THE_CORPUS, me, split)
    for made in store.releases.all():
        told = ListedRelease(**{name: getattr(made, name) for name in ListedRelease.__struct_fields__})
        yield packed_thing(Kind.RELEASE, digest_of("release", told), OF_THE_CORPUS, me, told)


def of_a_document(store: Store, id: int, digest: str, me: str, pairs: Sequence[KnownPair]) -> Iterator[Thing]:
    """What a lead says about a document beside what everybody may."""
    shelf = Shelf(digest)
    for split, at, part in store.data_splits.of(id):
        told = PackedPart(split, at, part)
        yield packed_thing(Kind.PART, digest_of(digest, told), shelf, me, told)
    for pair in pairs:
        yield packed_thing(Kind.PAIR, digest_of("pair", *pair), shelf, me, pair)
    facts = store.derived.of(id)
    if facts.repeated or facts.told_twice:
        found = PackedFacts(facts.repeated, facts.told_twice)
        yield packed_thing(Kind.FACTS, digest_of(digest, found), shelf, me, found)


def time_on(store: Store, id: int, digest: str, me: str) -> Iterator[Thing]:
    """How long whoever is logged in worked on a document."""
    shelf = Shelf(digest, me, TIME)
    for sitting in store.working_time.on(id, me):
        told = replace(sitting, document_id=0)
        yield packed_thing(Kind.SITTING, digest_of(digest, told), shelf, me, told)


def take_for_the_corpus(store: Store, things: Iterable[Thing]) -> None:
    """Take what is said about the corpus. Inside `Store.writing`; raises RefusedError for what cannot be read."""
    for thing in things:
        match thing.kind:
            case Kind.SPLITTING:
                one = unpacked(thing, PackedSplitting)
                migration = migration_on(one.part, one.owner, (one.source,), one.targets)
                store.schemas.take_split(one.schema, migration)
            case Kind.SETTING:
                _take_setting(store, unpacked(thing, Choice))
            case Kind.SPLIT:
                store.data_splits.take(unpacked(thing, DataSplit))


def take_for_a_document(store: Store, id: int, things: Iterable[Thing]) -> None:
    """Take what is said about a document. Inside `Store.writing`; raises RefusedError for what cannot be read."""
    pairs: list[KnownPair] = []
    for thing in things:
        match thing.kind:
            case Kind.PART:
                told = unpacked(thing, PackedPart)
                store.data_splits.take_part(told.split, told.at, id, told.part)
            case Kind.PAIR:
                pairs.append(unpacked(thing, KnownPair))
            case Kind.FACTS:
                found = unpacked(thing, PackedFacts)
                refuse_unlike(
                    thing, all(0 <= start < end and kind in set(RegionKind) for start, end, kind, _ in found.repeated)
                )
                store.derived.take(id, DerivedFacts(found.repeated, (), found.told_twice))
            case Kind.SITTING:
                sitting = unpacked(thing, Sitting)
                refuse_unlike(thing, thing.shelf.owner == sitting.annotator == thing.author)
                store.working_time.bring([replace(sitting, document_id=id)])
    if pairs:
        store.derived.take_pairs(pairs)


def releases_at(hub: Hub) -> list[ListedRelease]:
    """The releases that the hub knows of, oldest first. Raises HubError."""
    mark = hub.mark_of(OF_THE_CORPUS)
    things = hub.after([(OF_THE_CORPUS, mark, 0)]).things if mark else []
    found = [unpacked(thing, ListedRelease) for _, thing in things if thing.kind is Kind.RELEASE]
    return sorted(found, key=lambda one: (one.at, one.name, one.number))


def _take_setting(store: Store, chosen: Choice) -> None:
    """The later choice counts; what a newer program can be set to is passed over."""
    setting = SETTINGS.get(chosen.name)
    known = store.choices.newest(chosen.name)
    is_later = known is None or (known.at, known.value) < (chosen.at, chosen.value)
    if setting is not None and setting.allows(chosen.value) and is_later:
        store.choices.keep(chosen)
