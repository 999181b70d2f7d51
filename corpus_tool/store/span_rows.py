"""Spans from their rows, which come as columns: SQLite packs those of some layers into one value.

To fetch a row and to make an object of it takes longer than all else that an export does with a name; columns are
packed, sent to another process, and held against a text without either.
"""

from collections.abc import Sequence
from itertools import chain

import msgspec
from msgspec import Struct

from corpus_tool.model.annotations import Fragments, Placed, Span, surface
from corpus_tool.model.span_columns import SpanColumns
from corpus_tool.store.rows import LEGIBLE, attributes_from_json

ROWS = (
    "SELECT CAST('[' || json_group_array(layer_id) || ',' || json_group_array(position)"
    " || ',' || json_group_array(id) || ',' || json_group_array(label) || ',' || json_group_array(text)"
    " || ',[' || coalesce(group_concat(fragments), '') || '],' || json_group_array("
    "CASE WHEN attributes = '{}' AND link IS NULL AND note IS NULL THEN NULL"
    " ELSE json_array(attributes, link, note) END) || ']' AS BLOB)"
    " FROM spans WHERE layer_id IN (SELECT value FROM json_each(?))"
)
"""One value: the columns of `SpanRows` for the layers with these ids (a JSON array)."""


class MovedMarkError(Exception):
    """A mark that does not stand where the words are that are stored with it."""

    def __init__(self, id: str, place: Fragments, words: str) -> None:
        super().__init__(f"{id} is stored as {words!r}")
        self.place = place


class SpanRows(Struct, array_like=True, gc=False):
    """Columns of spans; the rows of a layer stand together."""

    layers: list[int]
    positions: list[int]
    ids: list[str]
    labels: list[str]
    words: list[str]
    """What is stored as standing there."""
    places: list[Fragments]
    more: list[tuple[str, str | None, str | None] | None]
    """Attributes (JSON), link and note; None where there is nothing of that."""

    def in_order(self) -> "SpanRows":
        """The same by layer and position; the table has those of a layer by their ids."""
        places = list(zip(self.layers, self.positions, strict=True))
        if places == sorted(places):
            return self
        order = sorted(range(len(places)), key=places.__getitem__)
        return SpanRows(
            [self.layers[number] for number in order],
            [self.positions[number] for number in order],
            [self.ids[number] for number in order],
            [self.labels[number] for number in order],
            [self.words[number] for number in order],
            [self.places[number] for number in order],
            [self.more[number] for number in order],
        )

    def only(self, rows: slice) -> "SpanRows":
        """Some of them."""
        return SpanRows(
            self.layers[rows],
            self.positions[rows],
            self.ids[rows],
            self.labels[rows],
            self.words[rows],
            self.places[rows],
            self.more[rows],
        )

    def columns(self) -> SpanColumns | None:
        """The spans, where all of them are plain."""
        borders = list(chain.from_iterable(chain.from_iterable(self.places)))
        if len(borders) != 2 * len(self.ids) or self.more.count(None) != len(self.more):
            return None
        return SpanColumns(self.ids, self.labels, borders[::2], borders[1::2])

    def placed(self) -> list[Placed]:
        """The spans as objects, each with its position."""
        rows = zip(self.positions, self.ids, self.labels, self.places, self.more, strict=True)
        return [
            Placed(position, _span(id, label, place, *(more or _NO_MORE))) for position, id, label, place, more in rows
        ]

    def refuse_moved(self, columns: SpanColumns | None, text: str) -> None:
        """Raise MovedMarkError where one is not where its words are in the text; `columns`: those of these rows."""
        there = columns.surfaces(text) if columns else [surface(text, place) for place in self.places]
        if there != self.words:
            at = next(number for number, words in enumerate(there) if words != self.words[number])
            raise MovedMarkError(self.ids[at], self.places[at], self.words[at])


def stretches(layers: Sequence[int]) -> dict[int, slice]:
    """The id of each layer to where its rows are, of columns in which those of a layer stand together."""
    ends = dict(zip(layers, range(1, len(layers) + 1), strict=True))
    return dict(zip(ends, map(slice, (0, *ends.values()), ends.values()), strict=False))


_NO_MORE = ("{}", None, None)


def _span(id: str, label: str, place: Fragments, attributes: str, link: str | None, note: str | None) -> Span:
    return Span(id=id, label=label, fragments=place, attributes=attributes_from_json(attributes), link=link, note=note)


_decoder = msgspec.json.Decoder(SpanRows)


def span_rows(packed: bytes) -> SpanRows:
    """The columns in the value that `ROWS` reads, in order; StoreError where a record is damaged."""
    with LEGIBLE:
        rows = _decoder.decode(packed)
        if len(rows.places) != len(rows.ids) or not all(rows.places):
            raise msgspec.DecodeError("a mark has no place, or several")
    return rows.in_order()
