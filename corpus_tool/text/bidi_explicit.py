"""Rules X1 to X8 of UAX #9: the levels that embedding, override and isolate characters ask for."""

from collections.abc import Mapping
from typing import NamedTuple

from corpus_tool.text.bidi_classes import ISOLATES, REMOVED, first_strong_level

MAX_DEPTH = 125


class Kept(NamedTuple):
    """What rule X9 leaves: for each kept character its position, its level and its class after overrides."""

    positions: list[int]
    levels: list[int]
    classes: str


class _Status(NamedTuple):
    level: int
    override: str
    """The class that every character inside takes, or nothing."""
    isolate: bool


class _Stack:
    """The directional status stack with its three counters (X1)."""

    def __init__(self, level: int) -> None:
        self.entries = [_Status(level, "", False)]
        self.overflow_isolates = self.overflow_embeddings = self.valid_isolates = 0

    @property
    def top(self) -> _Status:
        return self.entries[-1]

    def _next_level(self, direction: int) -> int | None:
        """The least level deeper than this one whose parity is `direction`; None if there is no room for it."""
        level = self.top.level + 1 + (self.top.level + 1 + direction) % 2
        full = level > MAX_DEPTH or self.overflow_isolates or self.overflow_embeddings
        return None if full else level

    def embed(self, letter: str) -> None:
        """X2 to X5."""
        level = self._next_level(int(letter in "rq"))
        if level is not None:
            self.entries.append(_Status(level, {"p": "L", "q": "R"}.get(letter, ""), False))
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def isolate(self, direction: int) -> None:
        """X5a to X5c."""
        level = self._next_level(direction)
        if level is None:
            self.overflow_isolates += 1
        else:
            self.valid_isolates += 1
            self.entries.append(_Status(level, "", True))

    def end_isolate(self) -> None:
        """X6a."""
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.top.isolate:
                self.entries.pop()
            self.entries.pop()
            self.valid_isolates -= 1

    def end_embedding(self) -> None:
        """X7."""
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif not self.top.isolate and len(self.entries) > 1:
            self.entries.pop()


def resolve_explicit(classes: str, level: int, matches: Mapping[int, int]) -> Kept:
    """Give every character the level its surroundings ask for, and leave out what X9 removes.

    A paragraph separator inside the text takes the paragraph level and ends nothing.
    """
    stack = _Stack(level)
    kept: list[tuple[int, int, str]] = []
    for position, letter in enumerate(classes):
        if letter in REMOVED:
            _obey(stack, letter)
            continue
        if letter == "t":
            stack.end_isolate()
        own_level, own_class = (level, "B") if letter == "B" else (stack.top.level, stack.top.override or letter)
        kept.append((position, own_level, own_class))
        if letter in ISOLATES:
            stack.isolate(_isolate_direction(classes, position, matches))
    positions, levels, letters = zip(*kept, strict=True) if kept else ((), (), ())
    return Kept(list(positions), list(levels), "".join(letters))


def _obey(stack: _Stack, letter: str) -> None:
    if letter == "d":
        stack.end_embedding()
    elif letter != "0":
        stack.embed(letter)


def _isolate_direction(classes: str, position: int, matches: Mapping[int, int]) -> int:
    """0 or 1: what LRI and RLI say, and for FSI what its inside begins with (X5c)."""
    if classes[position] != "f":
        return int(classes[position] == "j")
    return first_strong_level(classes, position + 1, matches.get(position, len(classes)), matches) or 0
