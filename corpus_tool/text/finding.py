"""Finding words whatever their spelling: marks, hamzas, tatweel, quotes and dashes make no difference."""

import re
from functools import cached_property

from corpus_tool.text.coordinates import Range
from corpus_tool.text.folding import Folded, fold, folded_text

_UNFINISHED = "\"'\u05f3\u05f4\u2019\u201d"
"""A quote at the end of what is typed so far may be the inner one of a Hebrew word whose last letter is to come."""


def in_one_spelling(text: str) -> str:
    """`text` as a list of names is searched by: folded, one space between two words. Names and what is typed alike."""
    return " ".join(folded_text(text).split())


def sought_in_names(query: str) -> str:
    """What to look for in names that are in one spelling; empty where `query` holds no word."""
    return in_one_spelling(query.rstrip(_UNFINISHED) or query)


def pattern_of(query: str) -> re.Pattern[str] | None:
    """What to look for in a folded text: the words of `query`, whatever white space is between. None for no words."""
    words = fold(query.rstrip(_UNFINISHED) or query).text.split()
    return re.compile(r"\s+".join(map(re.escape, words))) if words else None


class Finder:
    """Finds words in one text. Folds it when first asked: about a millisecond for a thousand characters."""

    def __init__(self, text: str) -> None:
        self.text = text

    def places(self, query: str) -> list[Range]:
        """Where `query` stands in the text as written, in order and apart; its edges are edges of clusters."""
        pattern = pattern_of(query)
        found = pattern.finditer(self._folded.text) if pattern else ()
        return [Range(*self._folded.origin(*match.span())) for match in found]

    @cached_property
    def _folded(self) -> Folded:
        return fold(self.text)
