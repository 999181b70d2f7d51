"""The same tables as `csv`, in Parquet, for programs: NAME.documents-00000.parquet, then .layers, .spans, .events, ...

Columns are those of `csv`: `start` and `end` are whole numbers, all else is text, and what is missing is null.
Offsets are code points, half-open (polars' own string positions are bytes: slice in Python). Large corpora come in
parts, 00000, 00001 and on; a part has all rows of its documents in all seven tables, so each can be read alone.
`polars.scan_parquet("NAME.spans-*.parquet")` reads all parts of a table, and so do pandas, R and DuckDB.

To read them, import NAME.documents-*.parquet with `--format parquet`; the others are found beside each.
"""

from corpus_tool.formats import Format
from corpus_tool.formats.parquet.gathering import gather
from corpus_tool.formats.parquet.parts import SUFFIX
from corpus_tool.formats.parquet.reading import read
from corpus_tool.formats.parquet.writing import write, write_plain
from corpus_tool.model.carrying.carries import EVERYTHING

FORMAT = Format(
    name="parquet",
    title="the same tables in Parquet",
    suffix=SUFFIX,
    write=write,
    write_plain=write_plain,
    gather=gather,
    apart=True,
    by_splits=True,
    read=read,
    by_name_only=True,
    carries=EVERYTHING,
    textless=True,
    tokens=False,
)
