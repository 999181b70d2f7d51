"""Bundles as the columns of the tables of `model.tables`. An export of a million spans makes thirteen million cells."""

from collections.abc import Sequence

import msgspec

from corpus_tool.model.annotations import Attributes, Event, Fragments, Span, surface
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerName, SchemaRef
from corpus_tool.model.quoting import without_quotes
from corpus_tool.model.rulings import Ruling
from corpus_tool.model.span_columns import SpanColumns
from corpus_tool.model.tables import (
    ARGUMENTS,
    COLUMNS,
    DECISIONS,
    DOCUMENTS,
    EVENTS,
    LAYERS,
    LISTS,
    RELATIONS,
    SPANS,
    TABLES,
    Cell,
)


class TableColumns:
    """The cells of all tables, column by column, as documents are added."""

    def __init__(self) -> None:
        self.tables: dict[str, list[list[Cell]]] = {table: [[] for _ in COLUMNS[table]] for table in TABLES}
        """Table to its columns, in their order; those of one table are of one length."""

    @property
    def height(self) -> int:
        """How many rows the longest table has."""
        return max([len(columns[0]) for columns in self.tables.values()])

    def add(self, bundle: Bundle, split: str, *, with_text: bool) -> None:
        """Add the rows of a document and its layers.

        Without its text, a document has no title either: that is mostly its first line; nor metadata that quote it.
        """
        document = bundle.document
        self._append(DOCUMENTS, document_row(document, split, with_text=with_text))
        for layer in bundle.layers:
            self._append(LAYERS, layer_row(document.key, layer.name, layer.status, layer.schema))
            who = (document.key, layer.name.annotator, layer.name.kind.value)
            self._add_layer(layer, who, document.text if with_text else None)

    def _add_layer(self, layer: Layer, who: tuple[str, str, str], text: str | None) -> None:
        if layer.plain is not None:
            self._add(SPANS, len(layer.placed), who, _plain_spans(layer.plain, text))
        else:
            self._add_objects(layer, who, text)
        for key, ruling in layer.rulings.items():
            self._append(DECISIONS, (*who, *_decision(key, ruling)))

    def _add_objects(self, layer: Layer, who: tuple[str, str, str], text: str | None) -> None:
        """Add the annotations of a layer that is not plain spans alone."""
        if spans := layer.spans:
            self._add(SPANS, len(spans), who, _spans(spans, text))
        if events := layer.events:
            self._add(EVENTS, len(events), who, _events(events, text))
            found = [(event.id, argument.role, argument.target) for event in events for argument in event.arguments]
            if found:
                self._add(ARGUMENTS, len(found), who, [list(cells) for cells in zip(*found, strict=True)])
        if relations := layer.relations:
            found_ends = [(one.id, one.type, one.source, one.target, _json(one.attributes)) for one in relations]
            self._add(RELATIONS, len(relations), who, [list(cells) for cells in zip(*found_ends, strict=True)])

    def _append(self, table: str, cells: Sequence[Cell]) -> None:
        """Add a row."""
        for column, cell in zip(self.tables[table], cells, strict=True):
            column.append(cell)

    def _add(self, table: str, count: int, same: Sequence[str], columns: Sequence[Sequence[Cell]]) -> None:
        """Add `count` rows: cells that are the same in all of them, then columns."""
        into = self.tables[table]
        for column, cell in zip(into, same, strict=False):
            column.extend([cell] * count)
        for column, cells in zip(into[len(same) :], columns, strict=True):
            column.extend(cells)


def document_row(document: Document, split: str, *, with_text: bool) -> tuple[Cell, ...]:
    """The cells of a document."""
    return (
        document.key,
        document.language,
        document.direction,
        document.title if with_text else "",
        split,
        document.text if with_text else None,
        document.text_sha256,
        _json(document.metadata if with_text else without_quotes(document.metadata, document.text)),
    )


def layer_row(key: str, name: LayerName, status: Status, schema: SchemaRef) -> tuple[Cell, ...]:
    """The cells of a layer of the document with that key."""
    return (key, name.annotator, name.kind.value, status.value, *schema)


def _plain_spans(spans: SpanColumns, text: str | None) -> list[Sequence[Cell]]:
    """What `_spans` says of them."""
    none = [None] * len(spans.ids)
    return [
        spans.ids,
        spans.labels,
        spans.starts,
        spans.ends,
        [f"{start}:{end}" for start, end in zip(spans.starts, spans.ends, strict=True)],
        none if text is None else spans.surfaces(text),
        none,
        none,
        ["{}"] * len(spans.ids),
    ]


def _spans(spans: Sequence[Span], text: str | None) -> list[list[Cell]]:
    return [
        [span.id for span in spans],
        [span.label for span in spans],
        *_places([span.fragments for span in spans], text),
        [span.link for span in spans],
        [span.note for span in spans],
        ["{}" if not span.attributes else _json(span.attributes) for span in spans],
    ]


def _events(events: Sequence[Event], text: str | None) -> list[list[Cell]]:
    return [
        [event.id for event in events],
        [event.type for event in events],
        *_places([event.fragments for event in events], text),
        [event.note for event in events],
        [_json(event.attributes) for event in events],
    ]


def _decision(key: str, ruling: Ruling) -> list[Cell]:
    lists = [msgspec.json.encode(getattr(ruling, field)).decode() for field in LISTS.values()]
    said = [ruling.how, ruling.reason, ruling.guideline, ruling.who, ruling.at]
    return [key, ruling.origin.value, *lists, *said]


def _places(found: Sequence[Fragments], text: str | None) -> list[list[Cell]]:
    """Start, end, fragments and text of some marks."""
    return [
        [fragments[0][0] for fragments in found],
        [fragments[-1][1] for fragments in found],
        [
            f"{fragments[0][0]}:{fragments[0][1]}" if len(fragments) == 1 else _in_words(fragments)
            for fragments in found
        ],
        [None] * len(found) if text is None else [surface(text, fragments) for fragments in found],
    ]


def _in_words(fragments: Fragments) -> str:
    return " ".join([f"{start}:{end}" for start, end in fragments])


def _json(value: Attributes) -> str:
    return msgspec.json.encode(value).decode() if value else "{}"
