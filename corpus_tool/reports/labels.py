"""How often each label was used, and by whom."""

import polars as pl

from corpus_tool.store.store import Store

COLUMNS = ("annotator", "kind", "what", "label", "count")


def label_counts(store: Store) -> pl.DataFrame:
    """One row for each (what, label): a column of counts for each layer owner, 0 where nobody used it.

    Rows are sorted by what (spans, events, relations) and then by how often the label was used.
    """
    counts = pl.DataFrame(store.layers.label_counts(), schema=_schema(), orient="row")
    if counts.is_empty():
        return pl.DataFrame(schema={"what": pl.String, "label": pl.String})
    table = counts.pivot(on="annotator", index=["what", "label"], values="count", aggregate_function="sum")
    owners = sorted(set(counts["annotator"]))
    order = pl.col("what").replace_strict({"span": 0, "event": 1, "relation": 2})
    return table.select("what", "label", *(pl.col(owner).fill_null(0) for owner in owners)).sort(
        order, -pl.sum_horizontal(owners), "label"
    )


def _schema() -> dict[str, type[pl.DataType]]:
    return {column: pl.Int64 if column == "count" else pl.String for column in COLUMNS}
