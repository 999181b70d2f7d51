"""What `user_data` of a document says beside what spaCy has a place for."""

from typing import Any, Literal

import msgspec
from msgspec import Struct

from corpus_tool.model.annotations import Event, Relation, Span
from corpus_tool.model.changes import Status
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerKind, SchemaRef

OURS = "corpus_tool"
"""The name in `user_data`."""


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


decoder = msgspec.json.Decoder(Notes)


def notes_of(document: Document, layer: Layer) -> Notes:
    """Everything that is to be said of a document and a layer."""
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
