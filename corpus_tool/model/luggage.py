"""What travels with a text and a layer through the file of another program that has no field for it.

Most annotation tools hand back the fields of a document that they do not know, so what is packed here comes home.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from msgspec import Struct, field

from corpus_tool.model.annotations import Annotation
from corpus_tool.model.changes import Status
from corpus_tool.model.documents import Document
from corpus_tool.model.json_values import UnusableError
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.model.whole import refuse_broken

FIELD = "corpus_tool"
"""What it is called in the files."""


class DocumentLuggage(Struct, frozen=True, kw_only=True):
    """A document without its text."""

    key: str = ""
    language: str = ""
    direction: Literal["rtl", "ltr", ""] = ""
    title: str = ""
    metadata: dict[str, Any] = {}


class LayerLuggage(Struct, frozen=True, kw_only=True):
    """A layer without its annotations."""

    annotator: str = ""
    kind: LayerKind = LayerKind.ANNOTATOR
    status: Status = Status.DONE
    schema: tuple[str, str] = ("", "")
    """Name and version; empty where the file names none."""


class Luggage(Struct, omit_defaults=True):
    """A document and a layer, where one field holds both."""

    document: DocumentLuggage = field(default_factory=DocumentLuggage)
    layer: LayerLuggage | None = None


def packed_document(document: Document) -> DocumentLuggage:
    """What there is to say of a document besides its text."""
    return DocumentLuggage(
        key=document.key,
        language=document.language,
        direction="rtl" if document.direction == "rtl" else "ltr",
        title=document.title,
        metadata=document.metadata,
    )


def packed_layer(layer: Layer) -> LayerLuggage:
    """What there is to say of a layer besides its annotations."""
    return LayerLuggage(
        annotator=layer.name.annotator,
        kind=layer.name.kind,
        status=layer.status,
        schema=(layer.schema.name, layer.schema.version),
    )


def document_of(luggage: DocumentLuggage, text: str) -> Document:
    """The document again; without a key, a language or a direction where none was packed."""
    return Document(
        key=luggage.key,
        text=text,
        language=luggage.language,
        direction=luggage.direction,
        title=luggage.title,
        metadata=luggage.metadata,
    )


def layer_of(luggage: LayerLuggage, annotations: Sequence[Annotation], text: str, annotator: str) -> Layer:
    """The layer again; `annotator` made it where nobody is packed.

    Raises UnusableError where annotations share an id, point at nothing, or are not in the text.
    """
    refuse_broken(annotations, text)
    name = LayerName(luggage.annotator if luggage.annotator.strip() else annotator, luggage.kind)
    return Layer.of(name, SchemaRef(*luggage.schema), list(annotations), luggage.status)


def refuse_twins(layers: Iterable[Layer]) -> tuple[Layer, ...]:
    """The same layers; raises UnusableError where two have the same annotator and kind."""
    found: dict[LayerName, Layer] = {}
    for layer in layers:
        if layer.name in found:
            raise UnusableError(
                f"{layer.name.annotator} has two {layer.name.kind} layers; one document has one of each"
            )
        found[layer.name] = layer
    return tuple(found.values())
