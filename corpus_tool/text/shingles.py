"""Shingles: runs of three folded words, by which texts are compared. Measured on news: an edited copy shares half of
them or more, two reports of one event by different hands less than one in a hundred."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from corpus_tool.text.folding import fold_text

WIDTH = 3
"""Words in a shingle."""

SAME = 0.5
"""Containment from which one text tells the other."""

SHORTEST_PARAGRAPH = 8
"""Words of a paragraph from which being told twice is no chance."""

_WORD = re.compile(r"\w+")


class Likeness(NamedTuple):
    """How much two texts share, 0 to 1."""

    jaccard: float
    """Shared shingles among those of both."""
    containment: float
    """Shared shingles among those of the smaller."""


class ToldTwice(NamedTuple):
    """Two paragraphs of one text, as (start, end) in code points, and how much of the smaller stands in the other."""

    first: tuple[int, int]
    second: tuple[int, int]
    containment: float


def shingles(text: str) -> frozenset[str]:
    """The shingles of a text; of one with fewer words than a shingle has, those words."""
    words = _WORD.findall(fold_text(text))
    if not words:
        return frozenset()
    return frozenset(" ".join(words[at : at + WIDTH]) for at in range(max(1, len(words) - WIDTH + 1)))


def likeness(one: frozenset[str], other: frozenset[str]) -> Likeness:
    """How much two sets of shingles share; nothing where one is empty."""
    shared = len(one & other)
    if not shared:
        return Likeness(0.0, 0.0)
    return Likeness(shared / len(one | other), shared / min(len(one), len(other)))


def told_twice(text: str, lines: Sequence[tuple[int, int]]) -> list[ToldTwice]:
    """The pairs among `lines`, (start, end) in order, of which one tells the other. Short lines are left alone."""
    tellers: dict[str, list[int]] = defaultdict(list)
    sizes: dict[int, int] = {}
    found = []
    for number, (start, end) in enumerate(lines):
        here = shingles(text[start:end])
        if len(here) <= SHORTEST_PARAGRAPH - WIDTH:
            continue
        shared = Counter(earlier for shingle in here for earlier in tellers[shingle])
        for earlier, count in shared.items():
            if (containment := count / min(len(here), sizes[earlier])) >= SAME:
                found.append(ToldTwice(lines[earlier], (start, end), containment))
        sizes[number] = len(here)
        for shingle in here:
            tellers[shingle].append(number)
    return sorted(found)
