"""Tables (see `model.tables`) as frames."""

from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from typing import TYPE_CHECKING, TypeVar

from corpus_tool.model.plain_layers import PlainLayer
from corpus_tool.model.tables import COLUMNS, SPANS, Cell

if TYPE_CHECKING:
    import polars as pl

_Cell = TypeVar("_Cell")


def frame_of(table: str, columns: Sequence[Sequence[Cell]]) -> "pl.DataFrame":
    """A table of its columns; without any rows where there are none."""
    import polars as pl

    schema = {column.name: pl.Int64 if column.is_number else pl.String for column in COLUMNS[table]}
    made = [pl.Series(name, cells, dtype=dtype) for (name, dtype), cells in zip(schema.items(), columns, strict=False)]
    return pl.DataFrame(made, schema=schema)


def spans_frame(layers: Sequence[PlainLayer], *, with_text: bool) -> "pl.DataFrame":
    """The table of the spans of some layers."""
    counts = [len(layer.words) for layer in layers]
    spans = [layer.spans for layer in layers]
    starts, ends = _one_column([one.starts for one in spans]), _one_column([one.ends for one in spans])
    none = [None] * len(starts)
    cells: dict[str, Sequence[Cell]] = {
        "document": _spread([layer.document.key for layer in layers], counts),
        "annotator": _spread([layer.head.name.annotator for layer in layers], counts),
        "kind": _spread([layer.head.name.kind.value for layer in layers], counts),
        "id": _one_column([one.ids for one in spans]),
        "label": _one_column([one.labels for one in spans]),
        "start": starts,
        "end": ends,
        "fragments": [f"{start}:{end}" for start, end in zip(starts, ends, strict=True)],
        "text": _one_column([layer.words for layer in layers]) if with_text else none,
        "link": none,
        "note": none,
        "attributes": ["{}"] * len(starts),
    }
    return frame_of(SPANS, [cells[column.name] for column in COLUMNS[SPANS]])


def _spread(cells: Iterable[str], counts: Iterable[int]) -> list[str]:
    """Each cell so many times: what all spans of a layer have in common."""
    return _one_column(map(repeat, cells, counts))


def _one_column(parts: Iterable[Iterable[_Cell]]) -> list[_Cell]:
    return list(chain.from_iterable(parts))
