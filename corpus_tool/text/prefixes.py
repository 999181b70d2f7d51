"""Where the letters written onto the front of a word may end, by a grammar of such letters."""

import re
from typing import NamedTuple
from unicodedata import category


class Prefix(NamedTuple):
    """A possible beginning of a word: what the grammar matched, and where the rest begins."""

    match: re.Match[str]
    border: int
    """Offset in the word of the first letter behind it; marks and tatweel before that letter are the prefix's."""


def prefixes(word: str, grammar: re.Pattern[str], least_rest: int) -> list[Prefix]:
    """Every beginning of `word` that `grammar` matches whole and that leaves `least_rest` letters, shortest first.

    The grammar is matched against bare letters: marks, tatweel and format characters are stepped over. A prefix ends
    before the first other character, so that an abbreviation is not cut at its gershayim.
    """
    letters = [offset for offset, character in enumerate(word) if category(character) == "Lo"]
    solid = next((offset for offset, character in enumerate(word) if category(character)[0] == "P"), len(word))
    bare = "".join(word[offset] for offset in letters)
    return [
        Prefix(match, letters[count])
        for count in range(1, len(letters) - least_rest + 1)
        if letters[count] < solid and (match := grammar.fullmatch(bare, 0, count))
    ]
