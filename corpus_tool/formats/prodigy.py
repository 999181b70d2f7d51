"""Prodigy's JSONL, an example a line: text, tokens, spans, relations, answer. A line holds one annotator's work.

Offsets are code points, end exclusive. Token numbers (`token_start`, `token_end`) are inclusive on both sides; white
space other than one space behind a word is a token, as spaCy cuts it. `prodigy db-in DATASET FILE` takes the file, for
`spans.manual` and `rel.manual`. A layer that is done is `accept`ed; of answers `reject` and `ignore` only the text
comes in. `_annotator_id` says who it was. A `score` of a span, else of its example or in its `meta`, is kept where the
work comes in as suggestions; the rest of `meta` is metadata. What Prodigy has no field for stands in `corpus_tool`,
which it hands back.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import UNSET, Struct, UnsetType, field

from corpus_tool.formats import AS_IT_IS, Format, Notice, Piece, Reading, Refusal, Writing, no_splits
from corpus_tool.model.annotations import Attributes, Fragments, Relation, Span, first_offset, last_offset
from corpus_tool.model.article_rows import document_with
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying import Carries
from corpus_tool.model.changes import Status
from corpus_tool.model.documents import Document
from corpus_tool.model.json_values import UnusableError, decoded, one_line, value_lines
from corpus_tool.model.layers import Layer
from corpus_tool.model.luggage import (
    DocumentLuggage,
    LayerLuggage,
    Luggage,
    document_of,
    layer_of,
    packed_document,
    packed_layer,
    refuse_twins,
)
from corpus_tool.model.spaced_tokens import SpacedTokens
from corpus_tool.model.span_index import SpanIndex
from corpus_tool.model.suggestions import SCORE, first_score

ACCEPT = "accept"
PASSED_OVER = frozenset(("reject", "ignore"))

OF_THE_MODEL = frozenset({SCORE, "pattern"})
"""What in `meta` says how an example was chosen, and nothing of its article."""

Found = Bundle | Refusal | Notice


class SpanExtras(Struct, frozen=True, omit_defaults=True):
    """What of a span Prodigy has no field for."""

    id: str = ""
    attributes: dict[str, Any] = {}
    link: str | None = None
    note: str | None = None


class SpanLine(Struct, omit_defaults=True):
    """A span as the file has it; with character offsets, or at least token numbers."""

    start: int | UnsetType = UNSET
    end: int | UnsetType = UNSET
    token_start: int | UnsetType = UNSET
    token_end: int | UnsetType = UNSET
    """The number of its last token."""
    label: str | None = None
    score: Any = None
    """How sure a model is; looked at where the work becomes suggestions."""
    corpus_tool: SpanExtras | None = None


class RelationExtras(Struct, frozen=True, omit_defaults=True):
    """What of a relation Prodigy has no field for."""

    id: str = ""
    source: str = ""
    target: str = ""
    attributes: dict[str, Any] = {}


class RelationLine(Struct, omit_defaults=True):
    """A relation as the file has it: token numbers, and the spans they belong to."""

    head: int
    child: int
    label: str = ""
    head_span: SpanLine | None = None
    child_span: SpanLine | None = None
    corpus_tool: RelationExtras | None = None


class TokenLine(Struct):
    """A token as the file has it."""

    text: str
    start: int
    end: int
    id: int
    ws: bool = True
    """Whether one space follows that is no token."""


class ExampleLine(Struct, omit_defaults=True):
    """A line of the file."""

    text: str
    tokens: list[TokenLine] | None = None
    spans: list[SpanLine] | None = None
    relations: list[RelationLine] | None = None
    answer: str | None = None
    annotator: str | None = field(default=None, name="_annotator_id")
    session: str | None = field(default=None, name="_session_id")
    score: Any = None
    meta: Any = None
    corpus_tool: Luggage = field(default_factory=Luggage)


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """A line for each layer, in one file or one for each split; one line for a document without a layer."""
    for bundle in bundles:
        is_whole = writing.split_of is no_splits
        name = writing.name if is_whole else f"{writing.name}.{writing.split_of(bundle.document.key)}"
        for layer in bundle.layers or (None,):
            yield Piece(f"{name}{FORMAT.suffix}", one_line(_example(bundle.document, layer)) + "\n")


def _example(document: Document, layer: Layer | None) -> ExampleLine:
    spaced = SpacedTokens.of(document.text, document.tokens)
    tokens = [TokenLine(document.text[one.start : one.end], *one) for one in spaced.tokens]
    line = ExampleLine(document.text, tokens, corpus_tool=Luggage(packed_document(document)))
    if layer:
        spans = {span.id: _span_line(span, spaced) for span in layer.spans}
        line.spans = list(spans.values())
        line.relations = [_relation_line(relation, spans) for relation in layer.relations]
        line.answer = ACCEPT if layer.status is Status.DONE else None
        line.annotator = layer.name.annotator
        line.corpus_tool.layer = packed_layer(layer)
    return line


def _span_line(span: Span, spaced: SpacedTokens) -> SpanLine:
    start, end = first_offset(span), last_offset(span)
    first, last = spaced.numbers(start, end)
    extras = SpanExtras(span.id, span.attributes, span.link, span.note)
    return SpanLine(start, end, first, last, span.label, corpus_tool=extras)


def _relation_line(relation: Relation, spans: dict[str, SpanLine]) -> RelationLine:
    head, child = (_bare(spans[end]) for end in (relation.source, relation.target))
    extras = RelationExtras(relation.id, relation.source, relation.target, relation.attributes)
    return RelationLine(_number(head), _number(child), relation.type, head, child, extras)


def _bare(span: SpanLine) -> SpanLine:
    return SpanLine(span.start, span.end, span.token_start, span.token_end, span.label)


def _number(span: SpanLine) -> int:
    return span.token_end if isinstance(span.token_end, int) else -1


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Found]:
    """The bundle of each line; lines of one text that follow one another are the layers of one bundle."""
    waiting: Bundle | None = None
    has_told = False
    for where, raw in value_lines(lines):
        try:
            line = decoded(raw, ExampleLine, "an example of Prodigy's")
            found = _bundle(line, reading)
            joined = _joined(waiting, found)
        except UnusableError as unusable:
            yield Refusal(where, str(unusable))
            continue
        if line.answer in PASSED_OVER and not has_told:
            has_told = True
            yield Notice(f"of answers `reject` and `ignore` only the text comes in; the first is on {where}")
        if waiting and not joined:
            yield waiting
        waiting = joined or found
    if waiting:
        yield waiting


def _joined(before: Bundle | None, found: Bundle) -> Bundle | None:
    """Both in one where they are layers of one document."""
    if before is None or before.document != found.document or not before.layers or not found.layers:
        return None
    return Bundle(before.document, refuse_twins((*before.layers, *found.layers)))


def _bundle(line: ExampleLine, reading: Reading) -> Bundle:
    document = _document(line, reading)
    packed = line.corpus_tool.layer
    if line.answer in PASSED_OVER or (packed is None and line.spans is None and line.relations is None):
        return Bundle(document)
    spans = [_span(one, number, line, reading) for number, one in enumerate(line.spans or (), 1)]
    ends = _Ends(spans, line)
    relations = [_relation(one, number, ends) for number, one in enumerate(line.relations or (), 1)]
    annotator = line.annotator or line.session or (packed and packed.annotator) or reading.annotator
    layer = packed or LayerLuggage()
    owner = LayerLuggage(annotator=annotator, kind=layer.kind, status=layer.status, schema=layer.schema)
    return Bundle(document, (layer_of(owner, [*spans, *relations], line.text, reading.annotator),))


def _document(line: ExampleLine, reading: Reading) -> Document:
    """What we packed; of an example of somebody else's, what its `meta` tells."""
    if line.corpus_tool.document != DocumentLuggage():
        return document_of(line.corpus_tool.document, line.text)
    meta = line.meta if isinstance(line.meta, dict) else {}
    return document_with(
        line.text, {name: value for name, value in meta.items() if name not in OF_THE_MODEL}, reading.columns
    )


def _span(line: SpanLine, number: int, example: ExampleLine, reading: Reading) -> Span:
    if not line.label:
        raise UnusableError(f"span {number} has no label")
    extras = line.corpus_tool or SpanExtras()
    return Span(
        id=extras.id or f"s{number}",
        label=line.label,
        fragments=(_place(line, f"span {number}", example),),
        attributes={**extras.attributes, **_score(line, example)} if reading.scores else extras.attributes,
        link=extras.link,
        note=extras.note,
    )


def _score(line: SpanLine, example: ExampleLine) -> Attributes:
    """Of the span, else of the whole example."""
    return first_score(line.score, example.score, example.meta.get(SCORE) if isinstance(example.meta, dict) else None)


def _place(line: SpanLine, what: str, example: ExampleLine) -> tuple[int, int]:
    """Its offsets, or those of its tokens."""
    if isinstance(line.start, int) and isinstance(line.end, int):
        return line.start, line.end
    tokens = example.tokens or []
    first, last = line.token_start, line.token_end
    if isinstance(first, int) and isinstance(last, int) and 0 <= first <= last < len(tokens):
        return tokens[first].start, tokens[last].end
    raise UnusableError(f"{what} has neither start and end nor the numbers of tokens of this example")


def _relation(line: RelationLine, number: int, ends: "_Ends") -> Relation:
    extras = line.corpus_tool or RelationExtras()
    what = f"relation {number}"
    return Relation(
        id=extras.id or f"r{number}",
        type=line.label,
        source=ends.known(extras.source) or ends.of(line.head_span, line.head, what),
        target=ends.known(extras.target) or ends.of(line.child_span, line.child, what),
        attributes=extras.attributes,
    )


class _Ends:
    """What the relations of an example can go to: each is found without looking at every span."""

    def __init__(self, spans: Sequence[Span], example: ExampleLine) -> None:
        self._example = example
        self._ids = {span.id for span in spans}
        self._first_at: dict[tuple[Fragments, str | None], str] = {}
        for span in spans:
            for label in (None, span.label):
                self._first_at.setdefault((span.fragments, label), span.id)
        self._order = {id(span): number for number, span in enumerate(spans)}
        self._index = SpanIndex.of(spans)

    def known(self, id: str | None) -> str | None:
        """The id where a span has it."""
        return id if id in self._ids else None

    def of(self, line: SpanLine | None, token: int, what: str) -> str:
        """The id of the span that a relation names by its place and label, or by a token in it."""
        place = _place(line or SpanLine(token_start=token, token_end=token), f"the end of {what}", self._example)
        there = self._first_at.get(((place,), line.label if line else None))
        if there is not None:
            return there
        inside = [] if line else self._around(*place)
        if not inside:
            raise UnusableError(
                f"{what} goes to or from {place[0]}:{place[1]}, where no span is; it needs one at each end"
            )
        return min(inside, key=lambda span: (last_offset(span) - first_offset(span), self._order[id(span)])).id

    def _around(self, start: int, end: int) -> list[Span]:
        there = self._index.around(min(start, end) - 1, max(start, end) + 1)
        return [span for span in there if first_offset(span) <= start and end <= last_offset(span)]


FORMAT = Format(
    name="prodigy",
    title="Prodigy's JSONL",
    suffix=".jsonl",
    by_name_only=True,
    write=write,
    read=read,
    carries=Carries(fragments=False, whole_words=True, events=False, relations_of_relations=False),
)
