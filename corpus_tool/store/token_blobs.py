"""Tokens as the tables have them: where they begin, where they end, and what they are, a column after the other.

Whoever exports a million words asks for the first two columns, which come out of a blob in one go; a list of tokens
would take five times as long, and twice the room. Where sentences begin is kept with them: to find out takes as long as
all borders of an article.
"""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from corpus_tool.errors import StoreError
from corpus_tool.text.cuts import Borders, Cut, Kinds, borders
from corpus_tool.text.sentences import RULES, starts_of_sentences
from corpus_tool.text.tokens import Token

_HEAD = 10
"""Bytes: the type of a number (`H` or `I`), how many tokens there are, the rules of sentences (0: none are here), and
how many sentences."""

_TYPES = {b"H": ("H", 2), b"I": ("I", 4)}
"""Of a number: as in `array`, and its bytes, the lowest first. No border of most articles needs more than two."""


def tokens_to_blob(tokens: Sequence[Token], text: str = "") -> bytes:
    """The columns of some tokens: all borders, the first token of each sentence, a byte for each kind, and their names.

    `text`: that of the document, where its sentences are to be kept.
    """
    starts, ends = borders(tokens)
    type = "H" if not ends or ends[-1] < 1 << 16 else "I"
    kinds = [token.kind for token in tokens]
    names = {name: number for number, name in enumerate(dict.fromkeys(kinds))}
    sentences = _first_tokens(text, starts)
    head = type.encode() + len(kinds).to_bytes(4, "little") + bytes([RULES if sentences else 0])
    return b"".join(
        (
            head + len(sentences).to_bytes(4, "little"),
            _swapped(array(type, [*starts, *ends, *sentences])).tobytes(),
            bytes(map(names.__getitem__, kinds)),
            "\n".join(names).encode(),
        )
    )


def _first_tokens(text: str, starts: Sequence[int]) -> list[int]:
    """The number of the first token of each sentence; none where one begins inside a token."""
    begun = starts_of_sentences(text)
    numbers = [bisect_left(starts, start) for start in begun]
    are_tokens = all(number < len(starts) and starts[number] == at for number, at in zip(numbers, begun, strict=True))
    return numbers if are_tokens else []


def token_count(head: bytes) -> int:
    """How many tokens a blob holds, by its first five bytes."""
    return int.from_bytes(head[1:5], "little")


def cut_from_blob(stored: bytes) -> Cut:
    """The tokens that `tokens_to_blob` wrote; StoreError where these are not its bytes."""
    type, width = _TYPES.get(stored[:1], ("H", 0))
    count = token_count(stored)
    numbers = 2 * count + int.from_bytes(stored[6:_HEAD], "little")
    middle = _HEAD + numbers * width
    end = middle + count
    if not width or len(stored) < end:
        raise StoreError("The tokens of a document are damaged; restore a backup.")
    places = _swapped(array(type, stored[_HEAD:middle])).tolist()
    return Cut(
        Borders(places[:count], places[count : 2 * count]),
        Kinds(stored[middle:end], _names(stored[end:])),
        places[2 * count :] if stored[5] == RULES else None,
    )


def tokens_from_blob(stored: bytes) -> tuple[Token, ...]:
    """The same, for whoever looks at all of them again and again."""
    return tuple(cut_from_blob(stored))


@lru_cache
def _names(stored: bytes) -> tuple[str, ...]:
    """The names of the kinds: most articles have the same."""
    return tuple(stored.decode().split("\n"))


def _swapped(places: "array[int]") -> "array[int]":
    """The other way round where the machine has its highest byte first."""
    if sys.byteorder == "big":
        places.byteswap()
    return places
