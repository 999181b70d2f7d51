"""Documents dealt out among people, evenly by words, some of them to two."""

from collections.abc import Mapping, Sequence
from random import Random


def deal(
    groups: Sequence[Sequence[int]],
    words: Mapping[int, int],
    loads: Mapping[str, int],
    share_doubled: float,
    chance: Random,
) -> dict[str, list[int]]:
    """Deal groups of document ids (a story's copies stay together) to the people in `loads`.

    `words` says how long each document is, `loads` how many words each person has already. Chance picks the groups
    that go to two people, until `share_doubled` of the documents do; then the longest group goes to whoever has
    least, and so on. Answers the ids for each person, ascending.
    """
    chosen = list(groups)
    chance.shuffle(chosen)
    wanted = round(share_doubled * sum(map(len, groups))) if len(loads) > 1 else 0
    doubled = set()
    for number, group in enumerate(chosen):
        if wanted <= 0:
            break
        doubled.add(number)
        wanted -= len(group)
    loaded = dict(loads)
    dealt: dict[str, list[int]] = {person: [] for person in loads}
    weights = [sum(words[id] for id in group) for group in chosen]
    for number in sorted(range(len(chosen)), key=lambda number: -weights[number]):
        least = sorted(loaded, key=lambda person: loaded[person])
        for person in least[: 2 if number in doubled else 1]:
            dealt[person] += chosen[number]
            loaded[person] += weights[number]
    return {person: sorted(ids) for person, ids in dealt.items()}
