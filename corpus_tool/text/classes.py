"""Character classes that `re` lacks, as the inside of a `[...]`, and which characters join the one before them."""

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from unicodedata import category

INNER_FORMATS = "\u00ad\u061c\u200c-\u200f\u2060\ufeff"
"""Joiners, direction marks and the like that do not end a word."""

_NUMBER_SIGNS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Format characters that are seen, and stand by themselves."""

_JOINING_LETTERS = frozenset(
    [
        *map(chr, range(0x1160, 0x1200)),
        *map(chr, range(0xD7B0, 0xD800)),
        *map(chr, range(0x1F3FB, 0x1F400)),
        "\u3164",
        "\uffa0",
    ]
)
"""Hangul vowels and finals, skin tones, fillers: no marks by category, but never seen alone."""


@cache
def joins(character: str) -> bool:
    """Whether `character` is one with what stands before it: marks, and format characters that are not seen."""
    kind = category(character)
    return kind[0] == "M" or (kind == "Cf" and character not in _NUMBER_SIGNS) or character in _JOINING_LETTERS


@cache
def marks() -> str:
    """Every mark (Mn, Mc, Me) of the basic plane, by the Unicode version of this Python."""
    return _class_of(lambda character: category(character)[0] == "M")


@cache
def joining() -> str:
    """What `joins`, and besides every character beyond the basic plane, of which a pattern would be slow to tell."""
    return _class_of(joins) + "\U00010000-\U0010ffff"


def _class_of(belongs: Callable[[str], bool]) -> str:
    """The basic plane's members as ranges. Walking it takes 10 ms: done when first asked, not on import."""
    found = [code for code in range(0x80, 0x10000) if belongs(chr(code))]
    breaks = [(left, right) for left, right in pairwise(found) if right - left > 1]
    firsts = [found[0], *(right for _, right in breaks)]
    lasts = [*(left for left, _ in breaks), found[-1]]
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in zip(firsts, lasts, strict=True))
