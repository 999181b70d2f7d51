"""Tokens as columns: an export of a million words asks where each begins and ends, and looks at no token."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property, partial
from itertools import compress
from operator import itemgetter, le
from typing import NamedTuple, overload

from corpus_tool.text.tokens import Token

MANY = 4
"""Making a token alone takes so many times as long as one of all."""


class Borders(NamedTuple):
    """Where tokens begin and where they end, in code points."""

    starts: Sequence[int]
    ends: Sequence[int]


class Ranges(NamedTuple):
    """The numbers of the tokens under some marks, half-open."""

    firsts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, tokens: Borders, starts: Sequence[int], ends: Sequence[int]) -> "Ranges":
        """From where marks begin and end, each where a token does."""
        return cls(
            [bisect_left(tokens.starts, start) for start in starts], [bisect_left(tokens.starts, end) for end in ends]
        )

    @classmethod
    def of_whole(cls, tokens: Borders, starts: Sequence[int], ends: Sequence[int]) -> "Ranges | None":
        """The same; None where a mark begins or ends where no token does."""
        token_starts, token_ends = tokens
        firsts = [bisect_left(token_starts, start) for start in starts]
        try:
            # Most names are one word.
            lasts = [
                first if token_ends[first] == end else bisect_left(token_ends, end, first)
                for first, end in zip(firsts, ends, strict=True)
            ]
            met = [token_starts[first] for first in firsts], [token_ends[last] for last in lasts]
        except IndexError:  # behind the last token
            return None
        return cls(firsts, [last + 1 for last in lasts]) if met == (starts, ends) else None

    @property
    def are_in_turn(self) -> bool:
        """Whether each is behind the one before it, as nearly all layers of names have them."""
        return all(map(le, self.ends, self.firsts[1:]))


class Kinds(Sequence[str]):
    """What each of some tokens is: a number for each, and few names. Whoever asks for borders alone makes no list."""

    def __init__(self, numbers: bytes, names: Sequence[str]) -> None:
        self._numbers, self._names = numbers, names

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> "Kinds": ...
    def __getitem__(self, index: int | slice) -> "str | Kinds":
        if isinstance(index, slice):
            return Kinds(self._numbers[index], self._names)
        return self._names[self._numbers[index]]

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return map(self._names.__getitem__, self._numbers)


class Cut(Sequence[Token]):
    """Tokens that are kept as columns. One is made when it is looked at, all when somebody looks at many.

    Who opens a document looks at ten; all of an article of 5,000 words would take 5 ms.
    """

    def __init__(self, borders: Borders, kinds: Sequence[str], sentences: list[int] | None = None) -> None:
        self.borders = borders
        self.kinds = kinds
        self.sentences = sentences
        """The number of the first token of each sentence; None where that was not kept."""
        self._looks = 0
        """How often a single one was looked at."""
        self._asked: tuple[list[int], list[int], Ranges | None] | None = None

    def without(self, kinds: Collection[str]) -> "Cut":
        """Those that are of no such kind."""
        wanted = [kind not in kinds for kind in self.kinds]
        starts, ends = (list(compress(column, wanted)) for column in self.borders)
        return Cut(Borders(starts, ends), list(compress(self.kinds, wanted)))

    def whole(self, starts: list[int], ends: list[int]) -> Ranges | None:
        """What `Ranges.of_whole` says, kept for a moment: who asks whether marks are whole words asks next which."""
        asked = self._asked
        if asked is None or asked[0] is not starts or asked[1] is not ends:
            asked = self._asked = starts, ends, Ranges.of_whole(self.borders, starts, ends)
        return asked[2]

    @cached_property
    def _tokens(self) -> tuple[Token, ...]:
        # No function of Python is called for a token: half of the time of reading a document went into that.
        return tuple(map(_as_token, zip(*self.borders, self.kinds, strict=True)))

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Token, ...]: ...
    def __getitem__(self, index: int | slice) -> Token | tuple[Token, ...]:
        if isinstance(index, slice) or self._looks * MANY >= len(self):
            return self._tokens[index]
        self._looks += 1
        return Token(self.borders.starts[index], self.borders.ends[index], self.kinds[index])

    def __len__(self) -> int:
        return len(self.borders.starts)

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tokens)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cut | tuple) and self._tokens == tuple(other)

    def __hash__(self) -> int:
        return hash(self._tokens)


_as_token: Callable[[tuple[int, int, str]], Token] = partial(tuple.__new__, Token)


def borders(tokens: Sequence[Token]) -> Borders:
    """Where they begin and end."""
    if isinstance(tokens, Cut):
        return tokens.borders
    return Borders(list(map(_START, tokens)), list(map(_END, tokens)))


def ranges(tokens: Sequence[Token], starts: list[int], ends: list[int]) -> Ranges:
    """Which `tokens` (in order, disjoint) lie under marks of which each begins and ends where a token does."""
    kept = tokens.whole(starts, ends) if isinstance(tokens, Cut) else None
    return kept or Ranges.of(borders(tokens), starts, ends)


def whole(tokens: Sequence[Token], starts: list[int], ends: list[int]) -> Ranges | None:
    """The same; None where a mark begins or ends where no token does."""
    return tokens.whole(starts, ends) if isinstance(tokens, Cut) else Ranges.of_whole(borders(tokens), starts, ends)


_START, _END = itemgetter(0), itemgetter(1)
"""Of a token."""
