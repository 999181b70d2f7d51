"""Splits: which documents are for training and which for testing, so that nothing is seen on both sides.

Documents that tell the same story are a block, and a block is never cut. Blocks are dealt out one by one, the largest
first, each to the part where it brings documents, languages and labels nearest to their share: the greedy answer to
stratification with several labels (Sechidis, Tsoumakas, Vlahavas 2011), with whole groups in place of single items.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from hashlib import sha256
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

from corpus_tool.errors import UsageError
from corpus_tool.model.stories import Stories as Joined

DOCUMENTS = "documents"
"""What is counted of a block beside its strata."""

Shares = Mapping[str, float]
"""Part to the share of documents that it is to have; they add up to 1."""


class SplitMode(StrEnum):
    """What stays together, besides documents that tell the same story."""

    STORY = "story"
    """Nothing else."""
    SOURCE = "source"
    """All that comes from one source: how well is work on a source that was never seen?"""
    DATE = "date"
    """Parts follow one another in time, and a day stays together: how well is work on what comes later?"""


class Item(Struct, frozen=True, kw_only=True):
    """A document as a split sees it."""

    key: str
    story: int
    """What it shares with the documents that tell the same."""
    source: str = ""
    date: str = ""
    """ISO 8601, so that the order of the alphabet is that of time."""
    strata: Mapping[str, int] = {}
    """How much it holds of what is to be spread evenly: its language, its labels."""


class Block(NamedTuple):
    """Documents that stay together."""

    keys: tuple[str, ...]
    """In alphabetical order."""
    weights: Mapping[str, int]
    """How much of each stratum, and how many documents."""
    date: str
    """The latest of its dates."""

    @property
    def size(self) -> int:
        """How many documents."""
        return len(self.keys)


def shares(text: str) -> dict[str, float]:
    """Read `train=80,dev=10,test=10`, in any unit. Raises UsageError where that is no division."""
    found: dict[str, float] = {}
    for word in text.split(","):
        part, _, amount = (piece.strip() for piece in word.partition("="))
        if not part.isidentifier() or part in found or not _is_amount(amount):
            raise UsageError(f"{word.strip()!r} is no part: write a name once and its share, as in train=80,test=20.")
        found[part] = float(amount)
    if len(found) < 2:
        raise UsageError("A split has two parts at least, as in train=80,test=20.")
    total = sum(found.values())
    return {part: amount / total for part, amount in found.items()}


def _is_amount(text: str) -> bool:
    try:
        return 0 < float(text) < float("inf")
    except ValueError:
        return False


def folds(count: int) -> dict[str, float]:
    """`count` equal parts. Raises UsageError for fewer than two."""
    if count < 2:
        raise UsageError(f"{count} folds are no split; two are the fewest.")
    return {f"fold{number}": 1 / count for number in range(1, count + 1)}


def split(
    items: Iterable[Item], wanted: Shares, mode: SplitMode, seed: int, placed: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Key to part, for every item. `placed` are keys whose part is settled; what belongs to them goes there too.

    The same items in any order and the same seed give the same split. By story or source, no part is larger than its
    share by as much as the largest block. Raises UsageError where documents of one block are placed on two sides.
    """
    settled: list[tuple[Block, str]] = []
    free: list[Block] = []
    for block in blocks_of(items, mode):
        if part := _settled(block, placed or {}):
            settled.append((block, part))
        else:
            free.append(block)
    deal = _by_date if mode is SplitMode.DATE else _by_weight
    dealt = [*settled, *deal(free, settled, wanted, seed)]
    return dict(sorted((key, part) for block, part in dealt for key in block.keys))


def blocks_of(items: Iterable[Item], mode: SplitMode) -> list[Block]:
    """What may not be cut, in the order of the first keys."""
    members = list(items)
    joined = Joined()
    anchors: dict[tuple[str, object], int] = {}
    for number, item in enumerate(members):
        for anchor in _anchors(item, mode):
            joined.join(number, anchors.setdefault(anchor, number))
    if mode is SplitMode.DATE:
        _join_days(members, joined)
    together: dict[int, list[Item]] = defaultdict(list)
    for number, item in enumerate(members):
        together[joined.of(number)].append(item)
    return sorted(map(_block, together.values()), key=lambda block: block.keys)


def _anchors(item: Item, mode: SplitMode) -> list[tuple[str, object]]:
    """What an item shares with those that it stays together with."""
    anchors: list[tuple[str, object]] = [("story", item.story)]
    if mode is SplitMode.SOURCE and item.source:
        anchors.append(("source", item.source))
    return anchors


def _join_days(members: Sequence[Item], joined: Joined) -> None:
    """Join the stories that end on the same day."""
    last: dict[int, str] = {}
    for number, item in enumerate(members):
        story = joined.of(number)
        last[story] = max(last.get(story, ""), item.date)
    first_of: dict[str, int] = {}
    for story, day in sorted(last.items()):
        joined.join(story, first_of.setdefault(day, story))


def _block(items: Sequence[Item]) -> Block:
    weights = Counter({DOCUMENTS: len(items)})
    for item in items:
        weights.update(item.strata)
    return Block(tuple(sorted(item.key for item in items)), weights, max(item.date for item in items))


def _settled(block: Block, placed: Mapping[str, str]) -> str:
    """The part that a block's documents are in already; empty where none is."""
    there = {placed[key]: key for key in block.keys if key in placed}
    if len(there) > 1:
        (part, key), (other_part, other), *_ = sorted(there.items())
        raise UsageError(f"{key} is in {part} and {other} in {other_part}, but they belong together.")
    return next(iter(there), "")


def _by_weight(
    free: Sequence[Block], settled: Sequence[tuple[Block, str]], wanted: Shares, seed: int
) -> Iterator[tuple[Block, str]]:
    """Each block with the part where it does most good, among those that are not full."""
    total = sum((Counter(block.weights) for block in [*free, *(block for block, _ in settled)]), Counter[str]())
    still = {part: {of: share * total[of] for of in total} for part, share in wanted.items()}
    want = {part: dict(weights) for part, weights in still.items()}
    room = quotas(wanted, total[DOCUMENTS])
    for block, part in settled:
        _take(block, still.get(part, {}))
        room[part] = room.get(part, 0) - block.size
    for block in sorted(free, key=lambda block: (-block.size, _drawn(seed, block))):
        open_parts = [part for part in wanted if room[part] > 0] or list(wanted)
        part = min(open_parts, key=lambda part: _harm(block, still[part], want[part]))
        _take(block, still[part])
        room[part] -= block.size
        yield block, part


def quotas(wanted: Shares, documents: int) -> dict[str, int]:
    """Shares as whole documents (largest remainders); where there are enough, no part goes without."""
    found = {part: int(share * documents) for part, share in wanted.items()}
    by_remainder = sorted(wanted, key=lambda part: found[part] - wanted[part] * documents)
    for part in by_remainder[: documents - sum(found.values())]:
        found[part] += 1
    for part in [part for part in found if not found[part]]:
        largest = max(found, key=lambda one: found[one])
        if found[largest] > 1:
            found[part], found[largest] = 1, found[largest] - 1
    return found


def _take(block: Block, still: dict[str, float]) -> None:
    for of, weight in block.weights.items():
        if of in still:
            still[of] -= weight


def _harm(block: Block, still: Mapping[str, float], want: Mapping[str, float]) -> float:
    """By how much a part's distance from its share (chi-square) grows with the block; less than nothing is good."""
    return sum(weight * (weight - 2 * still[of]) / want[of] for of, weight in block.weights.items() if weight)


def _drawn(seed: int, block: Block) -> str:
    """A number by lot, which is the same in every version of Python."""
    return sha256(f"{seed}\n{block.keys[0]}".encode()).hexdigest()


def _by_date(
    free: Sequence[Block], settled: Sequence[tuple[Block, str]], wanted: Shares, _seed: int
) -> Iterator[tuple[Block, str]]:
    """The blocks in the order of their dates, cut where the shares are met best; later ones behind what is settled."""
    order = sorted(free, key=lambda block: (block.date, block.keys))
    if settled:
        until = {part: max(block.date for block, there in settled if there == part) for _, part in settled}
        parts = [part for part in wanted if part in until]
        for block in order:
            yield block, next((part for part in parts if block.date <= until[part]), list(wanted)[-1])
        return
    total = sum(block.size for block in order)
    cuts = list(accumulate(share * total for share in wanted.values()))[:-1]
    before = 0
    for block in order:
        # A block that a cut runs through goes to the side that has more of it.
        middle = before + block.size / 2
        yield block, list(wanted)[sum(cut < middle for cut in cuts)]
        before += block.size
