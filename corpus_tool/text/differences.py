"""Where two texts that tell the same differ, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from corpus_tool.text.folding import fold_text

_WORD = re.compile(r"\S+")


class Difference(NamedTuple):
    """A stretch of each text, as (start, end) in code points, where they are not alike; one of them may be empty."""

    first: tuple[int, int]
    second: tuple[int, int]


def differences(first: str, second: str) -> Iterator[Difference]:
    """The stretches in which two texts differ, in the order of the first. Spelling variants are no difference."""
    one, other = _words(first), _words(second)
    matcher = SequenceMatcher(None, [word for word, _ in one], [word for word, _ in other], autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind != "equal":
            yield Difference(_place(one, start, end, len(first)), _place(other, other_start, other_end, len(second)))


def _words(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Each word, folded, and where it stands."""
    return [(fold_text(match[0]), match.span()) for match in _WORD.finditer(text)]


def _place(words: list[tuple[str, tuple[int, int]]], start: int, end: int, length: int) -> tuple[int, int]:
    if start == end:
        place = words[start][1][0] if start < len(words) else length
        return place, place
    return words[start][1][0], words[end - 1][1][1]
