"""Splits: which documents are for training and which for testing, so that nothing is seen on both sides.

Documents that tell the same story are a block, and a block is never cut. Blocks are dealt out one by one, the largest
first, each to the part where it brings documents, languages and labels nearest to their share: the greedy answer to
stratification with several labels (Sechidis, Tsoumakas, Vlahavas 2011), with whole groups in place of single items.
Blocks of one size are exchanged after that, as long as it helps.
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

EXCHANGES = 100_000
"""Pairs of blocks that are looked at; a second on an old machine."""
SLIGHT = 1e-9
"""What is less is rounding."""

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

    The same items in any order and the same seed give the same split, in which no part goes without where there are
    blocks enough. By story or source, no part is larger than its share by as much as the largest block. Raises
    UsageError where documents of one block are placed on two sides.
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
) -> Iterable[tuple[Block, str]]:
    """Each block with the part where it does most good, among those that are not full; then some are exchanged."""
    total = sum((Counter(block.weights) for block in [*free, *(block for block, _ in settled)]), Counter[str]())
    still = {part: {of: share * total[of] for of in total} for part, share in wanted.items()}
    want = {part: dict(weights) for part, weights in still.items()}
    room = quotas(wanted, total[DOCUMENTS])
    for block, part in settled:
        _take(block, still.get(part, {}))
        room[part] = room.get(part, 0) - block.size
    bare = set(wanted) - {part for _, part in settled}
    dealt: list[tuple[Block, str]] = []
    for block in sorted(free, key=lambda block: (-block.size, _drawn(seed, block))):
        open_parts = [part for part in wanted if room[part] > 0] or list(wanted)
        if len(free) - len(dealt) <= len(bare):  # what is left is just enough for each part to have something
            open_parts = [part for part in wanted if part in bare]
        part = min(open_parts, key=lambda part: _harm(block, still[part], want[part]))
        _take(block, still[part])
        room[part] -= block.size
        bare.discard(part)
        dealt.append((block, part))
    return _evened(dealt, still, want)


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


def _evened(
    dealt: list[tuple[Block, str]], still: Mapping[str, dict[str, float]], want: Mapping[str, Mapping[str, float]]
) -> list[tuple[Block, str]]:
    """The same with blocks of one size exchanged between parts, as long as that brings both nearer to their shares.

    `still` is what each part lacks. What is dealt first cannot know what comes; few articles are spread badly without
    this, and of many no more exchanges are tried than `EXCHANGES`.
    """
    tries = EXCHANGES
    is_better = True
    while is_better and tries > 0:
        is_better = False
        for one, other in _pairs_of_a_size(dealt):
            (block, part), (theirs, there) = dealt[one], dealt[other]
            tries -= 1
            if part != there and _gain(block, theirs, still[part], want[part], still[there], want[there]) > SLIGHT:
                dealt[one], dealt[other] = (block, there), (theirs, part)
                _give(block, theirs, still[part], still[there])
                is_better = True
            if tries <= 0:
                break
    return dealt


def _pairs_of_a_size(dealt: Sequence[tuple[Block, str]]) -> Iterator[tuple[int, int]]:
    """Numbers of two blocks that are equally large, neighbours first."""
    of_size: dict[int, list[int]] = defaultdict(list)
    for number, (block, _) in enumerate(dealt):
        of_size[block.size].append(number)
    for numbers in of_size.values():
        for apart in range(1, len(numbers)):
            yield from zip(numbers, numbers[apart:], strict=False)


def _gain(
    mine: Block,
    theirs: Block,
    still: Mapping[str, float],
    want: Mapping[str, float],
    still_there: Mapping[str, float],
    want_there: Mapping[str, float],
) -> float:
    """By how much the distances (chi-square) of two parts from their shares shrink where they exchange blocks."""
    gain = 0.0
    for of in {**mine.weights, **theirs.weights}:
        if more := mine.weights.get(of, 0) - theirs.weights.get(of, 0):
            gain -= more * (more + 2 * still[of]) / want[of] + more * (more - 2 * still_there[of]) / want_there[of]
    return gain


def _give(mine: Block, theirs: Block, still: dict[str, float], still_there: dict[str, float]) -> None:
    """Exchange blocks between two parts."""
    for block, giver, taker in ((mine, still, still_there), (theirs, still_there, still)):
        for of, weight in block.weights.items():
            if weight:
                giver[of] += weight
                taker[of] -= weight


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
    ends = _cuts(order, wanted)
    for number, block in enumerate(order):
        yield block, list(wanted)[sum(end <= number for end in ends)]


def _cuts(order: Sequence[Block], wanted: Shares) -> list[int]:
    """How many blocks lie before the end of each part but the last: one in each part, as far as there are enough.

    A block that a cut runs through goes to the side that has more of it.
    """
    reached = list(accumulate(block.size for block in order))
    middles = [end - block.size / 2 for end, block in zip(reached, order, strict=True)]
    borders = list(accumulate(share * reached[-1] for share in wanted.values()))[:-1] if order else []
    cuts = [sum(middle <= border for middle in middles) for border in borders]
    for number, cut in enumerate(cuts):
        least = cuts[number - 1] + 1 if number else 1
        cuts[number] = max(min(cut, len(order) - (len(cuts) - number)), least)
    return cuts
