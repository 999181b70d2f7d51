"""Code points and the units that other programs count in: UTF-16 code units.

Nothing inside counts so; only formats do, at the border.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate

_LAST_OF_FIRST_PLANE = "\uffff"


class Units:
    """Where each code point of a text begins in some other unit."""

    def __init__(self, text: str, size: Callable[[str], int]) -> None:
        # Only where a character is larger than one unit does the count run ahead: few places in most texts.
        larger = [(offset, size(character) - 1) for offset, character in enumerate(text) if size(character) > 1]
        self._offsets = [offset for offset, _ in larger]
        self._ahead = [0, *accumulate(more for _, more in larger)]
        self._starts = [offset + ahead for offset, ahead in zip(self._offsets, self._ahead, strict=False)]
        self.length = len(text) + self._ahead[-1]
        """Of the text, in these units."""

    def of(self, offset: int) -> int:
        """A number of code points in these units."""
        return offset + self._ahead[bisect_left(self._offsets, offset)]

    def offset(self, units: int) -> int | None:
        """A number of these units in code points; None where that falls inside a code point or behind the text."""
        if not 0 <= units <= self.length:
            return None
        number = bisect_right(self._starts, units)
        if number and self._starts[number - 1] < units < self._starts[number - 1] + 1 + self._sizes(number):
            return None
        return units - self._ahead[bisect_left(self._starts, units)]

    def _sizes(self, number: int) -> int:
        """How many units more than one the larger character before place `number` has."""
        return self._ahead[number] - self._ahead[number - 1]


def utf16(text: str) -> Units:
    """UTF-16 code units: what JavaScript, Java and so UIMA count in."""
    return Units(text, lambda character: 2 if character > _LAST_OF_FIRST_PLANE else 1)
