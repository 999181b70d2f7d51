"""Tokens as the tables have them: where they begin, where they end, and what they are, a column after the other.

Whoever exports a million words asks for the first two columns, which come out of a blob in one go; a list of tokens
would take five times as long, and twice the room.
"""

import sys
from array import array
from collections.abc import Sequence
from functools import lru_cache

from corpus_tool.errors import StoreError
from corpus_tool.text.cuts import Borders, Cut, Kinds, borders
from corpus_tool.text.tokens import Token

_HEAD = 5
"""Bytes: the type of the borders (`H` or `I`), then how many tokens there are."""

_TYPES = {b"H": ("H", 2), b"I": ("I", 4)}
"""Of a border: as in `array`, and its bytes, the lowest first. No border of most articles needs more than two."""


def tokens_to_blob(tokens: Sequence[Token]) -> bytes:
    """The columns of some tokens: all borders, a byte for the kind of each, and the names of the kinds."""
    starts, ends = borders(tokens)
    type = "H" if not ends or ends[-1] < 1 << 16 else "I"
    kinds = [token.kind for token in tokens]
    names = list(dict.fromkeys(kinds))
    numbers = {name: number for number, name in enumerate(names)}
    return b"".join(
        (
            type.encode(),
            len(kinds).to_bytes(4, "little"),
            _swapped(array(type, [*starts, *ends])).tobytes(),
            bytes(map(numbers.__getitem__, kinds)),
            "\n".join(names).encode(),
        )
    )


def token_count(head: bytes) -> int:
    """How many tokens a blob holds, by its first five bytes."""
    return int.from_bytes(head[1:_HEAD], "little")


def cut_from_blob(stored: bytes) -> Cut:
    """The tokens that `tokens_to_blob` wrote; StoreError where these are not its bytes."""
    type, width = _TYPES.get(stored[:1], ("H", 0))
    count = token_count(stored)
    middle = _HEAD + 2 * count * width
    end = middle + count
    if not width or len(stored) < end:
        raise StoreError("The tokens of a document are damaged; restore a backup.")
    places = _swapped(array(type, stored[_HEAD:middle])).tolist()
    return Cut(Borders(places[:count], places[count:]), Kinds(stored[middle:end], _names(stored[end:])))


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
