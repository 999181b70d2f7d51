"""Who worked how long on what, where somebody asks for it."""

import polars as pl

from corpus_tool.store.store import Store


def working_time(store: Store) -> pl.DataFrame:
    """One row for each annotator: documents, active seconds, acts, seconds for each document."""
    schema = pl.Schema(
        {"annotator": pl.String, "documents": pl.Int64, "seconds": pl.Int64, "each": pl.Int64, "acts": pl.Int64}
    )
    rows = [
        (one.annotator, one.documents, round(one.seconds), round(one.seconds / one.documents), one.acts)
        for one in store.working_time.spent()
    ]
    return pl.DataFrame(rows, schema=schema, orient="row")
