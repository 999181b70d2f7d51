"""Where what is written onto the end of a word may begin, by a list of such endings."""

from collections.abc import Iterable
from unicodedata import category


def suffixes(word: str, endings: Iterable[str], least_rest: int) -> list[int]:
    """Offset of each ending of `word` that is one of `endings` and leaves `least_rest` letters, in their order.

    Matched against bare letters: marks, tatweel and format characters are stepped over. A word that does not end in a
    letter has none. Marks behind the letter before an ending belong to that letter, tatweel to the ending.
    """
    letters = [offset for offset, character in enumerate(word) if category(character) == "Lo"]
    bare = "".join(word[offset] for offset in letters)
    if not letters or category(word[-1])[0] in "PSN":
        return []
    return [
        _behind_marks(word, letters[len(bare) - len(ending) - 1] + 1)
        for ending in endings
        if bare.endswith(ending) and len(bare) - len(ending) >= least_rest
    ]


def _behind_marks(word: str, offset: int) -> int:
    while offset < len(word) and category(word[offset]) in {"Mn", "Me", "Cf"}:
        offset += 1
    return offset
