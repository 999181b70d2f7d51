"""Paragraphs that a text tells twice, word for word or nearly so: pages joined by mistake do that."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus_tool.text.coordinates import Range

_LENGTH = 3
"""Words that are compared as one."""
_FEWEST = 6
"""Shingles that a paragraph must have: one of seven words or fewer is a by-line or a caption, and may come again."""
_SHARE = 0.5
"""How many of its shingles must have stood in one earlier paragraph. Reports of one event that were written apart
share less than one in a hundred, rewritten ones about half."""

_WORD = re.compile(r"[^\W_]+")
_UNSPOKEN = frozenset(map(chr, [0x0640, *range(0x0591, 0x05BE), *range(0x064B, 0x0653), 0x200E, 0x200F]))
"""Tatweel, points, vowel signs and marks of direction: left out where words are compared."""


def repeated_paragraphs(text: str, alphabet: str) -> list[tuple[Range, Range]]:
    """Each paragraph that repeats an earlier one, as (the earlier one, this one), in text order. O(n).

    `alphabet` has every character of the text.
    """
    unspoken = _UNSPOKEN.intersection(alphabet)
    words = _words(text, unspoken)
    # Most texts say no three words twice, and are done with here.
    if len(_shingles(words)) == max(0, len(words) - _LENGTH + 1):
        return []
    first_teller: dict[tuple[str, ...], Range] = {}
    repeated = []
    start = 0
    for paragraph in text.split("\n"):
        place = Range(start, start + len(paragraph))
        start = place.end + 1
        shingles = _shingles(_words(paragraph, unspoken))
        if len(shingles) < _FEWEST:
            continue
        told = first_teller.keys() & shingles
        if told:
            earlier, shared = Counter(first_teller[shingle] for shingle in told).most_common(1)[0]
            if shared >= _SHARE * len(shingles):
                repeated.append((earlier, place))
        first_teller.update(dict.fromkeys(shingles - told, place))
    return repeated


def _words(text: str, unspoken: Iterable[str]) -> list[str]:
    for character in unspoken:
        text = text.replace(character, "")
    return _WORD.findall(text)


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Every three words that follow each other."""
    return set(zip(*(words[at:] for at in range(_LENGTH)), strict=False))
