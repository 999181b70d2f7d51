"""How far apart two readings put a border, and whether what lies between is written onto the word."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from corpus_tool.model.annotations import Fragments
from corpus_tool.model.layers import LayerName
from corpus_tool.text.clusters import is_border
from corpus_tool.text.coordinates import Range
from corpus_tool.text.tokens import Token, token_at


class Side(StrEnum):
    """Which border of a mark."""

    START = "start"
    END = "end"


class Clitics(NamedTuple):
    """What a language writes onto its words, as `languages.Language` knows it: word to offsets inside it."""

    before: Callable[[str], list[int]]
    """Where what is written onto the front of a word may end."""
    behind: Callable[[str], list[int]]
    """Where what is written onto its end may begin."""


class Gap(NamedTuple):
    """What one of two readings has at a border and the other has not."""

    wider: LayerName
    narrower: LayerName
    side: Side
    place: Range
    letters: int
    """What a reader counts there: marks go with their letters, spaces count."""
    between: str
    is_clitic: bool
    """Whether it is all proclitics of the word behind it, or a suffix of the word before it."""


def gaps_of(
    marked: Iterable[tuple[LayerName, Fragments]], text: str, tokens: Sequence[Token], clitics: Clitics
) -> tuple[Gap, ...]:
    """Where each two layers that mark one thing begin or end apart; nothing of those that mark no place.

    Of marks in several pieces, the first start and the last end.
    """
    ends = [(layer, Range(pieces[0][0], pieces[-1][1])) for layer, pieces in marked if pieces]
    return tuple(gap for one, other in combinations(ends, 2) for gap in _between(one, other, text, tokens, clitics))


_Marked = tuple[LayerName, Range]


def _between(one: _Marked, other: _Marked, text: str, tokens: Sequence[Token], clitics: Clitics) -> Iterator[Gap]:
    if one[1].start != other[1].start:
        (wider, (start, _)), (narrower, (end, _)) = sorted((one, other), key=lambda mark: mark[1].start)
        is_clitic = _is_before(text, tokens, Range(start, end), clitics)
        yield _gap(wider, narrower, Side.START, Range(start, end), text, is_clitic=is_clitic)
    if one[1].end != other[1].end:
        (narrower, (_, start)), (wider, (_, end)) = sorted((one, other), key=lambda mark: mark[1].end)
        is_clitic = _is_behind(text, tokens, Range(start, end), clitics)
        yield _gap(wider, narrower, Side.END, Range(start, end), text, is_clitic=is_clitic)


def _gap(wider: LayerName, narrower: LayerName, side: Side, place: Range, text: str, *, is_clitic: bool) -> Gap:
    letters = sum(is_border(text, at) for at in range(*place))
    return Gap(wider, narrower, side, place, letters, text[place.start : place.end], is_clitic)


def _is_before(text: str, tokens: Sequence[Token], gap: Range, clitics: Clitics) -> bool:
    word = _word(text, tokens, gap.start, gap.end)
    borders = {word.start + at for at in clitics.before(text[word.start : word.end])}
    return gap.end in borders and gap.start in {word.start, *borders}


def _is_behind(text: str, tokens: Sequence[Token], gap: Range, clitics: Clitics) -> bool:
    word = _word(text, tokens, gap.start - 1, gap.end - 1)
    borders = {word.start + at for at in clitics.behind(text[word.start : word.end])}
    return gap.start in borders and gap.end in {word.end, *borders}


def _word(text: str, tokens: Sequence[Token], first: int, last: int) -> Range:
    """What is written without a space from the token at `first` to the one at `last`; empty where there is a space.

    Some tokenizers cut a proclitic off before a hyphen or a quote.
    """
    left, right = token_at(tokens, first), token_at(tokens, last)
    if left is None or right is None or any(character.isspace() for character in text[first:last]):
        return Range(first, first)
    return Range(tokens[left].start, tokens[right].end)
