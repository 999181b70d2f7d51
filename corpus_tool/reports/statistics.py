"""What a corpus holds, in numbers: each table a function from what is counted to a frame."""

from collections.abc import Callable, Iterator, Sequence

import polars as pl

from corpus_tool.model.gold import gold_of
from corpus_tool.store.counts import AnnotationRow, LayerRow
from corpus_tool.store.store import Store
from corpus_tool.text.tokens import Token, snap

_ANNOTATIONS = pl.Schema(
    {
        "document": pl.Int64(),
        "language": pl.String(),
        "source": pl.String(),
        "annotator": pl.String(),
        "status": pl.String(),
        "what": pl.String(),
        "label": pl.String(),
        "nested": pl.Boolean(),
        "part_of_word": pl.Boolean(),
        "discontinuous": pl.Boolean(),
        "roles": pl.List(pl.String()),
    }
)
"""One row an annotation; a layer without any has one row without a label."""

_WHATS = ("span", "event", "relation")

Table = Callable[[pl.DataFrame], pl.DataFrame]
"""The annotations -> what is to be read of them."""


def documents(store: Store) -> pl.DataFrame:
    """Documents, words and tokens, for each language and source, the largest first."""
    columns = {"language": pl.String, "source": pl.String, "words": pl.Int64, "tokens": pl.Int64}
    frame = pl.DataFrame(list(store.counts.documents()), schema=columns, orient="row")
    sums = (_count("documents"), pl.sum("words"), pl.sum("tokens"))
    return frame.group_by("language", "source").agg(sums).sort("documents", "source", descending=[True, False])


def weeks(store: Store) -> pl.DataFrame:
    """Annotations that came to be, for each week (ISO 8601, as 2026-W05) and person."""
    columns = {"day": pl.String, "annotator": pl.String, "made": pl.Int64}
    frame = pl.DataFrame(store.counts.births(), schema=columns, orient="row")
    week = pl.col("day").str.to_date(strict=False).dt.strftime("%G-W%V").alias("week")
    return frame.group_by(week, "annotator").agg(pl.sum("made")).sort("week", "annotator")


def annotations(store: Store, *, gold_only: bool = False) -> pl.DataFrame:
    """One row an annotation, of every layer or of the gold of each document (`model/gold`)."""
    gold = gold_layers(store) if gold_only else set[int]()
    rows = [row for layer in store.counts.layers() if not gold_only or layer.id in gold for row in _rows(store, layer)]
    return pl.DataFrame(rows, schema=_ANNOTATIONS, orient="row")


def gold_layers(store: Store) -> set[int]:
    """The ids of the layers that are the gold of documents which were adjudicated."""
    heads = store.layers.heads(store.documents.ids()).values()
    return {found.id for of_document in heads if (found := gold_of(of_document))}


def labels(frame: pl.DataFrame) -> pl.DataFrame:
    """Each label by annotator: a column of counts for each, the commonest label first."""
    counts = frame.drop_nulls("label").group_by("what", "label", "annotator").agg(_count("count"))
    if counts.is_empty():
        return pl.DataFrame(schema={"what": pl.String, "label": pl.String})
    owners = sorted(set(counts["annotator"]))
    table = counts.pivot(on="annotator", index=["what", "label"], values="count")
    return table.select("what", "label", *(pl.col(owner).fill_null(0) for owner in owners)).sort(
        _order(), -pl.sum_horizontal(owners), "label"
    )


def sources(frame: pl.DataFrame) -> pl.DataFrame:
    """Each label by the documents' source, over all layers."""
    counts = frame.drop_nulls("label").group_by("what", "label", "source").agg(_count("count"))
    return counts.sort("source", _order(), -pl.col("count"), "label")


def annotators(frame: pl.DataFrame) -> pl.DataFrame:
    """Documents, finished ones, and annotations of each layer owner."""
    done = pl.col("document").filter(pl.col("status") == "done").n_unique()
    counts = [pl.col("what").eq(what).sum().cast(pl.Int64).alias(f"{what}s") for what in _WHATS]
    return (
        frame.group_by("annotator")
        .agg(
            pl.n_unique("document").cast(pl.Int64).alias("documents"),
            done.cast(pl.Int64).alias("done"),
            *counts,
            pl.col("roles").list.len().sum().cast(pl.Int64).alias("arguments"),
        )
        .sort("annotator")
    )


def shapes(frame: pl.DataFrame) -> pl.DataFrame:
    """Of each label: how many are nested in another span, begin or end inside a word, or have several fragments."""
    return (
        frame.filter(pl.col("what").is_in(["span", "event"]))
        .group_by("what", "label")
        .agg(
            _count("count"),
            *(pl.sum(shape).cast(pl.Int64) for shape in ("nested", "part_of_word", "discontinuous")),
        )
        .sort(_order(), -pl.col("count"), "label")
    )


def arguments(frame: pl.DataFrame) -> pl.DataFrame:
    """Each event type: how many there are, and how often each role is filled."""
    events = frame.filter(pl.col("what") == "event")
    totals = events.group_by("label").agg(_count("events"))
    filled = events.explode("roles").drop_nulls("roles").group_by("label", "roles")
    table = filled.agg(_count("filled")).join(totals, on="label")
    return table.select(pl.col("label").alias("type"), pl.col("roles").alias("role"), "events", "filled").sort(
        "type", -pl.col("filled"), "role"
    )


OF_CORPUS: dict[str, Callable[[Store], pl.DataFrame]] = {"documents": documents, "weeks": weeks}
OF_ANNOTATIONS: dict[str, Table] = {
    "labels": labels,
    "annotators": annotators,
    "sources": sources,
    "shapes": shapes,
    "arguments": arguments,
}
"""Name to table."""


def tables(store: Store, names: Sequence[str], *, gold_only: bool = False) -> dict[str, pl.DataFrame]:
    """The tables with these names; annotations are read once for all of them, or the gold ones alone."""
    frame = annotations(store, gold_only=gold_only) if set(names) & OF_ANNOTATIONS.keys() else pl.DataFrame()
    return {name: OF_CORPUS[name](store) if name in OF_CORPUS else OF_ANNOTATIONS[name](frame) for name in names}


def _count(name: str) -> pl.Expr:
    return pl.len().cast(pl.Int64).alias(name)


def _order() -> pl.Expr:
    return pl.col("what").replace_strict({what: number for number, what in enumerate(_WHATS)})


def _rows(store: Store, layer: LayerRow) -> Iterator[tuple[object, ...]]:
    """The rows of a layer's annotations."""
    found = store.counts.annotations(layer.id)
    head = (layer.document_id, layer.language, layer.source, layer.owner, layer.status)
    if not found:
        yield (*head, None, None, None, None, None, [])
        return
    tokens = store.counts.tokens(layer.document_id)
    nested = _nested([(one.fragments[0][0], one.fragments[-1][1]) for one in found if one.what == "span"])
    for one in found:
        inside = one.what == "span" and (one.fragments[0][0], one.fragments[-1][1]) in nested
        yield (*head, one.what, one.label, inside, _is_part_of_word(one, tokens), len(one.fragments) > 1, one.roles)


def _nested(ranges: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The ranges that lie in another, wider one."""
    found = set()
    furthest = -1
    for start, end in sorted(set(ranges), key=lambda place: (place[0], -place[1])):
        if end <= furthest:
            found.add((start, end))
        furthest = max(furthest, end)
    return found


def _is_part_of_word(one: AnnotationRow, tokens: Sequence[Token]) -> bool:
    return any(snap(tokens, start, end) != (start, end) for start, end in one.fragments) if tokens else False
