"""The same tables as `csv`, in Parquet, for programs: NAME.documents-00000.parquet, then .layers, .spans, .events, ...

Columns are those of `csv`: `start` and `end` are whole numbers, all else is text, and what is missing is null.
Offsets are code points, half-open (polars' own string positions are bytes: slice in Python). Large corpora come in
parts, 00000, 00001 and on; a part has all rows of its documents in all seven tables, so each can be read alone.
`polars.scan_parquet("NAME.spans-*.parquet")` reads all parts of a table, and so do pandas, R and DuckDB.

To read them, import NAME.documents-*.parquet with `--format parquet`; the others are found beside each.
"""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from corpus_tool.formats import AS_IT_IS, Format, Notice, Piece, Reading, Refusal, Writing, no_splits
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying.carries import EVERYTHING
from corpus_tool.model.table_columns import TableColumns
from corpus_tool.model.tables import (
    COLUMNS,
    DOCUMENTS,
    TABLES,
    Cell,
    Row,
    UnusableTableError,
    bundles_of,
    by_document,
    missing_in_words,
)

if TYPE_CHECKING:
    import polars as pl

ROWS_A_PART = 50_000
"""Of its largest table; with all of its text a part takes some tens of MB while it is made."""
CHARACTERS_A_PART = 10_000_000
"""Of its articles."""


def write(found: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """The rows of some documents in each table, as Arrow has them in memory; `gather` makes files of them."""
    rows = _Rows()
    for number, bundle in enumerate(found, 1):
        rows.add(bundle, "" if writing.split_of is no_splits else writing.split_of(bundle.document.key), writing)
        if rows.is_many:
            yield from rows.packed(number)
            rows = _Rows()
    yield from rows.packed(0)


def gather(pieces: Iterable[Piece], writing: Writing) -> Iterator[Piece]:
    """Parts of all seven tables, one after the other, with the rows that `write` packed."""
    part = _Part()
    number = 0
    for file, content in pieces:
        table, _, _ = file.partition("/")
        if table == DOCUMENTS and part.is_full:
            yield from part.files(writing.name, number)
            part = _Part()
            number += 1
        part.take(table, content if isinstance(content, bytes) else content.encode())
    if number == 0 or part.height(DOCUMENTS):
        yield from part.files(writing.name, number)


def _are_enough(rows: int, characters: int) -> bool:
    """Whether so many rows of the largest table, or so many characters of articles, are a part."""
    return rows >= ROWS_A_PART or characters >= CHARACTERS_A_PART


class _Rows:
    """Rows of some documents, on their way to `gather`."""

    def __init__(self) -> None:
        self._columns = TableColumns()
        self._characters = 0

    def add(self, bundle: Bundle, split: str, writing: Writing) -> None:
        """Take those of a document."""
        self._columns.add(bundle, split, with_text=writing.with_text)
        self._characters += len(bundle.document.text) if writing.with_text else 0

    @property
    def is_many(self) -> bool:
        """Whether they are a part."""
        return _are_enough(self._columns.height, self._characters)

    def packed(self, number: int) -> Iterator[Piece]:
        """The tables that have rows; `number` tells them from others of the same documents."""
        for table, columns in self._columns.tables.items():
            if columns[0]:
                content = BytesIO()
                _frame_of(table, columns).write_ipc_stream(content)
                yield Piece(f"{table}/{number}", content.getvalue())


class _Part:
    """The rows of one part."""

    def __init__(self) -> None:
        self._frames: dict[str, list[pl.DataFrame]] = {table: [] for table in TABLES}
        self._characters = 0

    def take(self, table: str, content: bytes) -> None:
        """Take some more."""
        import polars as pl

        frame = pl.read_ipc_stream(BytesIO(content))
        self._frames[table].append(frame)
        if table == DOCUMENTS:
            self._characters += int(frame["text"].str.len_chars().sum())

    def height(self, table: str) -> int:
        """How many rows a table has."""
        return sum(frame.height for frame in self._frames[table])

    @property
    def is_full(self) -> bool:
        """Whether it is time for the next one."""
        return _are_enough(max(map(self.height, TABLES)), self._characters)

    def files(self, name: str, number: int) -> Iterator[Piece]:
        """Its files."""
        import polars as pl

        for table, frames in self._frames.items():
            content = BytesIO()
            (pl.concat(frames, rechunk=True) if frames else _frame_of(table, [])).write_parquet(content)
            yield Piece(f"{name}.{table}-{number:05}{FORMAT.suffix}", content.getvalue())


def _frame_of(table: str, columns: Sequence[Sequence[Cell]]) -> "pl.DataFrame":
    """A table of its columns; without any rows where there are none."""
    import polars as pl

    schema = {column.name: pl.Int64 if column.is_number else pl.String for column in COLUMNS[table]}
    made = [pl.Series(name, cells, dtype=dtype) for (name, dtype), cells in zip(schema.items(), columns, strict=False)]
    return pl.DataFrame(made, schema=schema)


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """A bundle for each row of the documents; the rows of the other files are looked up by its key.

    Another table is passed over where that of the documents lies beside it.
    """
    name, table, part = _named(reading.stem)
    if table != DOCUMENTS and reading.stem:
        if table not in TABLES or reading.beside(_file(name, DOCUMENTS, part)) is None:
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


def _file(name: str, table: str, part: str) -> str:
    """What the file of a table is called."""
    return f"{name}.{table}{part}{FORMAT.suffix}"


def _other_rows(name: str, part: str, reading: Reading, there: set[str]) -> Iterator[Row]:
    """The rows of the tables of a part beside that of the documents; `there` becomes which these are."""
    for table in TABLES:
        content = None if table == DOCUMENTS else reading.beside(_file(name, table, part))
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


FORMAT = Format(
    name="parquet",
    title="the same tables in Parquet",
    suffix=".parquet",
    write=write,
    gather=gather,
    apart=True,
    by_splits=True,
    read=read,
    by_name_only=True,
    carries=EVERYTHING,
    textless=True,
    tokens=False,
)
