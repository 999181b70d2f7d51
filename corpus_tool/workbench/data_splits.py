"""Splits of a corpus that do not leak: made, extended, shown, and proved."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from corpus_tool.errors import NotFoundError, UsageError
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.splitting import Item, SplitMode, split
from corpus_tool.model.tallies import source_of, tally
from corpus_tool.saying.counting import counted
from corpus_tool.store.data_splits import DataSplit
from corpus_tool.store.store import Store
from corpus_tool.workbench.progress import Tell, ignore
from corpus_tool.workbench.same_story import Tie, Why, of_one_source, stories, ties
from corpus_tool.workbench.selecting import bundles, taken_layers

_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(?!\d)")

STRATA = {"language", "label", "type", "relation"}
"""What is spread evenly over the parts."""


class PartSize(Struct, frozen=True):
    """How much of the data is in one part."""

    part: str
    wanted: float
    """The share of documents it was to have."""
    documents: int
    counts: dict[str, int]
    """Languages, labels, event types and relations, each with its kind before it."""
    first_date: str
    last_date: str


class SplitReport(Struct, frozen=True):
    """A split and the sizes of its parts."""

    split: DataSplit
    parts: list[PartSize]


class Leak(Struct, frozen=True):
    """Two documents of one story in two parts, and the documents that tie them together."""

    story: list[str]
    """Keys of those in the split, first one of each part."""
    parts: list[str]
    """The parts they are in, in the same order."""
    ties: list["KeyedTie"]


class KeyedTie(Struct, frozen=True):
    """Two documents by their keys that belong together, and why."""

    first: str
    second: str
    why: Why
    containment: float


class SplitCheck(Struct, frozen=True):
    """Whether a split leaks."""

    name: str
    documents: int
    leaks: list[Leak]
    unplaced: list[str]
    """Keys of documents that have the layers but no part yet."""


def make_split(store: Store, wanted: DataSplit, *, anew: bool = False, tell: Tell = ignore) -> SplitReport:
    """Deal the documents that have the wanted layers out, and keep that; `anew` forgets a split of that name.

    Raises UsageError where there is one, documents have no date to be dealt out by, or all would be in one part.
    """
    if not anew and wanted.name in {one.name for one in store.data_splits.all()}:
        raise UsageError(
            f"There is a split {wanted.name!r} already. `corpus-tool splits extend {wanted.name}` deals out what is"
            " new; --anew forgets it, and what was for testing may be for training then."
        )
    return _dealt(store, wanted, {}, tell)


def extend_split(store: Store, name: str, tell: Tell = ignore) -> SplitReport:
    """Deal out the documents that have come since. What is placed stays; a story goes where it is already.

    Raises UsageError where a new document ties two parts together.
    """
    return _dealt(store, split_named(store, name), store.data_splits.parts(name), tell)


def split_named(store: Store, name: str) -> DataSplit:
    """The split of that name. Raises NotFoundError with those there are."""
    known = {one.name: one for one in store.data_splits.all()}
    if name not in known:
        there = ", ".join(known) or "none yet; `corpus-tool splits make` makes one"
        raise NotFoundError(f"There is no split {name!r} (splits: {there}).")
    return known[name]


def show_split(store: Store, name: str) -> SplitReport:
    """A split and what its parts hold today."""
    wanted = split_named(store, name)
    return _report(wanted, store.data_splits.parts(name), dict(_items(store, wanted, lambda id: id)))


def check_split(store: Store, name: str, tell: Tell = ignore) -> SplitCheck:
    """Look for stories in several parts of a split, over all documents of the corpus, those outside of it too.

    Of a split by source, a source in several parts is found too.
    """
    wanted = split_named(store, name)
    with store.reading():
        parts = store.data_splits.parts(name)
        found = ties(store, tell)
        if wanted.mode == SplitMode.SOURCE:
            found += of_one_source(store, parts)
        members = _members(store, wanted)
        return SplitCheck(
            name,
            len(parts),
            list(_leaks(store, parts, found)),
            [store.documents.key_of(id) for id in members if id not in parts],
        )


def _dealt(store: Store, wanted: DataSplit, placed: Mapping[int, str], tell: Tell) -> SplitReport:
    with store.reading():
        joined = stories(ties(store, tell))
        items = dict(_items(store, wanted, joined.of))
        items |= _placed_items(store, placed, items, joined.of)
    if wanted.mode == SplitMode.DATE:
        items, undated = _with_dates(items, wanted, placed)
    else:
        undated = {}
    known = {items[id].key: part for id, part in placed.items() if id in items}
    found = split(items.values(), wanted.shares, SplitMode(wanted.mode), wanted.seed, known)
    parts = {**undated, **{id: found[item.key] for id, item in items.items()}}
    if len(set(parts.values())) < 2:
        raise UsageError(
            f"All {counted(len(parts), 'document')} would be in one part: too few, or they all belong together"
            f" ({wanted.mode}). `corpus-tool duplicates` lists articles that tell the same."
        )
    with store.writing():
        if not placed:
            store.data_splits.add(wanted)
        store.data_splits.place(wanted.name, parts)
    return show_split(store, wanted.name)


def _with_dates(
    items: Mapping[int, Item], wanted: DataSplit, placed: Mapping[int, str]
) -> tuple[dict[int, Item], dict[int, str]]:
    """The items of stories that have a date, and the part of those that have none."""
    dated = {item.story for item in items.values() if item.date}
    without = [id for id, item in items.items() if item.story not in dated]
    if without and wanted.undated not in wanted.shares:
        raise UsageError(
            f"{counted(len(without), 'document has', 'documents have')} no date like 2026-01-31"
            f" (first {items[without[0]].key}); `--undated PART` says in which part they are to be"
            f" ({', '.join(wanted.shares)})."
        )
    rest = {id: item for id, item in items.items() if item.story in dated}
    return rest, {id: placed.get(id, wanted.undated) for id in without}


def _members(store: Store, wanted: DataSplit) -> list[int]:
    """The ids of the documents that are to be in a split."""
    taken = taken_layers(store, wanted.layers)
    ids = store.documents.ids()
    heads = store.layers.heads(ids)
    return [id for id in ids if taken(heads.get(id, ()))]


def _items(store: Store, wanted: DataSplit, story_of: Callable[[int], int]) -> Iterator[tuple[int, Item]]:
    """(id, what a split needs to know of it) of each document that is to be in it."""
    for bundle in bundles(store, taken_layers(store, wanted.layers), tokens=False):
        yield bundle.document.id or 0, _item(bundle, story_of)


def _placed_items(
    store: Store, placed: Collection[int], members: Collection[int], story_of: Callable[[int], int]
) -> dict[int, Item]:
    """The same of documents that are in a part and have none of the layers any more: their stories are there still."""
    wanted = [id for id in store.documents.ids() if id in placed and id not in members]
    documents = store.documents.loaded(wanted, tokens=False)
    return {id: _item(Bundle(document), story_of) for id, document in zip(wanted, documents, strict=True)}


def _item(bundle: Bundle, story_of: Callable[[int], int]) -> Item:
    day = _DAY.match(str(bundle.document.metadata.get("date") or ""))
    return Item(
        key=bundle.document.key,
        story=story_of(bundle.document.id or 0),
        source=source_of(bundle.document.metadata),
        date=day[0] if day else "",
        strata={f"{of.kind} {of.name}": count for of, count in tally(bundle).items() if of.kind in STRATA},
    )


def _report(wanted: DataSplit, parts: Mapping[int, str], items: Mapping[int, Item]) -> SplitReport:
    members: dict[str, list[Item]] = defaultdict(list)
    for id, part in parts.items():
        if id in items:
            members[part].append(items[id])
    return SplitReport(wanted, [_size(part, share, members[part]) for part, share in wanted.shares.items()])


def _size(part: str, share: float, items: Sequence[Item]) -> PartSize:
    counts = sum((Counter(item.strata) for item in items), Counter[str]())
    days = sorted(item.date for item in items if item.date)
    return PartSize(part, share, len(items), dict(sorted(counts.items())), *(days[:1] or [""]), *(days[-1:] or [""]))


def _leaks(store: Store, parts: Mapping[int, str], found: Sequence[Tie]) -> Iterator[Leak]:
    """Every story that has documents in several parts."""
    joined = stories(found)
    sides: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for id, part in parts.items():
        sides[joined.of(id)][part].append(id)
    ties_of: dict[int, list[Tie]] = defaultdict(list)
    for tie in found:
        ties_of[joined.of(tie.first)].append(tie)
    for story, there in sorted(sides.items()):
        if len(there) > 1:
            ids = _one_of_each_first(there.values())
            yield Leak(
                [store.documents.key_of(id) for id in ids],
                [parts[id] for id in ids],
                [_keyed(store, tie) for tie in ties_of[story]],
            )


def _one_of_each_first(sides: Iterable[Sequence[int]]) -> list[int]:
    groups = [list(side) for side in sides]
    return [*(group[0] for group in groups), *(id for group in groups for id in group[1:])]


def _keyed(store: Store, tie: Tie) -> KeyedTie:
    return KeyedTie(store.documents.key_of(tie.first), store.documents.key_of(tie.second), tie.why, tie.containment)


def places(store: Store, name: str) -> dict[str, str]:
    """Key to part, for the documents of a split, in the order of keys. Raises NotFoundError as `split_named`."""
    split_named(store, name)
    return dict(sorted((store.documents.key_of(id), part) for id, part in store.data_splits.parts(name).items()))
