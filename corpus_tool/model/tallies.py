"""How much of everything a bundle holds: languages, sources, labels, event types, roles, relations."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from corpus_tool.model.annotations import Event, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.span_columns import PlacedColumns


class Counted(NamedTuple):
    """What is counted: its kind (`language`, `source`, `label`, `type`, `role`, `relation`), and its name."""

    kind: str
    name: str


def source_of(metadata: Mapping[str, Any]) -> str:
    """Where a document is from, as far as its metadata say."""
    return str(metadata.get("source") or metadata.get("sitename") or "")


def tally(bundle: Bundle) -> Counter[Counted]:
    """How often each thing occurs: a language and a source once a document, the rest once for each annotation."""
    counts: Counter[Counted] = Counter()
    counts[Counted("language", bundle.document.language)] += 1
    counts[Counted("source", source_of(bundle.document.metadata))] += 1
    for layer in bundle.layers:
        if isinstance(layer.placed, PlacedColumns):  # no object is made for it
            counts.update(Counted("label", label) for label in layer.placed.columns.labels)
            continue
        for one in layer.ordered:
            if isinstance(one, Span):
                counts[Counted("label", one.label)] += 1
            elif isinstance(one, Event):
                counts[Counted("type", one.type)] += 1
                counts.update(Counted("role", argument.role) for argument in one.arguments)
            else:
                counts[Counted("relation", one.type)] += 1
    return counts
