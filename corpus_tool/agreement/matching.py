"""One-to-one matching of spans that overlap: as many pairs, or as much credit, as there can be. Never greedy.

Spans are swept in the order of their starts, so that only those that meet are looked at; what hangs together is then
matched by augmenting paths (Berge 1957: a matching is largest when no path alternates to a larger one).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus_tool.model.annotations import Fragments


class Meeting(NamedTuple):
    """Two spans that share a position: their numbers on either side, and whether they are the same place."""

    first: int
    second: int
    same: bool


def meetings(first: Sequence[Fragments], second: Sequence[Fragments]) -> Iterator[Meeting]:
    """Every two of them that share at least one position."""
    found: set[tuple[int, int]] = set()
    open_first: list[tuple[int, int]] = []
    open_second: list[tuple[int, int]] = []
    edges = sorted(
        (start, side, end, number)
        for side, spans in enumerate((first, second))
        for number, fragments in enumerate(spans)
        for start, end in fragments
    )
    for start, side, end, number in edges:
        mine, others = (open_first, open_second) if side == 0 else (open_second, open_first)
        others[:] = [one for one in others if one[0] > start]
        mine.append((end, number))
        for _, other in others:
            pair = (number, other) if side == 0 else (other, number)
            if pair not in found:
                found.add(pair)
                yield Meeting(*pair, same=first[pair[0]] == second[pair[1]])


def largest(pairs: Iterable[tuple[int, int]]) -> int:
    """The size of the largest one-to-one matching among pairs of numbers of either side."""
    partners: dict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        partners[one].append(other)
    of_right: dict[int, int] = {}
    of_left: dict[int, int] = {}
    return sum(_augment(one, partners, of_left, of_right) for one in partners)


def _augment(start: int, partners: Mapping[int, list[int]], of_left: dict[int, int], of_right: dict[int, int]) -> bool:
    """Find a path from an unmatched left number to an unmatched right one, and turn it over.

    Walked with a stack of its own: thousands of spans may hang together.
    """
    came_from: dict[int, int] = {}
    stack = [start]
    while stack:
        left = stack.pop()
        for right in partners[left]:
            if right in came_from:
                continue
            came_from[right] = left
            if right not in of_right:
                _turn_over(right, came_from, of_left, of_right)
                return True
            stack.append(of_right[right])
    return False


def _turn_over(right: int, came_from: Mapping[int, int], of_left: dict[int, int], of_right: dict[int, int]) -> None:
    """Match along the path that leads back from `right`."""
    here: int | None = right
    while here is not None:
        left = came_from[here]
        before = of_left.get(left)
        of_left[left], of_right[here] = here, left
        here = before


def most_credit(meets: Sequence[Meeting]) -> float:
    """The largest total credit of a one-to-one matching: 1 for the same place, 1/2 for any other overlap.

    Successive augmentation along the path of most gain (Bellman-Ford, since a path may give credit back), which is
    optimal after each step; components are small where annotators agree at all.
    """
    return sum(_best_of(component) for component in _components(meets))


def _components(meets: Sequence[Meeting]) -> Iterator[list[Meeting]]:
    """Meetings that hang together by a span they share."""
    parent: dict[tuple[int, int], tuple[int, int]] = {}

    def root(node: tuple[int, int]) -> tuple[int, int]:
        while (above := parent.setdefault(node, node)) != node:
            parent[node] = parent[above]
            node = above
        return node

    for one in meets:
        parent[root((0, one.first))] = root((1, one.second))
    groups: dict[tuple[int, int], list[Meeting]] = defaultdict(list)
    for one in meets:
        groups[root((0, one.first))].append(one)
    yield from groups.values()


def _best_of(component: Sequence[Meeting]) -> float:
    if len(component) == 1:
        return 1.0 if component[0].same else 0.5
    credit = {(one.first, one.second): 2 if one.same else 1 for one in component}
    partner_of_left: dict[int, int] = {}
    partner_of_right: dict[int, int] = {}
    total = 0
    while (path := _best_path(credit, partner_of_left, partner_of_right)) is not None:
        gain, pairs = path
        total += gain
        for left, right in pairs:
            partner_of_left[left] = right
            partner_of_right[right] = left
    return total / 2


def _best_path(
    credit: Mapping[tuple[int, int], int], of_left: Mapping[int, int], of_right: Mapping[int, int]
) -> tuple[int, list[tuple[int, int]]] | None:
    """The alternating path of most gain from a free left span to a free right one, as the pairs it makes."""
    gain = {left: 0 for left, _ in credit if left not in of_left}
    came: dict[int, int] = {}
    by_right: dict[int, int] = {}
    changed = True
    while changed:
        changed = False
        for (left, right), worth in credit.items():
            if left not in gain or of_left.get(left) == right:
                continue
            if by_right.get(right, -1) < gain[left] + worth:
                by_right[right], came[right] = gain[left] + worth, left
                changed = True
                if (owner := of_right.get(right)) is not None:
                    gain[owner] = by_right[right] - credit[owner, right]
    free = [(worth, right) for right, worth in by_right.items() if right not in of_right and worth > 0]
    if not free:
        return None
    worth, right = max(free)
    pairs = []
    while True:
        left = came[right]
        pairs.append((left, right))
        if left not in of_left:
            return worth, pairs
        right = of_left[left]
