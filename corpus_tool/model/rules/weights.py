"""What a rule weighs, and what it says of an annotation that breaks it."""

from collections.abc import Callable, Iterator
from enum import StrEnum

from msgspec import Struct

from corpus_tool.model.annotations import Annotation
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.schemas import Schema


class Weight(StrEnum):
    """What a violation does, the gravest first."""

    ERROR = "error"
    """The act that makes it is refused; imported data keeps it, and is not done while it has it."""
    DONE = "done"
    """The act is made, but the document is not done while it stands."""
    WARNING = "warning"
    """It is shown."""
    OFF = "off"
    """Nobody asks."""


class Violation(Struct, frozen=True):
    """A rule that an annotation breaks."""

    rule: str
    annotation: str
    """The annotation's id."""
    message: str
    weight: Weight = Weight.ERROR

    @property
    def sentence(self) -> str:
        """What it says, as a sentence of its own."""
        return f"{self.message[0].upper()}{self.message[1:]}."

    @property
    def blocks_done(self) -> bool:
        """Whether the document cannot be done while this stands."""
        return self.weight in {Weight.ERROR, Weight.DONE}


Check = Callable[[Annotation, Layer, Schema, Document], Iterator[str]]
"""Yields a sentence for every way in which the annotation breaks a rule."""
