"""Bundle: a document with the layers on it; what a format reads and writes."""

from msgspec import Struct

from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer


class Bundle(Struct, frozen=True):
    """A document and some or all of its layers, in their order."""

    document: Document
    layers: tuple[Layer, ...] = ()
