"""What was marked in the open document, offered wherever else the document says it: nobody has to ask for it."""

from collections import Counter
from collections.abc import Collection

from corpus_tool import languages
from corpus_tool.model.annotations import Event, Span
from corpus_tool.model.lexicon import Lexicon, Words
from corpus_tool.model.schemas import SUBTYPE
from corpus_tool.model.suggestions import Claim
from corpus_tool.text.queries import index_words
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.lexicon import named_in

ECHO = "mentions"
NO_NAMES = {"NUM", "TIME"}
"""Labels of what is another one where it comes again."""


class Echoes:
    """What is found; looked for anew when something else is marked or rejected."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._for: dict[tuple[Words, str, str], int] = {}
        self._found: tuple[Span | Event, ...] = ()

    def listed(self, rejected: Collection[Claim]) -> tuple[Span | Event, ...]:
        """Every place that says what is marked, those that are marked among them, with how sure that is.

        A name that was rejected in more places than it was marked in is not looked for.
        """
        wanted = self._wanted(rejected)
        if wanted.keys() != self._for.keys():
            self._found = self._find(wanted)
        self._for = wanted
        return self._found

    def _wanted(self, rejected: Collection[Claim]) -> dict[tuple[Words, str, str], int]:
        text = self._desk.document.text
        counts: Counter[tuple[Words, str, str]] = Counter()
        for one in self._desk.layer.spans:
            if one.label not in NO_NAMES and len(one.fragments) == 1:
                start, end = one.fragments[0]
                words = tuple(index_words(text[start:end]).split())
                said = one.attributes.get(SUBTYPE)  # a file may have brought anything
                counts[words, one.label, said if isinstance(said, str) else ""] += 1
        refused = Counter(
            (tuple(index_words(text[one.fragments[0][0] : one.fragments[-1][1]]).split()), one.label)
            for one in rejected
        )
        return {key: count for key, count in counts.items() if refused[key[:2]] <= count}

    def _find(self, wanted: dict[tuple[Words, str, str], int]) -> tuple[Span | Event, ...]:
        lexicon = Lexicon()
        for (words, label, subtype), count in wanted.items():
            lexicon.add(" ".join(words), label, count, subtype)
        language = languages.language_or_plain(self._desk.document.language)
        return tuple(named_in(self._desk.document.text, language, lexicon, self._desk.schema))
