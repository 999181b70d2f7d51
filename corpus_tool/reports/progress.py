"""How far the work has come."""

from typing import Literal

import polars as pl

from corpus_tool.store.store import Store

STATES = ("new", "in-progress", "done", "locked")

By = Literal["annotator", "language", "source"]

_SHARES = pl.Schema(
    {
        "annotator": pl.String,
        "language": pl.String,
        "source": pl.String,
        "state": pl.String,
        "words": pl.Int64,
        "annotations": pl.Int64,
    }
)


def shares(store: Store) -> pl.DataFrame:
    """One row for each part of somebody in a document: what is assigned, and what was begun without."""
    rows = [
        (one.annotator, one.language, one.source, one.state, one.words, one.annotations) for one in store.work.shares()
    ]
    return pl.DataFrame(rows, schema=_SHARES, orient="row")


def progress(frame: pl.DataFrame, by: By) -> pl.DataFrame:
    """For each annotator, language or source: documents in each state, and words and annotations in all."""
    states = [pl.col("state").eq(state).sum().cast(pl.Int64).alias(state) for state in STATES]
    counted = (pl.len().cast(pl.Int64).alias("documents"), *states, pl.sum("words"), pl.sum("annotations"))
    return frame.group_by(by).agg(counted).sort(by)
