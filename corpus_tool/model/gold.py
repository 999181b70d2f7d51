"""What a layer is without its annotations, and which of a document's layers is its gold: the one definition of it."""

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName, SchemaRef


class LayerHead(NamedTuple):
    """What is said of a layer, without what it says."""

    id: int
    """Its number in the store."""
    document_id: int
    name: LayerName
    status: Status
    schema: SchemaRef
    revision: int
    """The newest it includes."""


def gold_of(heads: Iterable[LayerHead]) -> LayerHead | None:
    """The gold of one document: its layer of the kind gold that is done; of several, the one changed last.

    None where it was not adjudicated, or where adjudicating it is not finished.
    """
    finished = [head for head in heads if head.name.kind is LayerKind.GOLD and head.status is Status.DONE]
    return max(finished, key=_REVISION) if len(finished) > 1 else finished[0] if finished else None


_REVISION = attrgetter("revision")
