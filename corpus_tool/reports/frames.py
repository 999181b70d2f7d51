"""A corpus as tables with typed columns: documents, layers, spans, events, arguments, relations, tokens.

Each is made for some documents at a time, so that whoever goes through a million of them holds a few.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

import polars as pl

from corpus_tool.reports import columns as of
from corpus_tool.reports.columns import Column
from corpus_tool.store.facts import Facts, LayerFact, Row
from corpus_tool.store.rows import fragments_from_json, from_json

Frame: TypeAlias = pl.DataFrame

Takes: TypeAlias = Callable[[LayerFact], bool]
"""Says of a layer whether it is wanted."""

Build: TypeAlias = Callable[[Facts, Sequence[int], Takes], pl.DataFrame]
"""Document ids, and which of the layers on them -> the rows of a table."""


class Table(NamedTuple):
    """One kind of table."""

    what: str
    """One row of it, in words."""
    columns: tuple[Column, ...]
    build: Build
    labelled: str = ""
    """The column in which names of the schema stand, if there is one."""

    @property
    def schema(self) -> pl.Schema:
        """Column to type."""
        return _schema(self.columns)


def batches(facts: Facts, name: str, ids: Sequence[int], takes: Takes, size: int) -> Iterator[pl.DataFrame]:
    """The rows of `size` documents at a time, in the order of `ids`; one frame without a row where there are none."""
    for at in range(0, max(len(ids), 1), size):
        yield TABLES[name].build(facts, ids[at : at + size], takes)


def of_labels(frame: pl.DataFrame, name: str, labels: Sequence[str] | None) -> pl.DataFrame:
    """The rows whose label or type is among `labels`; every row where that is None."""
    column = TABLES[name].labelled
    return frame if labels is None else frame.filter(pl.col(column).is_in(labels))


def together(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """One frame of all their rows."""
    return pl.concat(frames, rechunk=True)


def _documents(facts: Facts, ids: Sequence[int], _takes: Takes) -> pl.DataFrame:
    return pl.DataFrame(list(facts.documents(ids)), schema=_schema(of.DOCUMENTS), orient="row")


def _layers(facts: Facts, ids: Sequence[int], takes: Takes) -> pl.DataFrame:
    names = [column.name for column in of.LAYERS]
    return _heads([fact for fact in facts.layers(ids) if takes(fact)]).select(names)


def _tokens(facts: Facts, ids: Sequence[int], _takes: Takes) -> pl.DataFrame:
    rows = [
        (key, number, token.start, token.end, text[token.start : token.end], token.kind)
        for key, text, tokens in facts.tokens(ids)
        for number, token in enumerate(tokens)
    ]
    return pl.DataFrame(rows, schema=_schema(of.TOKENS), orient="row")


def _annotations(rows_of: Callable[[Facts, Sequence[int]], Iterable[Row]], columns: tuple[Column, ...]) -> Build:
    """What builds a table of annotations: rows of (layer id, the columns that are its own), beside their layers."""
    own = [column for column in columns if column not in {*of.WHOSE, *of.BEHIND}]
    raw = {column.name: of.TEXT if column.name in _DECODERS else column.type for column in own}
    coded = [column for column in own if column.name in _DECODERS]

    def build(facts: Facts, ids: Sequence[int], takes: Takes) -> pl.DataFrame:
        layers = [fact for fact in facts.layers(ids) if takes(fact)]
        rows = list(rows_of(facts, [layer.id for layer in layers]))
        frame = pl.DataFrame(rows, schema={"layer": of.NUMBER, **raw}, orient="row")
        decoded = [
            pl.Series(name, [_DECODERS[name](stored) for stored in frame[name]], type) for name, type, _ in coded
        ]
        heads = _heads(layers).select("layer", *(column.name for column in (*of.WHOSE, *of.BEHIND)))
        joined = frame.with_columns(decoded).join(heads, on="layer", how="left", maintain_order="left")
        return joined.select(column.name for column in columns)

    return build


def _heads(layers: Sequence[LayerFact]) -> pl.DataFrame:
    counts = ("layer", "spans", "events", "relations")
    names = ["layer" if name == "id" else name for name in LayerFact._fields]
    schema = {name: of.NUMBER if name in counts else of.TEXT for name in names}
    return pl.DataFrame(list(layers), schema=schema, orient="row")


def _schema(columns: Iterable[Column]) -> pl.Schema:
    return pl.Schema({column.name: column.type for column in columns})


def _fragments(stored: str) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in fragments_from_json(stored)]


_DECODERS: dict[str, Callable[[str], object]] = {"fragments": _fragments, "arguments": from_json}
"""Columns that come as JSON to what reads them."""

TABLES: dict[str, Table] = {
    "documents": Table("a document", of.DOCUMENTS, _documents),
    "layers": Table("what one annotator said about one document, summed up", of.LAYERS, _layers),
    "spans": Table("a labelled piece of text", of.SPANS, _annotations(Facts.spans, of.SPANS), "label"),
    "events": Table("an event", of.EVENTS, _annotations(Facts.events, of.EVENTS), "type"),
    "arguments": Table(
        "a role of an event, and who plays it",
        of.ARGUMENTS_OF_EVENTS,
        _annotations(Facts.arguments, of.ARGUMENTS_OF_EVENTS),
        "type",
    ),
    "relations": Table(
        "a tie between two annotations", of.RELATIONS, _annotations(Facts.relations, of.RELATIONS), "type"
    ),
    "tokens": Table("a token, as it was cut at import", of.TOKENS, _tokens),
}
"""Name to table."""
