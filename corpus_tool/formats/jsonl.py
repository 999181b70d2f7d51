"""Our own JSONL, one document a line: everything we know, and the reference for every other format.

`docs/format.md` describes it. Offsets are code points, half-open.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import Any, Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

from corpus_tool.formats import AS_IT_IS, Format, Notice, Piece, Reading, Refusal, Writing
from corpus_tool.model.annotations import Annotation, Argument, Event, Fragments, Relation, Span, surface
from corpus_tool.model.article_rows import UnknownColumnsError, columns_of, in_words
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying.carries import EVERYTHING
from corpus_tool.model.changes import Status
from corpus_tool.model.decided import misfit
from corpus_tool.model.documents import Document, text_digest
from corpus_tool.model.json_articles import articles, fields_of_article
from corpus_tool.model.json_values import LONGEST_VALUE
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.model.quoting import without_quotes
from corpus_tool.model.references import missing_references
from corpus_tool.model.rules import misplaced
from corpus_tool.model.rulings import Ruling
from corpus_tool.text.decoding import too_long

VERSION = "corpus-tool/1"
_BEGINNING = f'{{"format":"{VERSION}"'.encode()
"""How each line that we write begins."""

LOOKED_AT = 20
"""Lines of which one should tell what the file is."""


class SpanLine(Struct, forbid_unknown_fields=True):
    """A span as the file has it."""

    id: str
    label: str
    fragments: Fragments
    text: str | None
    """None where the articles themselves stay at home."""
    attributes: dict[str, Any] = {}
    link: str | None = None
    note: str | None = None


class ArgumentLine(Struct, forbid_unknown_fields=True):
    """An argument as the file has it."""

    role: str
    target: str


class EventLine(Struct, forbid_unknown_fields=True):
    """An event as the file has it."""

    id: str
    type: str
    fragments: Fragments
    text: str | None
    attributes: dict[str, Any] = {}
    arguments: list[ArgumentLine] = []
    note: str | None = None


class RelationLine(Struct, forbid_unknown_fields=True):
    """A relation as the file has it."""

    id: str
    type: str
    source: str
    target: str
    attributes: dict[str, Any] = {}


class SchemaLine(Struct, forbid_unknown_fields=True):
    """The schema a layer was made under."""

    name: str
    version: str


class LayerLine(Struct, forbid_unknown_fields=True):
    """A layer as the file has it."""

    annotator: str
    kind: LayerKind
    status: Status
    schema: SchemaLine
    spans: list[SpanLine] = []
    events: list[EventLine] = []
    relations: list[RelationLine] = []
    decisions: dict[str, Ruling] | UnsetType = UNSET
    """Of a gold layer: how it was decided, by the key of what it is about."""


class DocumentLine(Struct, forbid_unknown_fields=True):
    """A line of the file. The order of the fields here is their order there."""

    format: str
    key: str
    language: str
    direction: Literal["rtl", "ltr"]
    title: str
    text: str | None
    text_sha256: str
    metadata: dict[str, Any] = {}
    layers: list[LayerLine] = []


_decoder = msgspec.json.Decoder(DocumentLine)
_encoder = msgspec.json.Encoder()


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """One line for each bundle, in one file."""
    file = f"{writing.name}{FORMAT.suffix}"
    for bundle in bundles:
        yield Piece(file, _line(bundle, with_text=writing.with_text) + b"\n")


def line_of(bundle: Bundle) -> str:
    """A bundle as one line of JSON, without the line feed."""
    return _line(bundle, with_text=True).decode()


def _line(bundle: Bundle, *, with_text: bool) -> bytes:
    """Without its text, a document has no title either: that is mostly its first line; nor metadata that quote it."""
    document = bundle.document
    line = DocumentLine(
        format=VERSION,
        key=document.key,
        language=document.language,
        direction="rtl" if document.direction == "rtl" else "ltr",
        title=document.title if with_text else "",
        text=document.text if with_text else None,
        text_sha256=document.text_sha256,
        metadata=document.metadata if with_text else without_quotes(document.metadata, document.text),
        layers=[_layer_line(layer, document.text if with_text else None) for layer in bundle.layers],
    )
    return _encoder.encode(line)


def _layer_line(layer: Layer, text: str | None) -> LayerLine:
    return LayerLine(
        annotator=layer.name.annotator,
        kind=layer.name.kind,
        status=layer.status,
        schema=SchemaLine(*layer.schema),
        spans=_span_lines(layer, text),
        events=[
            EventLine(
                event.id,
                event.type,
                event.fragments,
                None if text is None else surface(text, event.fragments),
                event.attributes,
                [ArgumentLine(argument.role, argument.target) for argument in event.arguments],
                event.note,
            )
            for event in layer.events
        ],
        relations=[
            RelationLine(relation.id, relation.type, relation.source, relation.target, relation.attributes)
            for relation in layer.relations
        ],
        decisions=dict(layer.rulings) or UNSET,
    )


def _span_lines(layer: Layer, text: str | None) -> list[SpanLine]:
    if (plain := layer.plain) is not None:
        there = [None] * len(plain.ids) if text is None else plain.surfaces(text)
        rows = zip(plain.ids, plain.labels, plain.starts, plain.ends, there, strict=True)
        return [SpanLine(id, label, ((start, end),), words) for id, label, start, end, words in rows]
    return [
        SpanLine(
            span.id,
            span.label,
            span.fragments,
            None if text is None else surface(text, span.fragments),
            span.attributes,
            span.link,
            span.note,
        )
        for span in layer.spans
    ]


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """The bundle in each line, or why there is none. Blank lines are passed over. JSON is UTF-8 always.

    Where the first line is an article and nothing more, all are: with fields named by the user or guessed, and told.
    A line that cannot be read does not tell; then the next one does.
    """
    coming = iter(lines)
    held: list[bytes] = []
    fields: list[str] | None = None
    for line in islice(coming, LOOKED_AT):
        held.append(line)
        fields = [] if line.startswith(_BEGINNING) else fields_of_article(line)
        if fields is not None:
            break
    there = chain(held, coming)
    yield from _articles(there, fields, reading) if fields else _ours(there, reading)


def _articles(lines: Iterable[bytes], fields: list[str], reading: Reading) -> Iterator[Bundle | Refusal | Notice]:
    """An article in each line, and before them how their fields are read."""
    try:
        columns = columns_of(fields, reading.columns)
    except UnknownColumnsError as unknown:
        yield Refusal("line 1", f"not {VERSION}, and no plain article: {unknown}")
        return
    yield Notice(f"an article a line; {in_words(columns)}")
    yield from articles(lines, columns)


def _ours(lines: Iterable[bytes], reading: Reading) -> Iterator[Bundle | Refusal | Notice]:
    at = 0
    for number, raw in enumerate(lines, 1):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        where = f"line {number}"
        if line.strip():
            try:
                yield _bundle(_decode(line, at + len(raw) - len(line)), reading)
            except _UnusableLineError as unusable:
                yield Refusal(where, str(unusable))
        at += len(raw)


class _UnusableLineError(Exception):
    """Why a line cannot be taken in."""


def _decode(line: bytes, at: int) -> DocumentLine:
    """The line's fields. `at` is where it begins in the file, in bytes."""
    if len(line) > LONGEST_VALUE and not line.startswith(_BEGINNING):
        raise _UnusableLineError(f"it is longer than {LONGEST_VALUE:,} bytes; an article or {VERSION} was expected")
    try:
        line.decode()
    except UnicodeDecodeError as broken:
        raise _UnusableLineError(f"not UTF-8 at byte {at + broken.start} of the file ({broken.reason})") from None
    try:
        document = _decoder.decode(line)
    except msgspec.ValidationError as wrong:
        raise _UnusableLineError(f"not {VERSION}: {wrong}") from None
    except msgspec.DecodeError as broken:
        raise _UnusableLineError(f"not JSON: {broken}; the line begins at byte {at} of the file") from None
    except RecursionError:
        raise _UnusableLineError("not JSON that we can read: nested too deeply") from None
    if document.format != VERSION:
        raise _UnusableLineError(f"format is {document.format!r}; this program reads {VERSION!r}")
    if not document.key.strip():
        raise _UnusableLineError("key is empty; every document needs a name")
    if document.text is not None and (digest := text_digest(document.text)) != document.text_sha256:
        raise _UnusableLineError(f"text_sha256 is {document.text_sha256!r}, but that of the text is {digest!r}")
    return document


def _text(line: DocumentLine, reading: Reading) -> str:
    """The text of a line; of one that came without, the text of the corpus that has its digest."""
    text = reading.text_of(line.text_sha256) if line.text is None else line.text
    if text is None:
        raise _UnusableLineError(
            f"{line.key} comes without its text, and no document here has the text with the digest"
            f" {line.text_sha256!r}; import the article first"
        )
    if wrong := too_long(len(text)):
        raise _UnusableLineError(wrong)
    return text


def _bundle(line: DocumentLine, reading: Reading) -> Bundle:
    text = _text(line, reading)
    document = Document(
        key=line.key,
        text=text,
        language=line.language,
        direction=line.direction,
        title=line.title,
        metadata=line.metadata,
    )
    times = Counter((layer.annotator, layer.kind) for layer in line.layers)
    for annotator, kind in times:
        if not annotator.strip():
            raise _UnusableLineError(f"the layer of kind {kind} has no annotator; every layer needs a name")
        if times[annotator, kind] > 1:
            raise _UnusableLineError(f"{annotator} has two {kind} layers; one document has one of each")
    told = line.text is not None
    return Bundle(document, tuple(_layer(layer, text, told=told) for layer in line.layers))


def _layer(line: LayerLine, text: str, *, told: bool) -> Layer:
    """A layer on `text`; `told`: whether the line brought it, and so has to say what stands at each mark."""
    name = LayerName(line.annotator, line.kind)
    annotations = list(_annotations(line))
    ids = {annotation.id for annotation in annotations}
    if len(ids) < len(annotations):
        times = Counter(annotation.id for annotation in annotations)
        twice = min(id for id, count in times.items() if count > 1)
        raise _UnusableLineError(f"layer {name.annotator}: id {twice!r} is given twice; ids are unique in a layer")
    placed: list[SpanLine | EventLine] = [*line.spans, *line.events]
    for annotation_line in placed:
        _refuse_wrong_place(annotation_line, name, text, told=told)
    for id, missing in missing_references(annotations):
        raise _UnusableLineError(f"layer {name.annotator}: {id} points at {missing!r}, which is not in that layer")
    decisions = line.decisions or {}
    if wrong := misfit(decisions, line.kind, ids):
        raise _UnusableLineError(f"layer {name.annotator}: {wrong}")
    layer = Layer.of(name, SchemaRef(line.schema.name, line.schema.version), annotations, line.status)
    return replace(layer, rulings=decisions) if decisions else layer


def _refuse_wrong_place(line: SpanLine | EventLine, name: LayerName, text: str, *, told: bool) -> None:
    who = f"layer {name.annotator}: {line.id}"
    if wrong := misplaced(line.fragments, text):
        raise _UnusableLineError(f"{who}: {wrong}")
    there = surface(text, line.fragments)
    if there != line.text and (told or line.text is not None):
        places = ", ".join(f"{start}:{end}" for start, end in line.fragments)
        raise _UnusableLineError(f"{who}: text is {line.text!r}, but the document has {there!r} at {places}")


def _annotations(line: LayerLine) -> Iterator[Annotation]:
    for span in line.spans:
        yield Span(
            id=span.id,
            label=span.label,
            fragments=span.fragments,
            attributes=span.attributes,
            link=span.link,
            note=span.note,
        )
    for event in line.events:
        yield Event(
            id=event.id,
            type=event.type,
            fragments=event.fragments,
            attributes=event.attributes,
            arguments=tuple(Argument(argument.role, argument.target) for argument in event.arguments),
            note=event.note,
        )
    for relation in line.relations:
        yield Relation(
            id=relation.id,
            type=relation.type,
            source=relation.source,
            target=relation.target,
            attributes=relation.attributes,
        )


FORMAT = Format(
    name="jsonl",
    title="corpus-tool JSONL, everything",
    suffix=".jsonl",
    write=write,
    apart=True,
    read=read,
    carries=EVERYTHING,
    textless=True,
    tokens=False,
)
