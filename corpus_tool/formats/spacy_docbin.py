"""spaCy's `.spacy` files (DocBin), to train on and to read back. Optional: `pip install 'corpus-tool[spacy]'`.

A folder for each layer and part of the data, `ANNOTATOR/train/00000.spacy` and on, 500 documents a file: what
`spacy train --paths.train ANNOTATOR/train` takes. The words are ours, white space between them that is not one space is
a token of its own, as spaCy has it, so `doc.text` is the article to the last character; sentences are ours too.
Where spaCy cuts words otherwise, `corpora.train.gold_preproc = true` trains `ner` on ours.

`doc.ents` has the flat spans that `--overlaps` chooses, `doc.spans["sc"]` all of them, with ids and links. Offsets are
token numbers, the end exclusive. `doc.user_data["corpus_tool"]` is JSON with the key of the document and every
annotation as it is here, events, relations and attributes too; offsets in it are code points, half-open.

Any DocBin is read, with what it has in `ents` and in groups of spans.
"""

import gc
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from msgspec import Struct

from corpus_tool.errors import RefusedError
from corpus_tool.formats import AS_IT_IS, Format, Need, Notice, Piece, Reading, Refusal, Writing
from corpus_tool.model.annotations import Annotation, Event, Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying import Carries
from corpus_tool.model.carrying.overlaps import one_at_a_place
from corpus_tool.model.changes import Status
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.model.policies import Policy
from corpus_tool.model.rules import misplaced
from corpus_tool.model.tagged import UNSAID
from corpus_tool.model.tagging import token_ranges
from corpus_tool.model.words_and_spaces import with_white_space
from corpus_tool.text.sentences import sentences

if TYPE_CHECKING:
    import spacy.tokens

SHARD = 500
"""Documents a file: a DocBin is made in memory."""

GROUP = "sc"
"""The group of spans that spaCy's span categorizer looks in."""

OURS = "corpus_tool"
"""The name in `user_data`."""

LARGEST = 1 << 30
"""Bytes of a file, unpacked, that are taken in."""

_READ = ("ENT_IOB", "ENT_TYPE", "ENT_KB_ID")
"""What of each token is read beside the word; the rest, heads of a parse for one, is not even looked at."""


class Notes(Struct, frozen=True):
    """What `user_data` tells beside what spaCy has a place for."""

    key: str
    language: str
    direction: Literal["rtl", "ltr"]
    title: str
    metadata: dict[str, Any]
    annotator: str
    kind: LayerKind
    status: Status
    schema: SchemaRef
    annotations: list[Span | Event | Relation]


_notes = msgspec.json.Decoder(Notes)


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """Files of `SHARD` documents in a folder for each layer and part of the data."""
    shards: dict[str, _Shard] = {}
    for bundle in bundles:
        part = writing.split_of(bundle.document.key)
        for layer in bundle.layers:
            shard = shards.setdefault(f"{layer.name.short}/{part}", _Shard())
            shard.add(bundle.document, layer, writing.policy)
            if shard.documents == SHARD:
                yield from shard.taken(f"{layer.name.short}/{part}")
    for folder, shard in shards.items():
        yield from shard.taken(folder)


class _Shard:
    """The documents of the file that is being filled."""

    def __init__(self) -> None:
        self.number = 0
        self._begin()

    def _begin(self) -> None:
        from spacy.tokens import DocBin
        from spacy.vocab import Vocab

        # A vocabulary keeps every word it ever met, so each file has its own.
        self.documents = 0
        self._vocabulary = Vocab()
        self._bin = DocBin(("ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID", "SENT_START"), store_user_data=True)

    def add(self, document: Document, layer: Layer, policy: Policy) -> None:
        """Put one more document in."""
        self._bin.add(_doc(document, layer, policy, self._vocabulary))
        self.documents += 1

    def taken(self, folder: str) -> Iterator[Piece]:
        """The file, unless it is empty; the next one begins."""
        if self.documents:
            yield Piece(f"{folder}/{self.number:05}{FORMAT.suffix}", self._bin.to_bytes())
            self.number += 1
            self._begin()


def _doc(document: Document, layer: Layer, policy: Policy, vocabulary: "spacy.vocab.Vocab") -> "spacy.tokens.Doc":
    """A document with one layer as spaCy has it."""
    from spacy.tokens import Doc

    words, spaces, numbers = with_white_space(document.text, document.tokens)
    starts = {start for start, _ in sentences(document.text)}
    begins: list[bool | int | None] = [False] * len(words)
    for number, token in zip(numbers, document.tokens, strict=True):
        begins[number] = token.start in starts
    doc = Doc(vocabulary, words=words, spaces=spaces, sent_starts=begins)
    flat, _ = one_at_a_place(layer.spans, policy.overlaps)
    doc.spans[GROUP] = _spans(layer.spans, document, doc, numbers)
    doc.ents = _spans([one for one in flat if isinstance(one, Span)], document, doc, numbers)
    doc.user_data[OURS] = msgspec.json.encode(_notes_of(document, layer)).decode()
    return doc


def _spans(
    spans: Iterable[Span], document: Document, doc: "spacy.tokens.Doc", numbers: list[int]
) -> list["spacy.tokens.Span"]:
    """Spans of the document's tokens as spans of the doc's; `numbers` are those of our tokens in it."""
    from spacy.tokens import Span as DocSpan

    spans = list(spans)
    return [
        DocSpan(
            doc,
            numbers[first],
            numbers[end - 1] + 1,
            label=span.label,
            kb_id=span.link or "",
            span_id=span.id,
        )
        for span, (first, end) in zip(spans, token_ranges(spans, document.tokens), strict=True)
    ]


def _notes_of(document: Document, layer: Layer) -> Notes:
    return Notes(
        key=document.key,
        language=document.language,
        direction="rtl" if document.direction == "rtl" else "ltr",
        title=document.title,
        metadata=document.metadata,
        annotator=layer.name.annotator,
        kind=layer.name.kind,
        status=layer.status,
        schema=layer.schema,
        annotations=list(layer.ordered),
    )


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """Each document with one layer; a file of ours gives back what was written into it."""
    content = b"".join(lines)
    try:
        _refuse_other(content)
        with _collecting_garbage():
            documents = list(_documents(content))
    except (_UnusableFileError, *_DAMAGED) as unusable:
        yield Refusal("", str(unusable))
        return
    for number, unpack in enumerate(documents, 1):
        try:
            with _collecting_garbage():
                doc = unpack()
            yield _bundle(doc, number, reading)
        except (RefusedError, msgspec.MsgspecError, *_DAMAGED) as wrong:
            yield Refusal(f"document {number}", f"not a document as spaCy writes it: {wrong}")


class _UnusableFileError(Exception):
    """Why a file is no DocBin."""


_DAMAGED = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, struct.error)
"""What spaCy raises where numbers of strings lead nowhere and the like."""


@contextmanager
def _collecting_garbage() -> Iterator[None]:
    """srsly, which unpacks for spaCy, stops the collection of garbage meanwhile; where it fails, for good."""
    was_collecting = gc.isenabled()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


class _Packed(Struct):
    """What a DocBin holds, as far as we look at it."""

    attrs: list[int]
    tokens: bytes
    spaces: bytes
    lengths: bytes
    strings: list[str]
    cats: list[dict[str, Any]]
    span_groups: list[bytes] = []
    flags: list[dict[str, Any]] = []
    user_data: list[bytes | None] = []


def _documents(content: bytes) -> Iterator[Callable[[], "spacy.tokens.Doc"]]:
    """What unpacks each document of a DocBin, one by one: one that is damaged does not take the others with it."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    whole, vocabulary = DocBin().from_bytes(content), Vocab()
    for string in whole.strings:
        vocabulary.strings.add(string)
    attributes: list[Any] = whole.attrs
    columns = [attributes.index(attribute) for attribute in _attributes() if attribute in attributes]
    for number, table in enumerate(whole.tokens):
        one = DocBin()
        one.attrs = [attributes[column] for column in columns]
        one.tokens, one.spaces = [table[:, columns]], [whole.spaces[number]]
        one.cats, one.flags = [{}], whole.flags[number : number + 1] or [{}]
        one.span_groups = whole.span_groups[number : number + 1] or [b""]
        one.user_data = whole.user_data[number : number + 1]
        yield partial(_unpacked, one, vocabulary)


def _unpacked(one: "spacy.tokens.DocBin", vocabulary: "spacy.vocab.Vocab") -> "spacy.tokens.Doc":
    return next(one.get_docs(vocabulary))


def _attributes() -> list[Any]:
    """The numbers of what is read; that of the word comes first."""
    from spacy.tokens import DocBin

    return list(DocBin(_READ).attrs)


def _refuse_other(content: bytes) -> None:
    """Raise unless the numbers in a file fit together; spaCy itself would go on and read elsewhere in memory."""
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(content, LARGEST)
        if not unpacking.eof:
            raise _UnusableFileError(f"cut short, or of more than {LARGEST:,} bytes: cut it into several files")
        packed = msgspec.msgpack.decode(unpacked, type=_Packed)
    except (zlib.error, msgspec.MsgspecError, RecursionError) as wrong:
        raise _UnusableFileError(f"not a DocBin of spaCy's: {wrong}") from None
    lengths = memoryview(packed.lengths[: len(packed.lengths) // 4 * 4]).cast("i")
    total, documents = sum(lengths), len(lengths)
    fits = (
        min(lengths, default=0) >= 0
        and len(packed.lengths) % 4 == 0
        and len(packed.spaces) == total
        and len(packed.tokens) == total * len(packed.attrs) * 8
        and len(packed.cats) == documents
        and all(len(part) in {0, documents} for part in (packed.span_groups, packed.flags, packed.user_data))
        and packed.attrs[:1] == _attributes()[:1]
    )
    if not fits:
        raise _UnusableFileError("not a DocBin of spaCy's: the numbers in it do not fit together")


def _bundle(doc: "spacy.tokens.Doc", number: int, reading: Reading) -> Bundle:
    """A document with what we wrote of it, where spaCy's spans still are those; else with what spaCy shows."""
    text = doc.text
    found = list(_found(doc))
    told = doc.user_data.get(OURS)
    notes = _notes.decode(told) if isinstance(told, str) else None
    if notes is None:
        key = f"{reading.stem}-{number}" if reading.stem else ""
        layer = _layer_of(found, LayerName(reading.annotator, LayerKind.ANNOTATOR), UNSAID, Status.DONE)
        return Bundle(Document(key=key, text=text, language="", direction=""), (layer,))
    document = Document(
        key=notes.key,
        text=text,
        language=notes.language,
        direction=notes.direction,
        title=notes.title,
        metadata=notes.metadata,
    )
    name = LayerName(notes.annotator, notes.kind)
    if _places(notes.annotations) == {(label, start, end) for label, start, end, _ in found}:
        _refuse_misplaced(notes.annotations, text)
        return Bundle(document, (Layer.of(name, notes.schema, notes.annotations, notes.status),))
    return Bundle(document, (_layer_of(found, name, notes.schema, notes.status),))


def _places(annotations: Iterable[Annotation]) -> set[tuple[str, int, int]]:
    """(label, start, end) of each span."""
    return {(one.label, *one.fragments[0]) for one in annotations if isinstance(one, Span)}


def _refuse_misplaced(annotations: Iterable[Annotation], text: str) -> None:
    for one in annotations:
        if not isinstance(one, Relation) and (wrong := misplaced(one.fragments, text)):
            raise RefusedError(f"{one.id}: {wrong}")


def _layer_of(found: Iterable[tuple[str, int, int, str]], name: LayerName, schema: SchemaRef, status: Status) -> Layer:
    spans: list[Annotation] = [
        Span(id=f"s{number}", label=label, fragments=((start, end),), link=link or None)
        for number, (label, start, end, link) in enumerate(found, 1)
    ]
    return Layer.of(name, schema, spans, status)


def _found(doc: "spacy.tokens.Doc") -> Iterator[tuple[str, int, int, str]]:
    """(label, start, end, link) of each entity and each span of a group once, offsets in code points."""
    starts = [token.idx for token in doc]
    ends = [token.idx + len(token) for token in doc]
    groups = (*(group for _, group in sorted(doc.spans.items())), doc.ents)
    seen = set()
    for span in (span for group in groups for span in group):
        if not 0 <= span.start < span.end <= len(starts):
            raise ValueError(f"a span has the tokens {span.start} to {span.end} of {len(starts)}")
        place = (span.label_, starts[span.start], ends[span.end - 1])
        if place not in seen:
            seen.add(place)
            yield (*place, span.kb_id_)


FORMAT = Format(
    name="spacy",
    title="spaCy's DocBin, to train on",
    suffix=".spacy",
    write=write,
    read=read,
    carries=Carries(whole_words=True, fragments=False, trigger_fragments=True),
    by_splits=True,
    need=Need("spacy", "spacy"),
)
