"""Where two texts that tell the same differ, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple, TypeAlias

from corpus_tool.text.folding import folded_text
from corpus_tool.text.naming import name_of

_WORD = re.compile(r"\S+")

_Words: TypeAlias = list[tuple[str, tuple[int, int]]]
"""Each word of a text, folded, and where it stands."""


class Difference(NamedTuple):
    """A stretch of each text, as (start, end) in code points, where they are not alike; one of them may be empty."""

    first: tuple[int, int]
    second: tuple[int, int]


def differences(first: str, second: str) -> Iterator[Difference]:
    """The stretches in which two texts differ, in the order of the first. Spelling variants are no difference."""
    one, other = _words(first), _words(second)
    for kind, start, end, other_start, other_end in _matcher(one, other).get_opcodes():
        if kind != "equal":
            yield Difference(_place(one, start, end, len(first)), _place(other, other_start, other_end, len(second)))


def same_words(first: str, second: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where each word that two texts share stands in the first and in the second, in the order of both."""
    one, other = _words(first), _words(second)
    return [
        (one[block.a + word][1], other[block.b + word][1])
        for block in _matcher(one, other).get_matching_blocks()
        for word in range(block.size)
    ]


def _matcher(one: _Words, other: _Words) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [word for word, _ in one], [word for word, _ in other], autojunk=False)


def _words(text: str) -> _Words:
    """Each word, folded, and where it stands."""
    return [(folded_text(match[0]), match.span()) for match in _WORD.finditer(text)]


def _place(words: _Words, start: int, end: int, length: int) -> tuple[int, int]:
    if start == end:
        place = words[start][1][0] if start < len(words) else length
        return place, place
    return words[start][1][0], words[end - 1][1][1]


SHOWN = 20
"""Code points shown on each side from the first difference on."""


def first_difference(one: str, other: str) -> str | None:
    """Where two texts first differ, and what stands there in each, its first code point named; None: they are equal."""
    if one == other:
        return None
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return f"at offset {at} the one here has {_stands(one, at)}, the one in the file {_stands(other, at)}"


def _stands(text: str, at: int) -> str:
    return f"{text[at : at + SHOWN]!r} ({name_of(text[at])})" if at < len(text) else "nothing: it ends there"
