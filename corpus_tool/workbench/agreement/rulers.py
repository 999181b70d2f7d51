"""Places in a text, in code points, as positions that a measure counts: tokens or characters, perhaps without some."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

from corpus_tool.model.annotations import Fragments
from corpus_tool.model.documents import Document
from corpus_tool.model.regions import inside
from corpus_tool.text.clusters import behind_marks


class Unit(StrEnum):
    """What a position is."""

    TOKENS = "tokens"
    CHARACTERS = "characters"


Step = Callable[[int, int], tuple[int, int]]
"""A stretch before and after."""


class Ruler:
    """What measures the places in one document."""

    def __init__(
        self, document: Document, unit: Unit, without: Sequence[tuple[int, int]] = (), *, ignore_marks: bool = False
    ) -> None:
        """`without`: stretches in code points, whose positions do not count, in order and disjoint.

        `ignore_marks`: an edge that stands before combining marks is moved behind them.
        """
        self._text = document.text
        self._without = without
        self._ignores_marks = ignore_marks
        self.merges = unit is Unit.TOKENS or ignore_marks or bool(without)
        """Whether two places may become one."""
        if unit is Unit.TOKENS:
            tokens = document.tokens
            kept = [one for one in tokens if not inside(one.start, one.end, without)] if without else tokens
            self._starts, self._ends = [one.start for one in kept], [one.end for one in kept]
            self.length, self._step = len(kept), self._in_tokens
        else:
            self.length, self._step = self._in_characters(0, len(self._text))[1], self._in_characters

    length: int
    """In positions."""

    def place(self, fragments: Fragments) -> Fragments:
        """The same place in positions: fragments that have none are left out, perhaps all.

        A token is in if it shares a character. Fragments that meet there are one.
        """
        if len(fragments) == 1:  # nearly always
            (place,) = fragments
            start, end = self._step(*self._moved(*place))
            return ((start, end),) if start < end else ()
        steps = (self._step(*self._moved(start, end)) for start, end in fragments)
        return tuple(_joined((start, end) for start, end in steps if start < end))

    def _moved(self, start: int, end: int) -> tuple[int, int]:
        return (behind_marks(self._text, start), behind_marks(self._text, end)) if self._ignores_marks else (start, end)

    def _in_tokens(self, start: int, end: int) -> tuple[int, int]:
        return bisect_right(self._ends, start), bisect_left(self._starts, end)

    def _in_characters(self, start: int, end: int) -> tuple[int, int]:
        return start - self._left_out_before(start), end - self._left_out_before(end)

    def _left_out_before(self, place: int) -> int:
        return sum(min(end, place) - start for start, end in self._without if start < place)


def _joined(stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those that meet, as one; they come in order."""
    before: tuple[int, int] | None = None
    for start, end in stretches:
        if before is not None and start <= before[1]:
            before = (before[0], max(before[1], end))
            continue
        if before is not None:
            yield before
        before = (start, end)
    if before is not None:
        yield before
