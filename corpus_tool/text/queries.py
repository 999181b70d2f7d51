"""What is a word to a search, how a query is read, and where a folded text answers it.

Index and query are folded and cut alike, so any spelling finds any other. Offsets are those of the original text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from corpus_tool.text.folding import Folded, fold, folded_text

RECIPE = "1"
"""Raised with every change that folds or cuts some text otherwise: an index made by another recipe is made anew."""

_WORD = re.compile("[^\\W_]+|[\u2190-\u2bff\U0001f000-\U0001faff]")
"""In a folded text: letters and digits together, a pictogram by itself."""

KEPT = 4096
"""Pieces between white space whose way back is kept: names come again, and tracing one takes as long as 30 looks."""

_PIECE = re.compile(r"\S+")

_PART = re.compile(
    r'(?<!\S)["\u201c\u201d\u00ab](?P<phrase>.*?)(?:["\u201c\u201d\u00bb](?=[\s*.,;:!?)]|\Z)|\Z)\*?|\S+', re.DOTALL
)
"""A phrase opens behind a space and closes before one: the gershayim of צה"ל are neither."""


class Phrase(NamedTuple):
    """Words that must stand in a row."""

    heads: tuple[str, ...]
    """What the first word may be: the word itself, and its forms behind proclitics."""
    tail: tuple[str, ...]
    """The words behind it."""
    is_prefix: bool
    """Whether the last word may go on."""


class Hit(NamedTuple):
    """Where a phrase stands: code points of the original text, half-open."""

    start: int
    end: int


def index_words(text: str) -> str:
    """The words of `text` as the index takes them, a space between two."""
    return " ".join(_WORD.findall(folded_text(text)))


def read_query(query: str) -> list[Phrase]:
    """Read words, "phrases" and prefix*; all must be found. Any text is a query; one without a word asks for nothing.

    A word that is several to the index (F-16) is a phrase.
    """
    phrases = []
    for part in _PART.finditer(query):
        quoted = part["phrase"]
        words = _WORD.findall(folded_text(part[0] if quoted is None else quoted))
        is_prefix = part[0].endswith("*")
        if words:
            phrases.append(Phrase((words[0],), tuple(words[1:]), is_prefix))
    return phrases


def find(text: str, phrases: Sequence[Phrase]) -> list[Hit]:
    """Every place in `text` where one of `phrases` stands, in text order, each once.

    Nothing is folded across white space: the pieces between are folded together, a line each, and the way back is
    looked for in the few that hold a find.
    """
    cut = CutText(text)
    found = {(first, first + len(phrase.tail)) for phrase in phrases for first in _places(cut.words, phrase)}
    return sorted({cut.place(first, last) for first, last in found})


class CutText:
    """The words of a text as the index takes them, and the way back to where they stand."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.words: list[str] = []
        """Folded, in text order."""
        self._homes: list[int] = []
        for number, folded in enumerate(folded_text("\n".join(text.split())).split("\n")):
            cut = [folded] if folded.isalnum() else _WORD.findall(folded)
            self.words += cut
            self._homes += [number] * len(cut)

    def place(self, first: int, last: int) -> Hit:
        """Where the words from number `first` to number `last` stand."""
        return Hit(self.origin(first, 0).start, self.origin(last, 0).end)

    def origin(self, number: int, offset: int) -> Hit:
        """Where a word stands, from its folded character `offset` on; what is looked for first cuts the text."""
        piece = self._pieces[self._homes[number]]
        folded, words = _traced(piece[0])
        first, last = words[number - bisect_left(self._homes, self._homes[number])]
        start, end = folded.origin(first + offset, last)
        return Hit(piece.start() + start, piece.start() + end)

    @cached_property
    def _pieces(self) -> list[re.Match[str]]:
        return list(_PIECE.finditer(self._text))


@lru_cache(KEPT)
def _traced(piece: str) -> tuple[Folded, tuple[tuple[int, int], ...]]:
    """A piece with the way back, and where the words in it stand."""
    folded = fold(piece)
    return folded, tuple(found.span() for found in _WORD.finditer(folded.text))


def _places(words: Sequence[str], phrase: Phrase) -> Iterator[int]:
    """The numbers of the words with which `phrase` begins."""
    heads, tail, is_prefix = phrase
    allowed = frozenset(heads)
    head_goes_on = is_prefix and not tail
    for number, word in enumerate(words):
        if word in allowed or (head_goes_on and word.startswith(heads)):
            following = words[number + 1 : number + 1 + len(tail)]
            if _continues(following, tail, is_prefix=is_prefix):
                yield number


def _continues(words: Sequence[str], tail: Sequence[str], *, is_prefix: bool) -> bool:
    if len(words) < len(tail):
        return False
    if not (tail and is_prefix):
        return tuple(words) == tuple(tail)
    return tuple(words[:-1]) == tuple(tail[:-1]) and words[-1].startswith(tail[-1])
