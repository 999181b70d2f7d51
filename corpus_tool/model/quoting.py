"""Metadata without what repeats the article: for articles that may not be passed on."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

WORDS = 5
"""So many words in a row that stand in the article as well are a piece of it: names and places are shorter."""

_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)


def without_quotes(metadata: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The fields without those in which a piece of the text stands: a summary, a page, a first line.

    Addresses stay, though they may be made of the title.
    """
    if not any(_is_long(value) for value in _strings(metadata)):
        return dict(metadata)
    pieces = set(_pieces(text))
    return {
        name: value
        for name, value in metadata.items()
        if not any(piece in pieces for said in _strings(value) if _is_long(said) for piece in _pieces(said))
    }


def _is_long(said: str) -> bool:
    """Whether it may be more than a name, a date or an address: cheap, since nearly everything is not."""
    return len(said) >= 2 * WORDS - 1 and not _ADDRESS.fullmatch(said)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield str(name)
            yield from _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


def _pieces(said: str) -> Iterator[tuple[str, ...]]:
    """Every so many words in a row."""
    words = _WORD.findall(said)
    return (tuple(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1))
