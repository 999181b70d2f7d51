"""Plain spans from their rows: columns of numbers come out of what SQLite packs, and no object is made of a place.

That takes half as long as `span_rows`, which reads every span.
"""

from itertools import compress, count
from operator import ge

import msgspec
from msgspec import Raw, Struct

from corpus_tool.model.plain_layers import NotPlainError
from corpus_tool.model.span_columns import SpanColumns
from corpus_tool.store.rows import LEGIBLE
from corpus_tool.store.span_rows import stretches


class _Packed(Struct, array_like=True, gc=False):
    """What `span_rows.ROWS` reads, with the places as they are."""

    layers: list[int]
    positions: list[int]
    ids: list[str]
    labels: list[str]
    words: list[str]
    places: Raw
    more: list[object]


class PlainRows(Struct, frozen=True, gc=False):
    """The plain spans of some layers."""

    spans: SpanColumns
    words: list[str]
    """What is stored as standing at each."""
    stretches: dict[int, slice]
    """The id of each layer to where its spans are, in their order."""

    def of(self, layer: int) -> tuple[SpanColumns, list[str]]:
        """The spans of a layer, and what is stored as standing at each."""
        stretch = self.stretches.get(layer, _NONE)
        return self.spans.only(stretch), self.words[stretch]


_NONE = slice(0)
_packed = msgspec.json.Decoder(_Packed)
_numbers = msgspec.json.Decoder(list[int])


def plain_rows(packed: bytes) -> PlainRows:
    """The spans in the value that `span_rows.ROWS` reads; NotPlainError where one has more than a label and a place in
    one piece, or a record is damaged."""
    with LEGIBLE:
        rows = _packed.decode(packed)
    numbers = _places(bytes(rows.places))
    if len(numbers) != 2 * len(rows.ids) or rows.more.count(None) != len(rows.more):
        raise NotPlainError
    spans, words = SpanColumns(rows.ids, rows.labels, numbers[::2], numbers[1::2]), rows.words
    if _are_in_order(rows):
        return PlainRows(spans, words, stretches(rows.layers))
    wanted = sorted(range(len(words)), key=list(zip(rows.layers, rows.positions, strict=True)).__getitem__)
    layers = [rows.layers[number] for number in wanted]
    return PlainRows(spans.at(wanted), [words[number] for number in wanted], stretches(layers))


def _are_in_order(rows: _Packed) -> bool:
    """Whether those of each layer, which stand together, ascend by position."""
    falls = compress(count(), map(ge, rows.positions, rows.positions[1:]))
    return all(rows.layers[at] != rows.layers[at + 1] for at in falls)


def _places(stored: bytes) -> list[int]:
    """`[[[4,16]],[[20,24]]]` as 4, 16, 20, 24; NotPlainError where a place is told in another way."""
    inner = stored[1:-1]
    if inner.count(b"],[") != inner.count(b"]],[["):  # one is in several pieces
        raise NotPlainError
    try:
        return _numbers.decode(b"[%b]" % inner.replace(b"[[", b"").replace(b"]]", b""))
    except msgspec.DecodeError:
        raise NotPlainError from None
