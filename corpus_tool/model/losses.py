"""Loss: what a format cannot hold, said before it is lost."""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from corpus_tool.model.annotations import Annotation, Event, Relation, Span, surface
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.layers import Layer


class Reason(StrEnum):
    """Why something is lost, in words for a report."""

    NESTED = "nested in another span"
    OVERLAPPING = "overlaps another span"
    PART_OF_WORD = "edge inside a word"
    DISCONTINUOUS = "several fragments"
    CROSSES_SENTENCE = "crosses a sentence border"
    WORDLESS = "covers no word"
    BOILERPLATE = "in boilerplate that is left out"
    EVENT = "event"
    RELATION = "relation"
    ATTRIBUTES = "attributes"
    LINK = "link"
    NOTE = "note"


class Loss(Struct, frozen=True):
    """One thing that is lost of one annotation."""

    reason: Reason
    document: str
    """The document's key."""
    annotator: str
    annotation: str
    """The annotation's id."""
    text: str
    """What stands there; empty for a relation."""


def losses_of(annotations: Iterable[tuple[Annotation, Reason]], bundle: Bundle, layer: Layer) -> Iterator[Loss]:
    """A Loss for each (annotation, reason) of a layer."""
    for annotation, reason in annotations:
        text = "" if isinstance(annotation, Relation) else surface(bundle.document.text, annotation.fragments)
        yield Loss(reason, bundle.document.key, layer.name.annotator, annotation.id, text)


def beyond_labels(layer: Layer, kept: Iterable[Span]) -> Iterator[tuple[Annotation, Reason]]:
    """What a format loses that holds only the labels of the spans `kept`: all but those spans' places and labels."""
    for span in kept:
        if span.attributes:
            yield span, Reason.ATTRIBUTES
        if span.link is not None:
            yield span, Reason.LINK
        if span.note is not None:
            yield span, Reason.NOTE
    for annotation in layer.ordered:
        match annotation:
            case Event():
                yield annotation, Reason.EVENT
            case Relation():
                yield annotation, Reason.RELATION
            case Span():
                pass
