"""Layers from their rows: pure, so that one process can read rows while another makes layers of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from operator import itemgetter

from msgspec import Struct

from corpus_tool.model.annotations import Argument, Event, Placed, surface
from corpus_tool.model.gold import LayerHead
from corpus_tool.model.layers import Layer
from corpus_tool.model.span_columns import PlacedColumns
from corpus_tool.store.rows import attributes_from_json, fragments_of, relation_of
from corpus_tool.store.ruling_rows import rulings_from
from corpus_tool.store.span_rows import MovedMarkError, span_rows

NO_TEXTS: Mapping[int, str] = {}
"""Places are believed."""


class LayerRows(Struct, array_like=True):
    """What the tables say of some layers."""

    spans: bytes
    """Columns, as `span_rows` reads them."""
    events: list[tuple[int, int, str, str, str, str, str, str | None]]
    arguments: list[tuple[int, str, str, str]]
    """In the order of the events' own arguments."""
    relations: list[tuple[int, int, str, str, str, str, str]]
    rulings: list[tuple[int, str, str]]


def layers_from(heads: Iterable[LayerHead], rows: LayerRows, texts: Mapping[int, str] = NO_TEXTS) -> dict[int, Layer]:
    """Layer id to layer with its annotations.

    `texts`: the text under each layer, where places are to be held against the words that are stored with them;
    raises MovedMarkError where these are others.
    """
    placed = _placed(rows, texts)
    ruled = rulings_from(rows.rulings)
    return {
        head.id: Layer(
            head.name, head.schema, head.status, placed.get(head.id, {}), head.revision, ruled.get(head.id, {})
        )
        for head in heads
    }


def _placed(rows: LayerRows, texts: Mapping[int, str]) -> dict[int, Mapping[str, Placed]]:
    """Layer id to its annotations in their order; nothing for a layer without any."""
    beside = _beside_spans(rows, texts)
    found: dict[int, Mapping[str, Placed]] = {}
    for layer_id, spans in span_rows(rows.spans).of_each_layer():
        columns = spans.columns()
        if texts:
            spans.refuse_moved(columns, texts[layer_id])
        if columns and layer_id not in beside:
            found[layer_id] = PlacedColumns(columns, spans.positions)
        else:
            found[layer_id] = _by_id([*spans.placed(), *beside.pop(layer_id, ())])
    return found | {layer_id: _by_id(placed) for layer_id, placed in beside.items()}


def _by_id(placed: Iterable[Placed]) -> dict[str, Placed]:
    return {there.annotation.id: there for there in sorted(placed, key=_POSITION)}


_POSITION = itemgetter(0)


def _beside_spans(rows: LayerRows, texts: Mapping[int, str]) -> dict[int, list[Placed]]:
    """Layer id to its events and relations."""
    found: dict[int, list[Placed]] = defaultdict(list)
    for (layer_id, position, words, *_), event in zip(rows.events, _events(rows), strict=True):
        if texts and surface(texts[layer_id], event.fragments) != words:
            raise MovedMarkError(layer_id, event.id, event.fragments, words)
        found[layer_id].append(Placed(position, event))
    for layer_id, position, *row in rows.relations:
        found[layer_id].append(Placed(position, relation_of(row)))
    return dict(found)


def _events(rows: LayerRows) -> list[Event]:
    arguments: dict[tuple[int, str], list[Argument]] = defaultdict(list)
    for layer_id, event_id, role, target in rows.arguments:
        arguments[layer_id, event_id].append(Argument(role, target))
    places = fragments_of([fragments for _, _, _, fragments, *_ in rows.events])
    return [
        Event(
            id=id,
            type=type,
            fragments=fragments,
            attributes=attributes_from_json(attributes),
            arguments=tuple(arguments.get((layer_id, id), ())),
            note=note,
        )
        for (layer_id, _, _, _, id, type, attributes, note), fragments in zip(rows.events, places, strict=True)
    ]
