"""Layers from their rows: pure, so that one process can read rows while another makes layers of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from msgspec import Struct

from corpus_tool.model.annotations import Argument, Event, Placed, surface
from corpus_tool.model.gold import LayerHead
from corpus_tool.model.layers import Layer
from corpus_tool.model.span_columns import PlacedColumns
from corpus_tool.store.database import Database
from corpus_tool.store.rows import attributes_from_json, fragments_of, relation_of, to_json
from corpus_tool.store.ruling_rows import ROWS as RULING_ROWS
from corpus_tool.store.ruling_rows import rulings_from
from corpus_tool.store.span_rows import ROWS as SPAN_ROWS
from corpus_tool.store.span_rows import MovedMarkError, span_rows, stretches


class LayerRows(Struct, array_like=True):
    """What the tables say of some layers."""

    spans: bytes
    """Columns, as `span_rows` reads them."""
    events: list[tuple[int, int, str, str, str, str, str, str | None]]
    arguments: list[tuple[int, str, str, str]]
    """In the order of the events' own arguments."""
    relations: list[tuple[int, int, str, str, str, str, str]]
    rulings: list[tuple[int, str, str]]


_ROWS = (
    "SELECT layer_id, position, text, fragments, id, type, attributes, note FROM events"
    " WHERE layer_id IN (SELECT value FROM json_each(?))",
    "SELECT layer_id, event_id, role, target FROM arguments"
    " WHERE layer_id IN (SELECT value FROM json_each(?)) ORDER BY layer_id, event_id, position",
    "SELECT layer_id, position, id, type, source, target, attributes FROM relations"
    " WHERE layer_id IN (SELECT value FROM json_each(?))",
    RULING_ROWS,
)


def layer_rows(db: Database, ids: Sequence[int]) -> LayerRows:
    """What the tables say of the annotations of some layers."""
    wanted = (to_json(list(ids)),)
    ((spans,),) = db.execute(SPAN_ROWS, wanted)
    events, arguments, relations, rulings = (db.execute(sql, wanted).fetchall() for sql in _ROWS)
    return LayerRows(spans, events, arguments, relations, rulings)


class StoredLayers:
    """Some layers in their rows, each made when it is asked for: so an export holds the objects of one at a time."""

    def __init__(self, rows: LayerRows) -> None:
        self._spans = span_rows(rows.spans)
        self._stretches = stretches(self._spans.layers)
        self._plain = self._spans.columns()
        self._events: dict[int, list[tuple[Placed, str]]] = defaultdict(list)
        """Layer id to its events, with the words that are stored with each."""
        self._relations: dict[int, list[Placed]] = defaultdict(list)
        self._rulings = rulings_from(rows.rulings)
        for (layer_id, position, words, *_), event in zip(rows.events, _events(rows), strict=True):
            self._events[layer_id].append((Placed(position, event), words))
        for layer_id, position, *row in rows.relations:
            self._relations[layer_id].append(Placed(position, relation_of(row)))

    def layer(self, head: LayerHead, text: str | None = None) -> Layer:
        """The layer with its annotations.

        `text`: that of its document, where places are to be held against the words that are stored with them; raises
        MovedMarkError where these are others.
        """
        rulings = self._rulings.get(head.id, {})
        return Layer(head.name, head.schema, head.status, self._placed(head.id, text), head.revision, rulings)

    def _placed(self, id: int, text: str | None) -> Mapping[str, Placed]:
        """The annotations of a layer, in their order."""
        stretch = self._stretches.get(id, slice(0))
        spans = self._spans.only(stretch)
        columns = self._plain.only(stretch) if self._plain else spans.columns()
        events, relations = self._events.get(id, ()), self._relations.get(id, ())
        if text is not None:
            spans.refuse_moved(columns, text)
            _refuse_moved(events, text)
        if columns and not events and not relations:
            return PlacedColumns(columns, spans.positions)
        found = [*spans.placed(), *[placed for placed, _ in events], *relations]
        return {there.annotation.id: there for there in sorted(found, key=_POSITION)}


_POSITION = itemgetter(0)


def _refuse_moved(events: Iterable[tuple[Placed, str]], text: str) -> None:
    """Raise MovedMarkError where an event is not where its words are."""
    for (_, event), words in events:
        if isinstance(event, Event) and surface(text, event.fragments) != words:
            raise MovedMarkError(event.id, event.fragments, words)


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
