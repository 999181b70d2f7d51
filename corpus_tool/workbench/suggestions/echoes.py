"""What was marked in the open document, offered wherever else the document says it: nobody has to ask for it.

Names and triggers by their words; times and numbers by their form, since these are others where they come again.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import chain

from corpus_tool import languages
from corpus_tool.model.annotations import Event, Fragments, Span
from corpus_tool.model.documents import Document
from corpus_tool.model.lexicon import Lexicon, Words
from corpus_tool.model.schemas import SUBTYPE
from corpus_tool.model.suggestions import Claim, scored
from corpus_tool.text.queries import index_words
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.suggestions.amount_habits import forms_in
from corpus_tool.workbench.suggestions.lexicon import ECHOED, LEAST, named_in, spoken

ECHO = "mentions"
KEPT = 4096
"""Names that are kept folded: articles of one corpus speak of the same."""
NO_NAMES = {"NUM", "TIME"}
"""Labels of what is another one where it comes again."""

WRITTEN = 0.75
"""How often what has the form of a time or a number that was marked is marked, too."""

PASSED = 8
"""So many times as often as it was marked, and once more, a word is read past before it is no longer offered."""

Name = tuple[Words, str, str]
"""Folded words, label, subtype; of a trigger its type and nothing."""

Form = tuple[str, str, str]
"""Name of a form in which times and numbers are written, label, subtype."""

Wanted = tuple[dict[Name, int], dict[Name, int], frozenset[Form]]
"""Names and triggers to look for, with how often each was marked; and forms."""


def cut_ahead(document: Document) -> None:
    """Cut the text of a document for looking; when it is asked for what was marked, that is done already."""
    code = languages.language_or_plain(document.language).code
    cut = spoken(document.text, code).cut
    if cut.words:
        cut.origin(0, 0)
    forms_in(document.text, code)


class Echoes:
    """What is found; looked for anew when something else is marked or rejected."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._language = languages.language_or_plain(desk.document.language)
        self._for: Wanted = {}, {}, frozenset()
        self._found: tuple[Span | Event, ...] = ()
        self._words: dict[tuple[int, int], Words] = {}
        """Place to what stands there, folded."""

    def listed(self, rejected: Collection[Claim]) -> tuple[Span | Event, ...]:
        """Every place that says what is marked, those that are marked among them, with how sure that is.

        What was rejected in more places than it was marked in is not looked for. The same object is answered as long
        as that is the same.
        """
        refused = Counter((self._words_at(one.fragments), one.label) for one in rejected)
        wanted = self._names(refused), self._triggers(refused), self._forms(rejected)
        if any(one != other for one, other in zip(_looked_for(wanted), _looked_for(self._for), strict=True)):
            self._found = tuple(chain(self._named(wanted[0]), self._named(wanted[1]), self._written(wanted[2])))
        self._for = wanted
        return self._found

    def _names(self, refused: Counter[tuple[Words, str]]) -> dict[Name, int]:
        """The names to look for, and how often each was marked."""
        counts: Counter[Name] = Counter()
        for one in self._desk.layer.spans:
            if one.label not in NO_NAMES and len(one.fragments) == 1:
                counts[self._words_at(one.fragments), one.label, _subtype(one)] += 1
        return {key: count for key, count in counts.items() if refused[key[:2]] <= count}

    def _triggers(self, refused: Counter[tuple[Words, str]]) -> dict[Name, int]:
        """The same for the words that events were marked by."""
        events, come_to = (one for one in self._desk.layer.events if len(one.fragments) == 1), self._come_to
        counts = Counter((self._words_at(one.fragments), one.type, "") for one in events)
        return {
            key: count
            for key, count in counts.items()
            if refused[key[:2]] <= count and not self._is_passed_over(key[0], count, come_to)
        }

    def _is_passed_over(self, words: Words, count: int, come_to: int) -> bool:
        """Whether the words were left unmarked far more often than marked, as far as the annotator has come."""
        cut = spoken(self._desk.document.text, self._language.code)
        return bool(words) and _is_far_more(cut.times(words[0], come_to), count)

    @property
    def _come_to(self) -> int:
        """Where the last mark begins."""
        marks: tuple[Span | Event, ...] = (*self._desk.layer.spans, *self._desk.layer.events)
        return max((one.fragments[0][0] for one in marks if one.fragments), default=0)

    def _forms(self, rejected: Collection[Claim]) -> frozenset[Form]:
        """The forms that were marked as something as often as that was rejected of them."""
        marks = [one for one in self._desk.layer.spans if one.label in NO_NAMES and len(one.fragments) == 1]
        if not marks:
            return frozenset()
        forms = forms_in(self._desk.document.text, self._language.code)
        counts = Counter((forms.get(one.fragments[0], ""), one.label, _subtype(one)) for one in marks)
        refused = Counter((forms.get(one.fragments[0], ""), one.label) for one in rejected if one.label in NO_NAMES)
        come_to = self._come_to
        seen = Counter(form for (start, _), form in forms.items() if start < come_to)
        return frozenset(
            key
            for key, count in counts.items()
            if key[0] and refused[key[:2]] <= count and not _is_far_more(seen[key[0]], count)
        )

    def _words_at(self, fragments: Fragments) -> Words:
        place = fragments[0][0], fragments[-1][1]
        if (words := self._words.get(place)) is None:
            words = self._words[place] = _folded(self._desk.document.text[slice(*place)])
        return words

    def _named(self, wanted: dict[Name, int]) -> Iterator[Span | Event]:
        lexicon = Lexicon()
        for (words, label, subtype), count in _told_clearly(wanted).items():
            lexicon.add_words(words, " ".join(words), label, count, subtype)
        if lexicon.labels:
            yield from named_in(self._desk.document.text, self._language, lexicon, self._desk.schema)

    def _written(self, wanted: frozenset[Form]) -> Iterator[Span]:
        if not wanted:
            return
        by_form = {form: (label, subtype) for form, label, subtype in sorted(wanted)}
        for (start, end), form in forms_in(self._desk.document.text, self._language.code).items():
            if form in by_form:
                label, subtype = by_form[form]
                attributes = {SUBTYPE: subtype} if subtype in self._desk.schema.subtypes_of(label) else {}
                one = Span(id=f"n{start}-{end}", label=label, fragments=((start, end),), attributes=attributes)
                yield scored(one, WRITTEN)


def _looked_for(wanted: Wanted) -> tuple[object, ...]:
    """What decides which places are found."""
    return wanted[0].keys(), wanted[1].keys(), wanted[2]


def _is_far_more(seen: int, marked: int) -> bool:
    return seen > PASSED * (marked + 1)


def _subtype(one: Span) -> str:
    """Its subtype; a file may have brought anything."""
    said = one.attributes.get(SUBTYPE)
    return said if isinstance(said, str) else ""


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
