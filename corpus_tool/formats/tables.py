"""Tables with an article a row: CSV, TSV, Parquet. Columns are named by the user or guessed, and told before.

Offsets never go through polars (its string positions are bytes): it hands over whole cells only.
"""

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import NamedTuple

from corpus_tool.formats import AS_IT_IS, Format, Notice, Reading, Refusal
from corpus_tool.model.article_rows import UnknownColumnsError, article_in, columns_of, in_words
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.cleaning import BYTE_ORDER_MARK
from corpus_tool.model.json_articles import WORK
from corpus_tool.saying.counting import counted
from corpus_tool.text.decoding import UndecodableError, decode, joined
from corpus_tool.text.separated import BrokenRow, Separated, TooLongError, separated


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """First how the columns are read, then a document for each row."""
    try:
        table = _table(lines, reading)
        columns = columns_of(table.columns, reading.columns)
    except UndecodableError as broken:
        yield Refusal(f"byte {broken.at}", str(broken))
        return
    except _UnusableTableError as unusable:
        yield Refusal(unusable.where, str(unusable))
        return
    except UnknownColumnsError as unknown:
        yield Refusal("", str(unknown))
        return
    yield Notice(" ".join(filter(None, (f"{counted(table.height, 'row')}; {in_words(columns)}", table.remark))))
    for number, row in enumerate(table.rows, 1):
        yield row if isinstance(row, Refusal) else article_in(row, columns, number)


class _UnusableTableError(Exception):
    """Why a table cannot be read, and where it is so."""

    def __init__(self, why: str, where: str = "") -> None:
        super().__init__(why)
        self.where = where


class _Table(NamedTuple):
    columns: list[str]
    height: int
    rows: Iterator[Mapping[str, object] | Refusal]
    """Column to cell."""
    remark: str = ""
    """What else is to be known about it."""


def _table(lines: Iterable[bytes], reading: Reading) -> _Table:
    if reading.suffix == ".parquet":
        return _parquet(joined(lines))
    text = decode(joined(lines), reading.encoding).removeprefix(BYTE_ORDER_MARK)
    try:
        table = separated(text, "\t" if reading.suffix == ".tsv" else "")
    except TooLongError as wrong:
        raise _UnusableTableError(str(wrong), f"line {wrong.line}") from None
    if not table.head:
        raise _UnusableTableError("not a table we can read: its first line names no columns")
    return _Table(table.head, table.height, _named(table), table.quoting.value)


def _named(table: Separated) -> Iterator[Mapping[str, object] | Refusal]:
    """Every cell as text: a key 007 stays 007."""
    for row in table.rows():
        if isinstance(row, BrokenRow):
            yield Refusal(f"line {row.line}", row.why)
        else:
            yield {name: cell for name, cell in zip(table.head, row.cells, strict=True) if cell}


def _parquet(content: bytes) -> _Table:
    import polars as pl

    try:
        frame = pl.read_parquet(BytesIO(content))
    except (pl.exceptions.PolarsError, OSError) as wrong:
        first_line = str(wrong).partition("\n")[0]
        raise _UnusableTableError(f"not a table we can read: {first_line}") from None
    for name, kind in frame.schema.items():
        if isinstance(kind, pl.List) and isinstance(kind.inner, pl.Struct) and name in WORK:
            raise _UnusableTableError(f"there are annotations in the column {name!r}; say --format hf")
    return _Table(frame.columns, frame.height, frame.iter_rows(named=True))


FORMAT = Format(
    name="table",
    title="a table with an article a row",
    suffix=".csv",
    more_suffixes=(".tsv", ".parquet"),
    read=read,
)
