"""DocBins to bundles: ours as they were, others with what is in their entities and groups of spans."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from corpus_tool.errors import RefusedError
from corpus_tool.formats import AS_IT_IS, Notice, Reading, Refusal
from corpus_tool.formats.spacy_docbin.notes import OURS, decoder
from corpus_tool.formats.spacy_docbin.packed import DAMAGED, UnusableFileError, documents_in, refuse_other
from corpus_tool.model.annotations import Annotation, Attributes, Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.model.rules import misplaced
from corpus_tool.model.suggestions import SCORE, first_score
from corpus_tool.model.tagged import UNSAID
from corpus_tool.text.decoding import joined

if TYPE_CHECKING:
    import spacy.tokens


class _Found(NamedTuple):
    """A span as spaCy shows it; offsets in code points."""

    label: str
    start: int
    end: int
    link: str
    score: Attributes


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """Each document with one layer; a file of ours gives back what was written into it."""
    content = joined(lines)
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
    found = list(_found(doc, reading))
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
    if _places(notes.annotations) == {(one.label, one.start, one.end) for one in found}:
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


def _layer_of(found: Iterable[_Found], name: LayerName, schema: SchemaRef, status: Status) -> Layer:
    spans: list[Annotation] = [
        Span(
            id=f"s{number}",
            label=one.label,
            fragments=((one.start, one.end),),
            attributes=one.score,
            link=one.link or None,
        )
        for number, one in enumerate(found, 1)
    ]
    return Layer.of(name, schema, spans, status)


def _found(doc: "spacy.tokens.Doc", reading: Reading) -> Iterator[_Found]:
    """Each entity and each span of a group once, with the score of the first that has one."""
    starts = [token.idx for token in doc]
    ends = [token.idx + len(token) for token in doc]
    groups = (*(group for _, group in sorted(doc.spans.items())), doc.ents)
    found: dict[tuple[str, int, int], _Found] = {}
    for group in groups:
        for span, score in zip(group, _scores(group), strict=True):
            if not 0 <= span.start < span.end <= len(starts):
                raise ValueError(f"a span has the tokens {span.start} to {span.end} of {len(starts)}")
            place = (span.label_, starts[span.start], ends[span.end - 1])
            said = first_score(score, *_said_of(doc, place)) if reading.scores else {}
            if place not in found or (said and not found[place].score):
                found[place] = _Found(*place, found[place].link if place in found else span.kb_id_, said)
    yield from found.values()


def _scores(group: "Sequence[spacy.tokens.Span] | spacy.tokens.SpanGroup") -> list[float | None]:
    """What `attrs["scores"]` of a group says of each span, as spaCy's span categorizer leaves it."""
    said = getattr(group, "attrs", {}).get("scores", ())
    return [float(one) for one in said] if len(said) == len(group) else [None] * len(group)


def _said_of(doc: "spacy.tokens.Doc", place: tuple[str, int, int]) -> Iterator[object]:
    """What a pipeline keeps of a span under `span._.score` or `span._.confidence`."""
    kept: Any = doc.user_data  # its stubs know names alone; what an extension keeps of a span stands under a tuple
    for name in (SCORE, "confidence"):
        yield kept.get(("._.", name, *place[1:]))
