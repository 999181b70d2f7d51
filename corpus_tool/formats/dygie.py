"""DyGIE++ JSONL, a document a line: sentences of words, `ner`, `relations`, `events`, each a list for each sentence.

Places are word numbers within the whole document, the end inclusive: `[4, 4, "GPE"]` is one word. The trigger of an
event is one word: `[[3, "Conflict.Attack"], [4, 4, "Target"]]`. A sentence may as well be a paragraph or the document
(`--window`). Each layer has a file of its own; `dataset` is the name of the export. DyGIE++
(https://github.com/dwadden/dygiepp) trains on such files; its events know their arguments by place alone.

The field `_corpus_tool` (DyGIE++ passes over fields that begin so) has for each sentence its text, the white space
around it, and the ids, attributes, links and notes of what is in it, so that these files come home complete. A file
from elsewhere needs none of that: its words are laid out with one space between, a sentence a line; an argument is
the first entity at its place; coreference clusters are passed over.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from corpus_tool.formats import AS_IT_IS, Format, Notice, Piece, Reading, Refusal, Writing, a_file_each_layer
from corpus_tool.model.annotations import Annotation, Argument, Attributes, Event, Relation, Span
from corpus_tool.model.asides import PLAIN, Aside
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying.carries import EVENTS_IN_WINDOWS
from corpus_tool.model.json_lines import lines_of
from corpus_tool.model.layers import Layer
from corpus_tool.model.window_lines import Around, laid_out
from corpus_tool.model.windows import TextWindow, UnusableWindowError, joined, order_told, windows
from corpus_tool.saying.counting import counted

Row = list[int | float | str]
"""Word numbers, then a name; predictions have scores behind it."""


class Beside(Struct, omit_defaults=True):
    """What is said of one annotation that has no place in the format."""

    id: str
    targets: list[str] = []
    """The ids of its arguments, or of its two ends."""
    attributes: Attributes = {}
    link: str | None = None
    note: str | None = None


class Sentence(Struct, omit_defaults=True):
    """The same for a sentence."""

    text: str
    around: Around
    ner: list[Beside] = []
    events: list[Beside] = []
    relations: list[Beside] = []


class DocumentLine(Struct, omit_defaults=True):
    """A line of the file."""

    doc_key: str
    dataset: str = ""
    sentences: list[list[str]] = []
    ner: list[list[Row]] = []
    relations: list[list[Row]] = []
    events: list[list[list[Row]]] = []
    beside: list[Sentence] = msgspec.field(default_factory=list, name="_corpus_tool")


_decoder = msgspec.json.Decoder(DocumentLine)


def write(found: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """A file for each layer; a line for each document."""
    return a_file_each_layer(found, writing, FORMAT.suffix, _lines)


def _lines(bundle: Bundle, layer: Layer, writing: Writing) -> Iterator[DocumentLine]:
    found = windows(bundle.document, layer, writing.policy.window)
    about = Aside.of(bundle.document, layer, order_told(layer, found))
    yield DocumentLine(
        doc_key=bundle.document.key,
        dataset=writing.name,
        sentences=[list(window.words) for window in found],
        ner=[[[*_place(span, window), span.label] for span in window.spans] for window in found],
        relations=[[_relation_row(one, window) for one in window.relations] for window in found],
        events=[[_event_rows(event, window) for event in window.events] for window in found],
        beside=[_beside(window, None if number else about) for number, window in enumerate(found)],
    )


def _place(one: Span | Event, window: TextWindow) -> tuple[int, int]:
    """Its first and its last word in the document."""
    ((first, end),) = one.fragments
    return window.first + first, window.first + end - 1


def _relation_row(relation: Relation, window: TextWindow) -> Row:
    by_id = {one.id: one for one in window.spans}
    return [*_place(by_id[relation.source], window), *_place(by_id[relation.target], window), relation.type]


def _event_rows(event: Event, window: TextWindow) -> list[Row]:
    by_id = {one.id: one for one in window.spans}
    trigger: Row = [_place(event, window)[0], event.type]
    arguments: list[Row] = [[*_place(by_id[one.target], window), one.role] for one in event.arguments]
    return [trigger, *arguments]


def _beside(window: TextWindow, about: Aside | None) -> Sentence:
    return Sentence(
        text=window.text,
        around=Around(window.before, window.after, about),
        ner=[Beside(one.id, [], one.attributes, one.link, one.note) for one in window.spans],
        events=[
            Beside(one.id, [argument.target for argument in one.arguments], one.attributes, None, one.note)
            for one in window.events
        ],
        relations=[Beside(one.id, [one.source, one.target], one.attributes) for one in window.relations],
    )


ENDS = 2
"""Of a relation."""


class _UnusableLineError(Exception):
    """Why a document cannot be taken in."""


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """The document in each line, or why there is none."""
    for line in lines_of(lines, _decoder, "doc_key", lambda row: row.doc_key):
        if line.row is None:
            yield Refusal(f"line {line.number}", line.wrong)
            continue
        try:
            yield _bundle(line.row, reading.annotator)
        except (_UnusableLineError, UnusableWindowError) as unusable:
            yield Refusal(f"line {line.number}, document {line.key}", str(unusable))


def _bundle(line: DocumentLine, annotator: str) -> Bundle:
    if not line.doc_key.strip():
        raise _UnusableLineError("doc_key is empty; every document needs a name")
    for name, lists in (("ner", line.ner), ("relations", line.relations), ("events", line.events)):
        if lists and len(lists) != len(line.sentences):
            raise _UnusableLineError(
                f"{name} has {counted(len(lists), 'list')} for {counted(len(line.sentences), 'sentence')}"
            )
    if line.beside and len(line.beside) != len(line.sentences):
        raise _UnusableLineError(
            f"_corpus_tool tells of {counted(len(line.beside), 'sentence')}; there are {len(line.sentences)}"
        )
    text, annotations = joined(_windows(line))
    about = next((one.around.about for one in line.beside if one.around.about), PLAIN)
    return Bundle(about.document(line.doc_key, text), (about.layer(annotations, annotator),))


def _windows(line: DocumentLine) -> Iterator[TextWindow]:
    first = 0
    names = _Names()
    for number, words in enumerate(line.sentences):
        beside = line.beside[number] if line.beside else None
        sentence = _Sentence(number, first, beside, names)
        spans = sentence.spans(line.ner[number] if line.ner else [])
        annotations: tuple[Annotation, ...] = (
            *spans,
            *sentence.events(line.events[number] if line.events else [], spans),
            *sentence.relations(line.relations[number] if line.relations else [], spans),
        )
        around = beside.around if beside else Around()
        yield laid_out(words, beside.text if beside else None, around, annotations, is_first=number == 0)
        first += len(words)


class _Names:
    """Ids for what has none, each once in a document."""

    def __init__(self) -> None:
        self._count = 0

    def new(self, letter: str) -> Beside:
        """The next one: `s1`, `e2`."""
        self._count += 1
        return Beside(f"{letter}{self._count}")


class _Sentence:
    """A sentence as its rows are read."""

    def __init__(self, number: int, first: int, beside: Sentence | None, names: _Names) -> None:
        self._where = f"sentence {number + 1}"
        self._first = first
        self._beside = beside
        self._names = names

    def spans(self, rows: Sequence[Row]) -> list[Span]:
        """The entities."""
        return [
            Span(
                id=told.id,
                label=self._name(row, 2),
                fragments=(self._words(row),),
                attributes=told.attributes,
                link=told.link,
                note=told.note,
            )
            for row, told in self._told(rows, "s", self._beside.ner if self._beside else None)
        ]

    def events(self, found: Sequence[Sequence[Row]], spans: Sequence[Span]) -> Iterator[Event]:
        """The events."""
        for rows, told in self._told(found, "e", self._beside.events if self._beside else None):
            if not rows:
                raise _UnusableLineError(f"{self._where}: an event without a trigger")
            trigger, *arguments = rows
            word = self._number(trigger, 0) - self._first
            targets = told.targets or [self._at(self._words(row), spans) for row in arguments]
            if len(targets) != len(arguments):
                raise _UnusableLineError(
                    f"{self._where}: {told.id} has {counted(len(arguments), 'argument')}, not {len(targets)}"
                )
            yield Event(
                id=told.id,
                type=self._name(trigger, 1),
                fragments=((word, word + 1),),
                attributes=told.attributes,
                arguments=tuple(
                    Argument(self._name(row, 2), target) for row, target in zip(arguments, targets, strict=True)
                ),
                note=told.note,
            )

    def relations(self, rows: Sequence[Row], spans: Sequence[Span]) -> Iterator[Relation]:
        """The relations."""
        for row, told in self._told(rows, "r", self._beside.relations if self._beside else None):
            ends = told.targets or [self._at(self._words(row, at), spans) for at in (0, 2)]
            if len(ends) != ENDS:
                raise _UnusableLineError(f"{self._where}: {told.id} has {len(ends)} ends")
            yield Relation(
                id=told.id, type=self._name(row, 4), source=ends[0], target=ends[1], attributes=told.attributes
            )

    def _told(self, rows: Sequence[Any], letter: str, beside: Sequence[Beside] | None) -> Iterator[tuple[Any, Beside]]:
        """Each row with what is told of it beside."""
        if beside is None:
            return ((row, self._names.new(letter)) for row in rows)
        if len(beside) != len(rows):
            raise _UnusableLineError(
                f"{self._where}: _corpus_tool has {counted(len(beside), 'thing')}, not {len(rows)}"
            )
        return zip(rows, beside, strict=True)

    def _words(self, row: Row, at: int = 0) -> tuple[int, int]:
        """The words from one to the other number of a row, in the sentence, half-open."""
        return self._number(row, at) - self._first, self._number(row, at + 1) - self._first + 1

    def _at(self, place: tuple[int, int], spans: Sequence[Span]) -> str:
        """The id of the first entity at a place."""
        found = next((span.id for span in spans if span.fragments == (place,)), None)
        if found is None:
            first, last = place[0] + self._first, place[1] + self._first - 1
            raise _UnusableLineError(f"{self._where}: no entity is on the words {first} to {last}, which play a part")
        return found

    def _number(self, row: Row, at: int) -> int:
        if at < len(row) and isinstance(found := row[at], int):
            return found
        raise _UnusableLineError(f"{self._where}: {row} has no word number at place {at}")

    def _name(self, row: Row, at: int) -> str:
        if at < len(row) and isinstance(found := row[at], str):
            return found
        raise _UnusableLineError(f"{self._where}: {row} has no name at place {at}")


FORMAT = Format(
    name="dygie",
    title="DyGIE++ JSONL, events with triggers of one word",
    suffix=".dygie.jsonl",
    write=write,
    by_splits=True,
    read=read,
    by_name_only=True,
    carries=replace(EVENTS_IN_WINDOWS, one_word_triggers=True),
)
