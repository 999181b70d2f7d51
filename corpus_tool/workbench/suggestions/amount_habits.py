"""Times and numbers suggested by their form, as far as the annotator's done work has marked what has that form."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from corpus_tool import languages
from corpus_tool.languages import Language
from corpus_tool.model.annotations import Span
from corpus_tool.model.schemas import SUBTYPE, Schema
from corpus_tool.model.suggestions import scored
from corpus_tool.text.amounts import Amount, places, settled, written

LEAST = 0.5
"""Below it, a form is not suggested."""
DRAWN = 4.0
"""So many places are added to those of a form, marked as often as the language believes it."""
SCORE = 0.75

_RIVAL = "counted"
"""A number with what is counted: whoever marks that does not mark the number alone."""


class AmountHabits:
    """How often each form was seen, and marked."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str]] = Counter()
        self._marked: Counter[tuple[str, str]] = Counter()

    def learn(self, text: str, language: Language, places: Collection[tuple[int, int]]) -> None:
        """Hold the forms of a text against the places that are marked."""
        for place, form in _each_form(text, language):
            self._seen[language.code, form] += 1
            self._marked[language.code, form] += place in places

    def believed(self, *, unseen: bool) -> Mapping[str, frozenset[str]]:
        """Language to the names of the forms that are marked more often than not.

        `unseen`: also those that the annotator never marked, by what the language believes of them.
        """
        return {one.code: frozenset(self._believed(one, unseen=unseen)) for one in languages.languages()}

    def _believed(self, language: Language, *, unseen: bool) -> Iterator[str]:
        for form in language.amounts:
            if (unseen or self._marked[language.code, form.name]) and self._belief(language.code, form) >= LEAST:
                yield form.name

    def _belief(self, code: str, form: Amount) -> float:
        key = (code, form.name)
        return (self._marked[key] + DRAWN * form.belief) / (self._seen[key] + DRAWN)


@lru_cache(4)
def forms_in(text: str, code: str) -> Mapping[tuple[int, int], str]:
    """Each place of a text that is written in the form of a time or a number, and which; it is asked with every act."""
    return dict(_each_form(text, languages.language_or_plain(code)))


def _each_form(text: str, language: Language) -> Iterator[tuple[tuple[int, int], str]]:
    """A number alone and with what is counted are both told of."""
    names, found = {one.name for one in language.amounts}, places(text, language.amounts)
    for believed, counted in ((names - {_RIVAL}, names - {_RIVAL}), (names, {_RIVAL})):
        for start, end, amount in settled(found, believed):
            if amount.name in counted:
                yield (start, end), amount.name


def amounts_in(text: str, language: Language, believed: Collection[str], schema: Schema) -> Iterator[Span]:
    """The times and numbers of a text as scored suggestions, where the schema has a label for them."""
    for start, end, amount in written(text, language.amounts, believed):
        if amount.label in schema.label_by_id:
            has_subtype = amount.subtype in schema.subtypes_of(amount.label)
            attributes = {SUBTYPE: amount.subtype} if has_subtype else {}
            one = Span(id=f"n{start}-{end}", label=amount.label, fragments=((start, end),), attributes=attributes)
            yield scored(one, SCORE)
