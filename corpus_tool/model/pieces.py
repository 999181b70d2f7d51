"""The pieces of a mark that is not one stretch of text: put together, taken apart. Pure functions."""

from collections.abc import Iterable

from corpus_tool.model.annotations import Fragment, Fragments


def joined(fragments: Iterable[Fragment]) -> Fragments:
    """The same text in order and apart: what overlaps or touches becomes one fragment; empty ones go."""
    apart: list[Fragment] = []
    for start, end in sorted(fragments):
        if start >= end:
            continue
        if apart and start <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(apart[-1][1], end)
        else:
            apart.append((start, end))
    return tuple(apart)


def without(fragments: Fragments, place: Fragment) -> Fragments:
    """The fragments that share no character with `place`."""
    return tuple((start, end) for start, end in fragments if end <= place[0] or place[1] <= start)


def nearest(fragments: Fragments, offset: int) -> int:
    """The index of the fragment that holds `offset`, or is nearest to it. There is at least one."""
    return min(range(len(fragments)), key=lambda at: _distance(fragments[at], offset))


def with_fragment(fragments: Fragments, at: int, place: Fragment) -> Fragments:
    """The fragments with the one at index `at` moved to `place`; what then meets becomes one."""
    return joined((*fragments[:at], place, *fragments[at + 1 :]))


def _distance(fragment: Fragment, offset: int) -> int:
    start, end = fragment
    return max(start - offset, offset - end + 1, 0)
