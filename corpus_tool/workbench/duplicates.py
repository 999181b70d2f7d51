"""Near-duplicates: which documents tell the same story, and which tell a paragraph twice.

Candidates come from MinHash with locality-sensitive hashing (Broder 1997; Leskovec, Rajaraman, Ullman: Mining of
Massive Datasets, ch. 3); each pair is then compared shingle by shingle, so that what is kept is exact.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from corpus_tool.errors import UsageError
from corpus_tool.model.regions import boilerplate, lines_of
from corpus_tool.model.stories import Stories as Joined
from corpus_tool.store.store import Store
from corpus_tool.store.stories import Pair
from corpus_tool.text.shingles import SAME, WIDTH, ToldTwice, likeness, shingles, told_twice
from corpus_tool.workbench.progress import Progress, Tell, ignore
from corpus_tool.workbench.regions import document_regions

PERMUTATIONS = 128
THRESHOLD = 0.35
"""Jaccard from which LSH is to find a pair. Measured: 15 % of the words replaced leaves .38 to .48, half a text .5."""

SEED = 1
SCHEME = "affine32"
"""How datasketch (2.0 and on) permutes hashes: values of 32 bits."""

METHOD = f"minhash/{SCHEME}/{PERMUTATIONS}/{SEED}/words-{WIDTH}"
"""What stored signatures are made by; others are made anew."""

A_TRANSACTION = 200
"""Documents whose signatures are kept together: half a second of work is lost at most."""

MOST_COMPARED = 8
"""With how many documents of one story a new one is compared; a note sent a thousand times makes no million pairs."""

MOST_KEPT = 4_000
"""Documents whose shingles are kept in memory while pairs are compared."""


class Found(Struct, frozen=True):
    """What there is of near-duplicates in a corpus."""

    stories: dict[int, list[int]]
    """Story to the ids of its documents."""
    pairs: list[Pair]


class KeyedPair(Struct, frozen=True):
    """Two documents by their keys, and how much they share."""

    first: str
    second: str
    jaccard: float
    containment: float


class KeyedStory(Struct, frozen=True):
    """A story by the keys of its documents."""

    documents: list[str]
    pairs: list[KeyedPair]


class Listing(Struct, frozen=True):
    """What there is of near-duplicates, for a reader."""

    stories: list[KeyedStory]
    told_twice: dict[str, int]
    """Key of a document to the number of paragraphs it tells twice."""


def listed_stories(store: Store) -> Listing:
    """What `find_duplicates` found last, by the keys of documents."""
    pairs: dict[int, list[Pair]] = defaultdict(list)
    for pair in store.stories.pairs():
        pairs[pair.first].append(pair)
    key_of = store.documents.key_of
    stories = [
        KeyedStory(
            [key_of(id) for id in ids],
            [
                KeyedPair(key_of(one.first), key_of(one.second), one.jaccard, one.containment)
                for id in ids
                for one in pairs[id]
            ],
        )
        for ids in store.stories.all().values()
    ]
    return Listing(stories, {key_of(id): len(twice) for id, twice in store.stories.told_twice().items()})


def find_duplicates(store: Store, tell: Tell = ignore) -> Found:
    """Look at the documents that are new, compare them with all, and keep the stories they make.

    A CancelledError leaves the signatures made so far, and the stories as they were.
    """
    _sign(store, tell)
    new = store.stories.not_compared()
    found = list(_new_pairs(store, new))
    with store.writing():
        store.stories.add_pairs(found, new)
        pairs = store.stories.pairs()
        store.stories.replace(Joined((pair.first, pair.second) for pair in pairs).members())
    return Found(store.stories.all(), pairs)


def not_looked_at(store: Store) -> int:
    """How many documents nobody has looked for copies of yet."""
    return len({*store.stories.without_signature(METHOD), *store.stories.not_compared()})


def paragraphs_told_twice(text: str) -> list[ToldTwice]:
    """The paragraphs of an article that tell what another of its paragraphs tells."""
    return told_twice(text, lines_of(text))


def own_text(store: Store, id: int) -> str:
    """What of a document is compared: all but its boilerplate."""
    document = store.documents.load(id)
    ranges = boilerplate(document_regions(store, document))
    starts = [0, *(end for _, end in ranges)]
    ends = [*(start for start, _ in ranges), len(document.text)]
    return "\n".join(document.text[start:end] for start, end in zip(starts, ends, strict=True))


def _sign(store: Store, tell: Tell) -> None:
    """Make the signatures that are missing, and look for paragraphs told twice where one is made."""
    missing = store.stories.without_signature(METHOD)
    for done in range(0, len(missing), A_TRANSACTION):
        some = missing[done : done + A_TRANSACTION]
        signatures = [(id, _signature(shingles(own_text(store, id)))) for id in some]
        twice = {id: paragraphs_told_twice(store.documents.load(id).text) for id in some}
        with store.writing():
            store.stories.keep_signatures(METHOD, signatures)
            store.stories.keep_told_twice(twice)
        tell(Progress(done + len(some), len(missing), "signatures"))


def _new_pairs(store: Store, new: set[int]) -> Iterator[Pair]:
    """Every pair with a new document of which one contains the other, as far as comparing with some of each story
    shows it."""
    known = {(pair.first, pair.second) for pair in store.stories.pairs()}
    joined = Joined(known)
    shingles_of = lru_cache(MOST_KEPT)(lambda id: shingles(own_text(store, id)))
    for one, others in _candidates(store.stories.signatures(METHOD), new):
        compared: Counter[int] = Counter()
        for other in others:
            first, second = sorted((one, other))
            story = joined.of(other)
            if compared[story] == MOST_COMPARED:
                continue
            compared[story] += 1
            if (first, second) not in known:
                found = likeness(shingles_of(first), shingles_of(second))
                if found.containment >= SAME:
                    joined.join(first, second)
                    yield Pair(first, second, *found)


def _candidates(signatures: Sequence[tuple[int, bytes]], new: set[int]) -> Iterator[tuple[int, list[int]]]:
    """Each new document with those that may tell the same, a pair once: LSH, whose buckets are runs of sorted numbers.

    Sorting all of one band is quicker than a table of buckets, in memory or on the disk: 10,000 documents take 0.1 s.
    """
    if not new.intersection(id for id, _ in signatures):
        return
    import numpy

    rule = _datasketch().MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    values = numpy.frombuffer(b"".join(made for _, made in signatures), dtype="<u4").reshape(-1, PERMUTATIONS)
    ids = [id for id, _ in signatures]
    meeting: dict[int, set[int]] = defaultdict(set)
    for band in range(rule.b):
        for bucket in _equal_rows(values[:, band * rule.r : (band + 1) * rule.r]):
            members = [ids[place] for place in bucket]
            for one in new.intersection(members):
                meeting[one].update(members)
    for one in sorted(meeting):
        yield one, sorted(other for other in meeting[one] if other < one or (other > one and other not in new))


def _equal_rows(table: Any) -> Iterator[list[int]]:
    """The numbers of the rows that are equal to others, as one list for each."""
    import numpy

    order = numpy.lexsort(table.T)
    breaks = numpy.flatnonzero((numpy.diff(table[order], axis=0) != 0).any(axis=1)) + 1
    edges = numpy.concatenate(([0], breaks, [len(order)]))
    for run in numpy.flatnonzero(numpy.diff(edges) > 1):
        yield sorted(order[edges[run] : edges[run + 1]].tolist())


def _signature(found: frozenset[str]) -> bytes:
    """The MinHash values of shingles, 32 bits each, the lowest byte first; nothing for no shingle."""
    if not found:
        return b""
    hashed = _datasketch().MinHash(num_perm=PERMUTATIONS, seed=SEED, scheme=SCHEME)
    hashed.update_batch([shingle.encode() for shingle in found])
    values: bytes = hashed.hashvalues.astype("<u4").tobytes()
    return values


def _datasketch() -> Any:
    """The library, loaded when first needed: an extra, since it brings numpy and scipy. It ships no types."""
    try:
        import datasketch
    except ModuleNotFoundError:
        raise UsageError(
            "Comparing articles needs datasketch, which is not installed."
            " pip install 'corpus-tool[duplicates]' brings it."
        ) from None
    return datasketch
