"""Where the letters written onto the front of a word may end, by a grammar of such letters."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category

HYPHENS = "-\u05be\u2010\u2011\u2013"
"""What may stand between a proclitic and a number or a foreign name: ב-1990, ה־NBA."""


_PASSED_OVER = ("Lm", "Mn", "Me", "Cf")
"""Categories of what is on a letter rather than one: tatweel, marks, format characters."""


class Prefix(NamedTuple):
    """A possible beginning of a word: what the grammar matched, and where the rest begins."""

    match: re.Match[str]
    border: int
    """Offset in the word of the first character behind it; marks and tatweel before that one are the prefix's."""


def prefixes(word: str, grammar: re.Pattern[str], least_rest: int) -> list[Prefix]:
    """Every beginning of `word` that `grammar` matches whole and that leaves `least_rest` letters, shortest first.

    The grammar is matched against bare letters: marks, tatweel and format characters are stepped over. A prefix ends
    before the first other character, so that an abbreviation is not cut at its gershayim; behind a number or a hyphen
    no letters need remain.
    """
    letters = [offset for offset, character in enumerate(word) if category(character) == "Lo"]
    solid = next((offset for offset, character in enumerate(word) if _is_solid(character)), len(word))
    bare = "".join(word[offset] for offset in letters)
    found = [
        Prefix(match, letters[count])
        for count in range(1, len(letters) - least_rest + 1)
        if letters[count] < solid and (match := grammar.fullmatch(bare, 0, count))
    ]
    before = sum(offset < solid for offset in letters)
    if before and (match := grammar.fullmatch(bare, 0, before)):
        found += [Prefix(match, border) for border in _borders_before(word, solid)]
    return found


def _borders_before(word: str, solid: int) -> Iterator[int]:
    """Where a number or a foreign name begins at `solid`: behind the hyphen rather than before it."""
    if solid < len(word) and word[solid] in HYPHENS:
        # A mark on the hyphen belongs to it.
        behind = next((at for at in range(solid + 1, len(word)) if category(word[at]) not in _PASSED_OVER), len(word))
        if behind < len(word) and category(word[behind])[0] in "LN":
            yield behind
            yield solid
    elif solid < len(word) and category(word[solid])[0] in "NL":
        yield solid


def _is_solid(character: str) -> bool:
    """Whether no proclitic reaches behind this character: punctuation, symbols, digits, Latin letters; not tatweel."""
    return category(character)[0] in "PSN" or category(character) in {"Lu", "Ll", "Lt"}
