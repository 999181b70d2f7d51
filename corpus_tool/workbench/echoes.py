"""What was marked in the open document, offered wherever else the document says it: nobody has to ask for it."""

from collections import Counter
from collections.abc import Collection
from functools import lru_cache

from corpus_tool import languages
from corpus_tool.model.annotations import Event, Fragments, Span
from corpus_tool.model.lexicon import Lexicon, Words
from corpus_tool.model.schemas import SUBTYPE
from corpus_tool.model.suggestions import Claim
from corpus_tool.text.queries import index_words
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.lexicon import ECHOED, LEAST, named_in

ECHO = "mentions"
KEPT = 4096
"""Names that are kept folded: articles of one corpus speak of the same."""
NO_NAMES = {"NUM", "TIME"}
"""Labels of what is another one where it comes again."""

Name = tuple[Words, str, str]
"""Folded words, label, subtype."""


class Echoes:
    """What is found; looked for anew when something else is marked or rejected."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._for: dict[Name, int] = {}
        self._found: tuple[Span | Event, ...] = ()
        self._words: dict[tuple[int, int], Words] = {}
        """Place to what stands there, folded."""

    def listed(self, rejected: Collection[Claim]) -> tuple[Span | Event, ...]:
        """Every place that says what is marked, those that are marked among them, with how sure that is.

        A name that was rejected in more places than it was marked in is not looked for. The same object is answered
        as long as that is the same.
        """
        wanted = self._wanted(rejected)
        if wanted.keys() != self._for.keys():
            self._found = self._find(wanted)
        self._for = wanted
        return self._found

    def _wanted(self, rejected: Collection[Claim]) -> dict[Name, int]:
        """The names to look for, and how often each was marked."""
        counts: Counter[Name] = Counter()
        for one in self._desk.layer.spans:
            if one.label not in NO_NAMES and len(one.fragments) == 1:
                said = one.attributes.get(SUBTYPE)  # a file may have brought anything
                counts[self._words_at(one.fragments), one.label, said if isinstance(said, str) else ""] += 1
        refused = Counter((self._words_at(one.fragments), one.label) for one in rejected)
        return {key: count for key, count in counts.items() if refused[key[:2]] <= count}

    def _words_at(self, fragments: Fragments) -> Words:
        place = fragments[0][0], fragments[-1][1]
        if (words := self._words.get(place)) is None:
            words = self._words[place] = _folded(self._desk.document.text[slice(*place)])
        return words

    def _find(self, wanted: dict[Name, int]) -> tuple[Span | Event, ...]:
        lexicon = Lexicon()
        for (words, label, subtype), count in _told_clearly(wanted).items():
            lexicon.add_words(words, " ".join(words), label, count, subtype)
        language = languages.language_or_plain(self._desk.document.language)
        return tuple(named_in(self._desk.document.text, language, lexicon, self._desk.schema))


@lru_cache(KEPT)
def _folded(text: str) -> Words:
    return tuple(index_words(text).split())


def _told_clearly(wanted: dict[Name, int]) -> dict[Name, int]:
    """Without the names that are marked now so, now so: none of their labels would be sure enough to be offered."""
    totals: Counter[Words] = Counter()
    by_label: Counter[tuple[Words, str]] = Counter()
    for (words, label, _), count in wanted.items():
        totals[words] += count
        by_label[words, label] += count
    sure = {words for (words, _), count in by_label.items() if count / totals[words] * ECHOED >= LEAST}
    return {name: count for name, count in wanted.items() if name[0] in sure}
