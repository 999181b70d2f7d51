"""A bundle for each row of the table of documents."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from corpus_tool.formats import AS_IT_IS, Notice, Reading, Refusal
from corpus_tool.formats.parquet.parts import SUFFIX
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.tables import (
    COLUMNS,
    DOCUMENTS,
    TABLES,
    Row,
    UnusableTableError,
    bundles_of,
    by_document,
    missing_in_words,
)

if TYPE_CHECKING:
    import polars as pl


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """A bundle for each row of the documents; the rows of the other files are looked up by its key.

    Another table is passed over where that of the documents lies beside it.
    """
    name, table, part = _named(reading.stem)
    if table != DOCUMENTS and reading.stem:
        if table not in TABLES or reading.beside(f"{name}.{DOCUMENTS}{part}{SUFFIX}") is None:
            yield Refusal("", "import NAME.documents-00000.parquet; the other tables are read beside it")
        return
    there: set[str] = set()
    try:
        others = by_document(_other_rows(name, part, reading, there))
        if words := missing_in_words(there):
            yield Notice(words)
        yield from bundles_of(_rows(DOCUMENTS, b"".join(lines)), others, reading.text_of)
    except UnusableTableError as unusable:
        yield Refusal("", str(unusable))


def _named(stem: str) -> tuple[str, str, str]:
    """`gold.spans-00000` as name, table and part: `gold`, `spans`, `-00000`."""
    name, _, rest = stem.rpartition(".")
    table, hyphen, part = rest.partition("-")
    return name, table, hyphen + part


def _other_rows(name: str, part: str, reading: Reading, there: set[str]) -> Iterator[Row]:
    """The rows of the tables of a part beside that of the documents; `there` becomes which these are."""
    for table in TABLES:
        content = None if table == DOCUMENTS else reading.beside(f"{name}.{table}{part}{SUFFIX}")
        if content is not None:
            there.add(table)
            yield from _rows(table, content)


def _rows(table: str, content: bytes) -> Iterator[Row]:
    """The rows of a file. Raises UnusableTableError, at once, where it is none of ours."""
    frame = _frame(table, content)
    return (Row(table, number, row) for number, row in enumerate(frame.iter_rows(named=True), 1))


def _frame(table: str, content: bytes) -> "pl.DataFrame":
    import polars as pl

    wanted = [column.name for column in COLUMNS[table] if column.name != "split"]
    try:
        frame = pl.read_parquet(BytesIO(content), use_pyarrow=False)
    except (pl.exceptions.PolarsError, OSError) as wrong:
        first_line = str(wrong).partition("\n")[0]
        raise UnusableTableError(f"the table of {table} is not Parquet: {first_line}") from None
    if missing := [name for name in wanted if name not in frame.columns]:
        there = ", ".join(frame.columns)
        raise UnusableTableError(f"the table of {table} has no column {missing[0]!r} (there are: {there})")
    return frame.select(wanted)
