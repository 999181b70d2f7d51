"""Rows of a data set of Hugging Face's as bundles: a text with its spans, or a sentence of words with their tags.

Rows of our own are known by all that they have; of others' the usual names of columns are tried. Offsets are code
points, ends exclusive.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec
from msgspec import Struct

from corpus_tool.model.annotations import Annotation, Argument, Attributes, Event, Relation, Span, surface
from corpus_tool.model.article_rows import document_with
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.class_names import ClassNames
from corpus_tool.model.json_values import UnusableError, converted, decoded
from corpus_tool.model.layers import LayerKind
from corpus_tool.model.luggage import DocumentLuggage, LayerLuggage, document_of, layer_of
from corpus_tool.model.refusals import Refusal
from corpus_tool.model.tag_rows import SENTENCES
from corpus_tool.model.tagged import Marked, Sentence, bundle_of_words
from corpus_tool.model.tagging import is_tag, spans_of
from corpus_tool.saying.counting import counted
from corpus_tool.text.tokens import Token

Row: TypeAlias = Mapping[str, Any]

SPANS = ("entities", "spans", "ner", "labels", "annotations", "mentions")
TOKENS = ("tokens", "words")
TAGS = ("ner_tags", "ner", "tags", "labels", "iob", "bio_tags", "iob_tags")
STARTS = ("start", "start_offset", "begin", "start_char", "char_start")
ENDS = ("end", "end_offset", "end_char", "char_end")
LABELS = ("label", "type", "entity_type", "tag", "entity")
"""What columns, and parts of them, are usually called; the likeliest first."""

OURS = frozenset({"annotator", "kind", "status", "entities", "events", "relations"})
"""Columns that rows of ours have."""
SEEN_ALREADY = frozenset({"sentence", "starts", "ner_tags"})
"""Columns of our rows of tags, which hold less than our rows of texts beside them."""


class Piece(Struct):
    """A part of what is not in one piece."""

    start: int
    end: int


class Placed(Struct):
    """What every mark of ours has."""

    id: str
    text: str
    fragments: list[Piece]
    attributes: str = "{}"
    note: str | None = None


class EntityRow(Placed, kw_only=True):
    """A span of ours."""

    label: str
    link: str | None = None


class ArgumentRow(Struct):
    """Who plays which role."""

    role: str
    target: str


class EventRow(Placed, kw_only=True):
    """An event of ours."""

    type: str
    arguments: list[ArgumentRow]


class RelationRow(Struct):
    """A relation of ours."""

    id: str
    type: str
    source: str
    target: str
    attributes: str = "{}"


class OurRow(Struct):
    """A document with a layer as we write it."""

    id: str
    text: str
    annotator: str
    kind: LayerKind
    status: Status
    entities: list[EntityRow]
    events: list[EventRow]
    relations: list[RelationRow]
    language: str = ""
    title: str = ""
    metadata: str = "{}"


class Reader:
    """Rows to bundles; sentences wait until there are as many as a document has."""

    def __init__(self, names: ClassNames, stem: str, annotator: str, columns: Mapping[str, str]) -> None:
        self._names, self._stem, self._annotator, self._columns = names, stem, annotator, columns
        self._waiting: list[Sentence] = []
        self._documents = 0
        self.passed_over = 0
        """Rows of ours that say again what others say."""

    def bundles(self, rows: Iterable[tuple[str, Row | bytes]]) -> Iterator[Bundle | Refusal]:
        """What is in rows, each with where it is, as it is or as JSON."""
        for where, row in rows:
            try:
                yield from self._taken(decoded(row, dict[str, Any], "a row") if isinstance(row, bytes) else row)
            except UnusableError as wrong:
                yield Refusal(where, str(wrong))
        yield from self._words(is_last=True)

    def _taken(self, row: Row) -> Iterator[Bundle]:
        if row.keys() >= SEEN_ALREADY:
            self.passed_over += 1
        elif row.keys() >= OURS:
            yield self._ours(row)
        elif (tokens := _first(row, TOKENS, _is_words)) and (tags := _first(row, TAGS, _is_list)):
            self._waiting.append(self._sentence(row[tokens], row[tags], tags))
            if len(self._waiting) == SENTENCES:
                yield from self._words(is_last=False)
        else:
            yield self._theirs(row)

    def _words(self, *, is_last: bool) -> Iterator[Bundle]:
        """The sentences that wait, as a document."""
        if self._waiting:
            self._documents += 1
            is_alone = is_last and self._documents == 1
            key = self._stem if is_alone else f"{self._stem}-{self._documents:04}"
            yield bundle_of_words(key, self._waiting, self._annotator)
            self._waiting = []

    def _sentence(self, tokens: Sequence[Any], tags: Sequence[Any], column: str) -> Sentence:
        if len(tokens) != len(tags):
            raise UnusableError(f"{column} has {counted(len(tags), 'tag')} for {counted(len(tokens), 'word')}")
        if not tokens or not all(isinstance(word, str) and word.strip() for word in tokens):
            raise UnusableError("it has no words, or one of them is empty")
        named = [self._named(tag, (column,)) for tag in tags]
        if (wrong := next((tag for tag in named if not is_tag(tag)), None)) is not None:
            raise UnusableError(
                f"{column} has {wrong[:40]!r}; a tag, O, or B-, I-, E-, S-, L- or U- and a label, was expected"
            )
        places = [Token(number, number + 1, "word") for number in range(len(tokens))]
        return Sentence(list(tokens), [Marked(*one) for one in spans_of(named, places)])

    def _named(self, said: object, way: tuple[str, ...]) -> str:
        """A label, whether it is named or numbered."""
        if isinstance(said, str):
            return said
        names = self._names.get(way)
        if isinstance(said, bool) or not isinstance(said, int):
            raise UnusableError(f"{'.'.join(way)} has {str(said)[:40]!r}, which is no label")
        if names is None:
            raise UnusableError(f"{'.'.join(way)} has numbers, and no README.md beside or above says their names")
        if not 0 <= said < len(names):
            raise UnusableError(f"{'.'.join(way)} has {said}, but there are {len(names)} names, from 0")
        return names[said]

    def _theirs(self, row: Row) -> Bundle:
        """A text and its spans, as others have them."""
        field = self._columns.get("text", "text")
        text, column = row.get(field), _first(row, SPANS, lambda value: isinstance(value, list | dict))
        if not isinstance(text, str) or not column:
            there = ", ".join(row)
            raise UnusableError(f"a text with entities, or tokens with ner_tags, were expected; there are: {there}")
        parts = _parts(row[column])
        spans: list[Annotation] = [self._span(number, part, column) for number, part in enumerate(parts, 1)]
        for part, span in zip(parts, spans, strict=True):
            _refuse_other_words(span, part.get("text"), text)
        others = {name: value for name, value in row.items() if name != column}
        document = document_with(text, others, {**self._columns, "text": field})
        return Bundle(document, (layer_of(LayerLuggage(annotator=self._annotator), spans, text, self._annotator),))

    def _span(self, number: int, part: Row, column: str) -> Span:
        label = _first(part, LABELS, lambda value: value is not None)
        if not label:
            raise UnusableError(f"{column}, {number}: it has no label ({', '.join(part)})")
        named = self._named(part[label], (column, label))
        return Span(id=f"s{number}", label=named, fragments=_fragments(part, f"{column}, {number}"))

    def _ours(self, row: Row) -> Bundle:
        """A document with one layer, as we write it."""
        said = converted(self._with_names(row), OurRow, "a row of ours")
        attributes = dict(_json(said.metadata))
        about = DocumentLuggage(key=said.id, language=said.language, title=said.title, metadata=attributes)
        annotations: list[Annotation] = [
            *(_span_of(one) for one in said.entities),
            *(_event_of(one) for one in said.events),
            *(_relation_of(one) for one in said.relations),
        ]
        for mark, one in zip(annotations, [*said.entities, *said.events], strict=False):
            _refuse_other_words(mark, one.text, said.text)
        layer = LayerLuggage(annotator=said.annotator, kind=said.kind, status=said.status)
        return Bundle(document_of(about, said.text), (layer_of(layer, annotations, said.text, self._annotator),))

    def _with_names(self, row: Row) -> Row:
        """The row with names for the numbers of its labels and types."""
        named = dict(row)
        for column, part in (("entities", "label"), ("events", "type")):
            named[column] = [{**one, part: self._named(one.get(part), (column, part))} for one in _parts(row[column])]
        return named


def _first(row: Row, names: Iterable[str], is_so: Callable[[Any], bool]) -> str:
    """The first of some columns that is there and holds something of the kind; empty where none is."""
    return next((name for name in names if name in row and is_so(row[name])), "")


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _parts(value: object) -> list[dict[str, Any]]:
    """What a column lists, each with its parts; `datasets` may hold it as lists of each part."""
    if isinstance(value, dict) and all(isinstance(part, list) for part in value.values()):
        lengths = {len(part) for part in value.values()}
        if len(lengths) > 1:
            raise UnusableError("the parts of what it marks are lists of different lengths")
        return [dict(zip(value, one, strict=True)) for one in zip(*value.values(), strict=True)]
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise UnusableError("what it marks is no list of things with a start, an end and a label")
    return value


def _fragments(part: Row, what: str) -> tuple[tuple[int, int], ...]:
    """Where a span of others is: its offsets, or several pairs of them."""
    start, end = (_first(part, names, _is_whole) for names in (STARTS, ENDS))
    if start and end:
        return ((part[start], part[end]),)
    pairs = part.get("offsets")
    if isinstance(pairs, list) and pairs and all(map(_is_pair, pairs)):
        return tuple(sorted((pair[0], pair[1]) for pair in pairs))
    raise UnusableError(f"{what}: it has no start and end ({', '.join(part)})")


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_whole, value))


def _refuse_other_words(mark: Annotation, said: object, text: str) -> None:
    """Raise where a mark repeats words that do not stand at its place."""
    if isinstance(said, list):
        said = " ".join(map(str, said))
    if isinstance(mark, Relation) or not isinstance(said, str):
        return
    there = surface(text, mark.fragments)
    if there != said and "".join(there.split()) != "".join(said.split()):
        places = ", ".join(f"{start}:{end}" for start, end in mark.fragments)
        raise UnusableError(f"{mark.id} is {said!r}, but the text has {there!r} at {places}")


def _json(said: str) -> Attributes:
    try:
        value = msgspec.json.decode(said)
    except (msgspec.DecodeError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise UnusableError(f"{said[:40]!r} is no object of JSON")
    return value


def _places(one: Placed) -> tuple[tuple[int, int], ...]:
    return tuple((piece.start, piece.end) for piece in one.fragments)


def _span_of(one: EntityRow) -> Span:
    attributes = _json(one.attributes)
    return Span(id=one.id, label=one.label, fragments=_places(one), attributes=attributes, link=one.link, note=one.note)


def _event_of(one: EventRow) -> Event:
    return Event(
        id=one.id,
        type=one.type,
        fragments=_places(one),
        attributes=_json(one.attributes),
        arguments=tuple(Argument(argument.role, argument.target) for argument in one.arguments),
        note=one.note,
    )


def _relation_of(one: RelationRow) -> Relation:
    return Relation(id=one.id, type=one.type, source=one.source, target=one.target, attributes=_json(one.attributes))
