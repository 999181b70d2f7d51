"""Tokens as columns: an export of a million words asks where each begins and ends, and looks at no token."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from operator import itemgetter
from typing import Any, NamedTuple, overload

from corpus_tool.text.tokens import Token


class Borders(NamedTuple):
    """Where tokens begin and where they end, in code points."""

    starts: Sequence[int]
    ends: Sequence[int]


class Cut(Sequence[Token]):
    """Tokens that are kept as columns, and made when somebody looks at the first of them."""

    def __init__(self, parts: Sequence[Any]) -> None:
        """Take the start, the end and the kind of the first token, then those of the second, and on."""
        self.borders = Borders(parts[0::3], parts[1::3])
        self._kinds: Sequence[str] = parts[2::3]

    @cached_property
    def _tokens(self) -> tuple[Token, ...]:
        # No function of Python is called for a token: half of the time of reading a document went into that.
        return tuple(map(_as_token, zip(*self.borders, self._kinds, strict=True)))

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Token, ...]: ...
    def __getitem__(self, index: int | slice) -> Token | tuple[Token, ...]:
        return self._tokens[index]

    def __len__(self) -> int:
        return len(self._kinds)

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


_START, _END = itemgetter(0), itemgetter(1)
"""Of a token."""
