"""Searching: for words in an open document, and for documents in a list. No screen in it."""

from bisect import bisect_left
from collections.abc import Iterable

from corpus_tool.store.documents import DocumentEntry
from corpus_tool.text.coordinates import Range
from corpus_tool.text.finding import Finder, pattern_of
from corpus_tool.text.folding import fold


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
        return f"{self.places.index(place) + 1} of {len(self.places)}"


class Shortlist:
    """Picks documents by what is typed. Remembers folded names, so that each is folded once."""

    def __init__(self) -> None:
        self._folded: dict[str, str] = {}

    def matching(self, entries: Iterable[DocumentEntry], typed: str) -> list[DocumentEntry]:
        """Those whose key, title or source holds `typed`, in any spelling; all where nothing is typed."""
        pattern = pattern_of(typed)
        return [entry for entry in entries if pattern is None or pattern.search(self._folded_names(entry))]

    def _folded_names(self, entry: DocumentEntry) -> str:
        # NUL keeps the names apart: no query holds one.
        names = "\0".join((entry.key, entry.title, str(entry.metadata.get("source", ""))))
        if names not in self._folded:
            self._folded[names] = fold(names).text
        return self._folded[names]


def _start(place: Range) -> int:
    return place.start
