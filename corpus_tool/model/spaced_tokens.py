"""Tokens and white space as spaCy has them: one space belongs to the token before it, all other is a token itself."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from corpus_tool.text.tokens import Token


class SpacedToken(NamedTuple):
    """A token, or white space."""

    start: int
    end: int
    number: int
    has_space: bool
    """Whether one space follows that is in no token."""


@dataclass(frozen=True, slots=True)
class SpacedTokens:
    """The tokens of a text with its white space: put one behind the other, with their spaces, they are the text."""

    tokens: tuple[SpacedToken, ...]

    @classmethod
    def of(cls, text: str, tokens: Sequence[Token]) -> "SpacedTokens":
        """Those of a text; `tokens` cover all of it but white space."""
        found: list[SpacedToken] = []
        position = 0
        for token in (*tokens, None):
            start = token.start if token else len(text)
            if found and text.startswith(" ", position) and position < start:
                found[-1] = found[-1]._replace(has_space=True)
                position += 1
            if position < start:
                found.append(SpacedToken(position, start, len(found), has_space=False))
            if token:
                found.append(SpacedToken(token.start, token.end, len(found), has_space=False))
                position = token.end
        return cls(tuple(found))

    def numbers(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the first and the last token that share a character with a stretch."""
        first = bisect_right(self.tokens, start, key=attrgetter("end"))
        return first, bisect_left(self.tokens, end, lo=first, key=attrgetter("start")) - 1
