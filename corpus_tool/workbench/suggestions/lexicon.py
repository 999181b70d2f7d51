"""Names known from work that is done, and from word lists: suggested wherever a text says them, with how sure that is.

How sure: which part of the places that say a name was marked so, in the documents that were done last; names inside
longer ones are counted apart. What was seen seldom is drawn towards what holds of all names.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from corpus_tool import languages
from corpus_tool.errors import UsageError
from corpus_tool.languages import Language
from corpus_tool.model.annotations import Event, Span
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.lexicon import Lexicon, Match, Spoken, Words
from corpus_tool.model.schemas import SUBTYPE, Schema
from corpus_tool.model.suggestions import scored
from corpus_tool.store.store import Store
from corpus_tool.text.folding import Fold, folded_text
from corpus_tool.workbench.suggestions.amount_habits import AmountHabits, amounts_in
from corpus_tool.workbench.suggestions.suggesting import Suggester, Suggestions

SOURCE = "lexicon"
STARTER = "starter"
"""What the schema's own list knows."""
AMOUNTS = "amounts"
"""Times and numbers, by their form."""
HEBREW_ARTICLE = "\u05d4"
LEAST = 0.5
"""Below it, a name is not suggested: more often than not it would be wrong."""
DRAWN = 2.0
"""So many places of the average name are added to those of each."""
GUESS = 0.7
"""How often a known name is one where nothing is known yet of what was passed over."""
STARTED = 0.75
"""How often a name of the schema's list is one: so that it falls silent when it was passed over once."""
NESTING = {"GPE", "LOC", "ORG", "NORP"}
"""What the schema's list knows also inside longer names, as long as these are something else."""
ECHOED = 0.9
"""How often what was marked in a document is the same where it comes again."""
AS_WRITTEN = Fold.MARKS | Fold.TATWEEL | Fold.UNSEEN | Fold.FORMS

Kind = tuple[Words, bool]
"""A name, and whether it stands inside a longer one."""


class Known(NamedTuple):
    """A lexicon, and how far its names are to be believed."""

    lexicon: Lexicon
    marked: Counter[Kind]
    seen: Counter[Kind]
    average: dict[bool, float]
    """Whether it stands inside a longer one, to the part of known names that were marked."""
    starter: frozenset[Words] = frozenset()
    """Those that are known from the schema's list alone, and not from anybody's work."""
    amounts: Mapping[str, frozenset[str]] = {}
    """Language to the forms of times and numbers that are suggested."""

    def trust(self, words: Words, *, is_inside: bool) -> float:
        """The part of the places of a name that is marked, from 0 to 1."""
        average, kind = STARTED if words in self.starter else self.average[is_inside], (words, is_inside)
        return (self.marked[kind] + DRAWN * average) / (self.seen[kind] + DRAWN)


class Entry(NamedTuple):
    """A name of a word list."""

    name: str
    label: str
    subtype: str


class Said(NamedTuple):
    """A name in a text, and what it may be."""

    match: Match
    shares: tuple[tuple[str, float], ...]
    """Labels with how sure each is, the surest first; together at most 1."""


def known_names(store: Store, annotator: str = "", starter: Sequence[Entry] = ()) -> Known:
    """The names of one annotator's done work; of everybody's and the gold where nobody is named.

    `starter`: what is known before anything was done; work overrules it.
    """
    lexicon = Lexicon()
    for one in store.names.counted(annotator):
        lexicon.add(one.words, one.label, one.times, one.subtype)
    worked = set(lexicon.labels)
    begun = _begun(tuple(starter))
    new = frozenset(begun.labels.keys() - worked)
    lexicon.take(begun, new)
    return _believed(store, lexicon, annotator, new)


@lru_cache(maxsize=1)
def _begun(entries: tuple[Entry, ...]) -> Lexicon:
    """The same list is read again whenever a document is done."""
    return lexicon_of(entries)


def lexicon_of(entries: Iterable[Entry]) -> Lexicon:
    """The names of a word list."""
    lexicon = Lexicon()
    for one in entries:
        lexicon.add(one.name, one.label, subtype=one.subtype)
    return lexicon


def listed_names(path: Path, schema: Schema) -> Lexicon:
    """The names of a CSV file: a name and a label in each row, and a subtype where there is one; `#` begins a remark.

    Raises UsageError for a file that cannot be read, and for a label the schema does not have.
    """
    lexicon = Lexicon()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.reader(file), 1):
                if row and not row[0].startswith("#") and [cell.lower() for cell in row[:2]] != ["name", "label"]:
                    _take_row(lexicon, row, schema, f"{path}, row {number}")
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        raise UsageError(f"{path} cannot be read as a word list: {wrong}.") from None
    return lexicon


def _take_row(lexicon: Lexicon, row: list[str], schema: Schema, where: str) -> None:
    if len(row) < 2 or not row[0].strip():
        raise UsageError(f"{where}: a name and a label are wanted, as in Damascus,GPE.")
    name, label, subtype = row[0].strip(), row[1].strip(), row[2].strip() if len(row) > 2 else ""
    if label not in schema.label_by_id and label not in schema.event_by_id:
        raise UsageError(f"{where}: the schema has no label {label!r}; there are {', '.join(schema.label_by_id)}.")
    lexicon.add(name, label, subtype=subtype)


def sure(lexicon: Lexicon, how: float = 1.0) -> Known:
    """A lexicon that is believed: the user's own list."""
    return Known(lexicon, Counter(), Counter(), {False: how, True: how})


def names_in(text: str, language: Language, known: Known) -> Iterator[Said]:
    """The names that a text says, those that are sure enough."""
    lexicon, outer = known.lexicon, ""
    for match in lexicon.matches(spoken(text, language.code)):
        label = lexicon.shares(match.words)[0][0]
        if not match.is_inside:
            outer = label
        elif match.words in known.starter and (label == outer or label not in NESTING):
            continue
        trust = known.trust(match.words, is_inside=match.is_inside)
        shares = tuple((label, share * trust) for label, share in lexicon.shares(match.words))
        if shares[0][1] >= LEAST and not _is_no_name(text, match, lexicon, language):
            yield Said(match, shares)


def suggestions_in(document: Document, known: Known, schema: Schema) -> tuple[Span | Event, ...]:
    """The names and triggers of a document as scored suggestions; ids are the same whenever it is asked."""
    return tuple(one for _, one in suggested_in(document, known, schema))


def suggested_in(document: Document, known: Known, schema: Schema) -> Iterator[tuple[str, Span | Event]]:
    """The same, each with what it comes from."""
    language = languages.language_or_plain(document.language)
    for said in names_in(document.text, language, known):
        if one := _suggested(said, known.lexicon, schema, document.text):
            yield STARTER if said.match.words in known.starter else SOURCE, one
    if believed := known.amounts.get(document.language):
        for one in amounts_in(document.text, language, believed, schema):
            yield AMOUNTS if known.starter else SOURCE, one


def named_in(text: str, language: Language, lexicon: Lexicon, schema: Schema) -> Iterator[Span | Event]:
    """What a text says of a lexicon that is believed, as scored suggestions."""
    for said in names_in(text, language, sure(lexicon, ECHOED)):
        if one := _suggested(said, lexicon, schema, text):
            yield one


def _suggested(said: Said, lexicon: Lexicon, schema: Schema, text: str) -> Span | Event | None:
    """The surest of what a place may be; None where the schema has lost it."""
    label, score = said.shares[0]
    place = (said.match.start, said.match.end)
    if label in schema.event_by_id:
        if text[place[0]] == HEBREW_ARTICLE != said.match.words[0][0]:
            place = (place[0] + 1, place[1])  # The shortest word that names the happening.
        return scored(Event(id=f"e{place[0]}-{place[1]}", type=label, fragments=(place,)), score)
    if label not in schema.label_by_id:
        return None
    subtype = lexicon.subtype(said.match.words, label)
    attributes = {SUBTYPE: subtype} if subtype in schema.subtypes_of(label) else {}
    return scored(Span(id=f"s{place[0]}-{place[1]}", label=label, fragments=(place,), attributes=attributes), score)


def suggester(known: Known, schema: Schema, name: str = SOURCE) -> Suggester:
    """What proposes the names of a lexicon."""

    def suggest(documents: Iterable[Document]) -> Iterator[Suggestions]:
        for one in documents:
            yield Suggestions(one.id or 0, suggestions_in(one, known, schema))

    return Suggester(name, suggest)


def _believed(store: Store, lexicon: Lexicon, annotator: str, new: frozenset[Words]) -> Known:
    """Hold a lexicon against the documents done last: which places that say a name were marked."""
    marked: Counter[Kind] = Counter()
    seen: Counter[Kind] = Counter()
    habits = AmountHabits()
    newest = store.names.newest(annotator)
    heads = {head.id: head for some in store.layers.heads([id for id, _ in newest]).values() for head in some}
    layers = store.layers.loaded(heads[layer_id] for _, layer_id in newest)
    for document_id, layer_id in newest:
        _, text = store.documents.key_and_text(document_id)
        language = languages.language_or_plain(languages.identify(text))
        places = set(_places(layers[layer_id]))
        habits.learn(text, language, places)
        for match in lexicon.matches(Spoken(text, partial(_starts, language))):
            kind = (match.words, match.is_inside)
            seen[kind] += 1
            marked[kind] += (match.start, match.end) in places
    worked = Counter({kind: count for kind, count in seen.items() if kind[0] not in new})
    average = {inside: _average(marked, worked, inside) for inside in (False, True)}
    return Known(lexicon, marked, seen, average, new, habits.believed(unseen=bool(new)))


def _places(layer: Layer) -> Iterator[tuple[int, int]]:
    for marks in (layer.spans, layer.events):
        yield from (one.fragments[0] for one in marks if len(one.fragments) == 1)


def _average(marked: Counter[Kind], seen: Counter[Kind], inside: bool) -> float:
    """Of names that were seen again, how many were marked again; the place that made each known is left aside."""
    again = [(marked[kind] - 1, count - 1) for kind, count in seen.items() if kind[1] is inside and count > 1]
    total = sum(count for _, count in again)
    return max(0.0, sum(count for count, _ in again) + GUESS) / (total + 1)


@lru_cache(4)
def spoken(text: str, code: str) -> Spoken:
    """The text of a document that is open, or will be: it is asked with every act."""
    return Spoken(text, partial(_starts, languages.language_or_plain(code)))


def _starts(language: Language, word: str) -> list[tuple[int, str]]:
    return [(one.offset, one.head) for one in language.name_starts(word)]


def _is_no_name(text: str, match: Match, lexicon: Lexicon, language: Language) -> bool:
    if len(match.words) > 1 or not language.no_names:
        return False
    written = folded_text(text[match.start : match.end], AS_WRITTEN)
    return written in language.no_names and written != folded_text(lexicon.shown[match.words], AS_WRITTEN)


class ListedName(Struct, frozen=True):
    """A name of a lexicon, to be read."""

    name: str
    """As it was written first."""
    words: str
    """In one spelling."""
    times: int
    labels: dict[str, float]
    """Label to its share, the greatest first."""
    trust: float


def listed(known: Known) -> list[ListedName]:
    """Every name, the most frequent first."""
    found = [
        ListedName(
            known.lexicon.shown[words],
            " ".join(words),
            sum(counts.values()),
            {label: round(share, 4) for label, share in known.lexicon.shares(words)},
            round(known.trust(words, is_inside=False), 4),
        )
        for words, counts in known.lexicon.labels.items()
    ]
    return sorted(found, key=lambda one: (-one.times, one.words))
