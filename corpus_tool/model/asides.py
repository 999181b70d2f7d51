"""What other formats have no field for: whose layer it is, which document. JSON formats carry it beside the rest.

Programs that read such a format pass over fields that they do not know, so a corpus that comes home is complete.
"""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from corpus_tool.model.annotations import Annotation
from corpus_tool.model.changes import Status
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef

UNKNOWN_SCHEMA = SchemaRef("imported", "")
"""Of a layer that came in a file that names none."""


class Aside(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A document and a layer of it, but for the text and the annotations."""

    annotator: str = ""
    kind: LayerKind = LayerKind.ANNOTATOR
    status: Status = Status.NEW
    schema: tuple[str, str] = UNKNOWN_SCHEMA
    language: str = ""
    direction: str = ""
    title: str = ""
    metadata: dict[str, Any] = {}

    @classmethod
    def of(cls, document: Document, layer: Layer) -> "Aside":
        """What there is to say."""
        return cls(
            annotator=layer.name.annotator,
            kind=layer.name.kind,
            status=layer.status,
            schema=layer.schema,
            language=document.language,
            direction=document.direction,
            title=document.title,
            metadata=document.metadata,
        )

    def document(self, key: str, text: str) -> Document:
        """The document of that text."""
        return Document(
            key=key,
            text=text,
            language=self.language,
            direction=self.direction,
            title=self.title,
            metadata=self.metadata,
        )

    def layer(self, annotations: list[Annotation] | Iterator[Annotation], annotator: str) -> Layer:
        """The layer of those annotations; that of `annotator` where nobody else is named."""
        name = LayerName(self.annotator if self.annotator.strip() else annotator, self.kind)
        return Layer.of(name, SchemaRef(*self.schema), annotations, self.status)


PLAIN = Aside()
"""Of a file that says nothing of the kind."""
