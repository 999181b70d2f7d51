"""Documents with layers of plain spans alone, some at a time: most exports are of these, and nothing is made of a span.

A bundle can hold anything, so what writes one asks of each document what it holds. Here that was asked once of many.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

from corpus_tool.model.documents import Document
from corpus_tool.model.gold import LayerHead
from corpus_tool.model.span_columns import SpanColumns


class PlainLayer(NamedTuple):
    """A layer that is nothing but plain spans, with its document."""

    document: Document
    head: LayerHead
    spans: SpanColumns
    words: list[str]
    """What stands at each of them."""


PlainLayers: TypeAlias = Iterable[Sequence[PlainLayer]]
"""Some documents at a time, the layers of one together."""


class NotPlainError(Exception):
    """Something is more than plain spans, or does not fit: it goes the way of everything else."""
