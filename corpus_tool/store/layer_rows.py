"""Layers from their rows: pure, so that one process can read rows while another makes layers of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import itemgetter

import msgspec
from msgspec import Struct

from corpus_tool.model.annotations import Annotation, Argument, Event, Span, surface
from corpus_tool.model.gold import LayerHead
from corpus_tool.model.layers import Layer, Placed
from corpus_tool.store.rows import attributes_from_json, fragments_of, legible, relation_of
from corpus_tool.store.ruling_rows import rulings_from

NO_TEXTS: Mapping[int, str] = {}
"""Places are believed."""


class MovedMarkError(Exception):
    """A mark that does not stand where the words are that are stored with it."""

    def __init__(self, layer_id: int, mark: Span | Event, words: str) -> None:
        super().__init__(f"{mark.id} is stored as {words!r}")
        self.layer_id = layer_id
        self.mark = mark
        self.words = words


class LayerRows(Struct, array_like=True):
    """What the tables say of some layers."""

    spans: list[tuple[int, str]]
    """The id of a layer, and its rows as JSON: to fetch them one by one takes twice as long as to decode them."""
    events: list[tuple[int, int, str, str, str, str, str, str | None]]
    arguments: list[tuple[int, str, str, str]]
    """In the order of the events' own arguments."""
    relations: list[tuple[int, int, str, str, str, str, str]]
    rulings: list[tuple[int, str, str]]


class _SpanRow(Struct, array_like=True, gc=False):
    position: int
    text: str
    fragments: str
    id: str
    label: str
    attributes: str
    link: str | None
    note: str | None


_span_rows = msgspec.json.Decoder(list[_SpanRow])


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


def _placed(rows: LayerRows, texts: Mapping[int, str]) -> dict[int, dict[str, Placed]]:
    """Layer id to its annotations in their order; nothing for a layer without any."""
    found: dict[int, list[Placed]] = defaultdict(list)
    for layer_id, packed in rows.spans:
        with legible():
            stored = _span_rows.decode(packed)
        spans = _spans(stored)
        _refuse_moved(layer_id, spans, [row.text for row in stored], texts)
        found[layer_id] += map(_as_placed, zip([row.position for row in stored], spans, strict=True))
    for (layer_id, position, words, *_), event in zip(rows.events, _events(rows), strict=True):
        _refuse_moved(layer_id, [event], [words], texts)
        found[layer_id].append(Placed(position, event))
    for layer_id, position, *row in rows.relations:
        found[layer_id].append(Placed(position, relation_of(row)))
    for placed in found.values():
        placed.sort(key=_POSITION)
    return {id: {there[1].id: there for there in placed} for id, placed in found.items()}


_POSITION = itemgetter(0)
_as_placed: Callable[[tuple[int, Annotation]], Placed] = partial(tuple.__new__, Placed)
"""No function of Python is called for it: an export reads a million."""


def _spans(stored: Sequence[_SpanRow]) -> list[Span]:
    return [
        Span(
            id=row.id,
            label=row.label,
            fragments=fragments,
            attributes=attributes_from_json(row.attributes) if row.attributes != "{}" else {},
            link=row.link,
            note=row.note,
        )
        for row, fragments in zip(stored, fragments_of([row.fragments for row in stored]), strict=True)
    ]


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


def _refuse_moved(layer_id: int, marks: Sequence[Span | Event], words: Sequence[str], texts: Mapping[int, str]) -> None:
    """Raise MovedMarkError where a mark is not where its words are."""
    if texts:
        text = texts[layer_id]
        for mark, said in zip(marks, words, strict=True):
            if surface(text, mark.fragments) != said:
                raise MovedMarkError(layer_id, mark, said)
