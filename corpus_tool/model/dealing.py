"""Documents dealt out among people, evenly by words; some of them, or the copies of stories, to two."""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from random import Random
from typing import NamedTuple


class Copies(StrEnum):
    """Who gets the copies of a story."""

    TOGETHER = "together"
    """One person gets all of them."""
    APART = "apart"
    """Two people get some each, so that both meet the story and neither meets it as the other does."""
    TWICE = "twice"
    """Two people get all of them."""


class Group(NamedTuple):
    """Documents that tell one story; mostly one document."""

    ids: Sequence[int]
    holders: Collection[str] = ()
    """Who has other copies of it already."""

    @property
    def has_copies(self) -> bool:
        """Whether the story is told more than once."""
        return len(self.ids) > 1 or bool(self.holders)


def deal(
    groups: Sequence[Group],
    words: Mapping[int, int],
    loads: Mapping[str, int],
    share_doubled: float,
    chance: Random,
    copies: Copies = Copies.TOGETHER,
) -> dict[str, list[int]]:
    """Deal groups of document ids to the people in `loads`.

    `words` says how long each document is, `loads` how many words each person has already. Chance picks the groups
    that go to two people, until `share_doubled` of the documents do; then the longest group goes to whoever has
    least, and so on; what is a copy of what somebody has goes to her, or, `APART`, to another first. Answers the ids
    for each person, ascending.
    """
    chosen = list(groups)
    chance.shuffle(chosen)
    doubled = _doubled(chosen, share_doubled if len(loads) > 1 else 0, copies)
    loaded = dict(loads)
    dealt: dict[str, list[int]] = {person: [] for person in loads}
    for number in sorted(range(len(chosen)), key=lambda number: -sum(words[id] for id in chosen[number].ids)):
        group = chosen[number]
        for person, ids in _piles(group, _in_turn(group, loaded, copies), copies, is_doubled=number in doubled):
            dealt[person] += ids
            loaded[person] += sum(words[id] for id in ids)
    return {person: sorted(ids) for person, ids in dealt.items()}


def _doubled(chosen: Sequence[Group], share: float, copies: Copies) -> set[int]:
    """The numbers of the groups that go to two people."""
    doubled = {n for n, group in enumerate(chosen) if copies is Copies.TWICE and group.has_copies}
    wanted = round(share * sum(len(group.ids) for group in chosen)) - sum(len(chosen[n].ids) for n in doubled)
    for number, group in enumerate(chosen):
        if wanted <= 0:
            break
        if number not in doubled:
            doubled.add(number)
            wanted -= len(group.ids)
    return doubled


def _in_turn(group: Group, loaded: Mapping[str, int], copies: Copies) -> list[str]:
    """Who comes first for a group."""
    has_it_first = copies is not Copies.APART
    return sorted(loaded, key=lambda person: ((person in group.holders) != has_it_first, loaded[person]))


def _piles(group: Group, people: Sequence[str], copies: Copies, *, is_doubled: bool) -> list[tuple[str, Sequence[int]]]:
    """Who gets which documents of a group."""
    if is_doubled:
        return [(person, group.ids) for person in people[:2]]
    if copies is Copies.APART:
        return [(person, group.ids[number::2]) for number, person in enumerate(people[:2]) if group.ids[number::2]]
    return [(people[0], group.ids)]
