"""Searching for words in an open document. No screen in it."""

from bisect import bisect_left

from corpus_tool.saying import tr
from corpus_tool.text.coordinates import Range
from corpus_tool.text.finding import Finder


class Search:
    """What is sought in one document, and where it stands."""

    def __init__(self, text: str) -> None:
        self._finder = Finder(text)
        self.sought = ""
        self.places: list[Range] = []

    def look_for(self, query: str) -> None:
        """Look for other words from now on."""
        self.sought = query
        self.places = self._finder.places(query)

    def at_or_after(self, offset: int) -> Range | None:
        """The first place from `offset` on, else the first of all; None where there is none."""
        number = bisect_left(self.places, offset, key=_start)
        return self.places[number % len(self.places)] if self.places else None

    def before(self, offset: int) -> Range | None:
        """The last place that starts before `offset`, else the last of all; None where there is none."""
        return self.places[bisect_left(self.places, offset, key=_start) - 1] if self.places else None

    def told(self, place: Range) -> str:
        """Which of how many a place is."""
        return tr("{number} of {count}", number=self.places.index(place) + 1, count=len(self.places))


def _start(place: Range) -> int:
    return place.start
