"""What other formats have no field for: whose layer it is, which document. JSON formats carry it beside the rest.

Programs that read such a format pass over fields that they do not know, so a corpus that comes home is complete.
"""

from typing import Any

from msgspec import Struct

from corpus_tool.model.annotations import Annotation
from corpus_tool.model.changes import Status
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef

UNKNOWN_SCHEMA = SchemaRef("", "")
"""Of a layer that came in a file that names none: the schema in force."""


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
    order: tuple[str, ...] = ()
    """The ids of the layer in its order, where the file has another; empty where it has none to tell."""

    @classmethod
    def of(cls, document: Document, layer: Layer, order: tuple[str, ...] = ()) -> "Aside":
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
            order=order,
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

    def layer(self, annotations: list[Annotation], annotator: str) -> Layer:
        """The layer of those annotations; that of `annotator` where nobody else is named."""
        if self.order:
            rank = {id: number for number, id in enumerate(self.order)}
            annotations = sorted(annotations, key=lambda one: rank.get(one.id, len(rank)))
        name = LayerName(self.annotator if self.annotator.strip() else annotator, self.kind)
        return Layer.of(name, SchemaRef(*self.schema), annotations, self.status)


PLAIN = Aside()
"""Of a file that says nothing of the kind."""
