"""DocBins to bundles: ours as they were, others with what is in their entities and groups of spans."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from corpus_tool.errors import RefusedError
from corpus_tool.formats import AS_IT_IS, Notice, Reading, Refusal
from corpus_tool.formats.spacy_docbin.notes import OURS, decoder
from corpus_tool.formats.spacy_docbin.packed import DAMAGED, UnusableFileError, documents_in, refuse_other
from corpus_tool.model.annotations import Annotation, Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.model.rules import misplaced
from corpus_tool.model.tagged import UNSAID

if TYPE_CHECKING:
    import spacy.tokens


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """Each document with one layer; a file of ours gives back what was written into it."""
    content = b"".join(lines)
    try:
        refuse_other(content)
        with _collecting_garbage():
            documents = list(documents_in(content))
    except (UnusableFileError, *DAMAGED) as unusable:
        yield Refusal("", str(unusable))
        return
    for number, unpack in enumerate(documents, 1):
        try:
            with _collecting_garbage():
                doc = unpack()
            yield _bundle(doc, number, reading)
        except (RefusedError, msgspec.MsgspecError, *DAMAGED) as wrong:
            yield Refusal(f"document {number}", f"not a document as spaCy writes it: {wrong}")


@contextmanager
def _collecting_garbage() -> Iterator[None]:
    """srsly, which unpacks for spaCy, stops the collection of garbage meanwhile; where it fails, for good."""
    was_collecting = gc.isenabled()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


def _bundle(doc: "spacy.tokens.Doc", number: int, reading: Reading) -> Bundle:
    """A document with what we wrote of it, where spaCy's spans still are those; else with what spaCy shows."""
    text = doc.text
    found = list(_found(doc))
    told = doc.user_data.get(OURS)
    notes = decoder.decode(told) if isinstance(told, str) else None
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
