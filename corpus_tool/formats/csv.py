"""Tables in CSV, for spreadsheets and statistics: NAME.documents.csv, .layers, .spans, .events, .arguments, .relations
and .decisions, which says of gold whose reading it is, chosen over what, by whom and why.

UTF-8 with a byte order mark, so that Excel shows Arabic and Hebrew; commas; line ends inside quoted cells. Offsets
are code points, half-open; `fragments` is `4:16 20:24`, `start` and `end` the outermost of these; `attributes` and
`metadata` are JSON. A cell that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab) gets
a `'` in front, which reading takes away; so does one that begins with `'`. A link or note that is empty is a lone
`'`.

To read them, import NAME.documents.csv with `--format csv`; the others are found beside it.
"""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO

from corpus_tool.formats import AS_IT_IS, Format, Notice, Piece, Reading, Refusal, Writing
from corpus_tool.model.article_rows import briefly
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying.carries import EVERYTHING
from corpus_tool.model.table_columns import TableColumns
from corpus_tool.model.tables import (
    COLUMNS,
    DOCUMENTS,
    TABLES,
    Cell,
    Column,
    Row,
    UnusableTableError,
    bundles_of,
    by_document,
    missing_in_words,
)
from corpus_tool.saying.counting import counted
from corpus_tool.text.decoding import LONGEST_TEXT

BYTE_ORDER_MARK = "\ufeff"
GUARD = "'"
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", GUARD)
"""How a cell begins that a spreadsheet may run; the wide forms count as well."""

LONGEST_HEAD = 1 << 16
"""Bytes of the first line, which names the columns."""

LONGEST_LINE = 1 << 27
"""Bytes; a row has an article, a title and metadata at most."""


def write(found: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """All seven files, with their heads even where there are no rows."""
    for table in TABLES:
        yield Piece(_file(writing.name, table), BYTE_ORDER_MARK + _line(column.name for column in COLUMNS[table]))
    for bundle in found:
        split = writing.part_of(bundle.document.key)
        found_here = TableColumns()
        found_here.add(bundle, split, with_text=writing.with_text)
        for table, columns in found_here.tables.items():
            if columns[0]:
                rows = zip(*map(_guarded, columns, COLUMNS[table]), strict=True)
                yield Piece(_file(writing.name, table), "".join(map(_line, rows)))


def _file(name: str, table: str) -> str:
    return f"{name}.{table}{FORMAT.suffix}"


def _guarded(cells: Iterable[Cell], column: Column) -> list[str]:
    """The cells of a column as they stand in the file."""
    if column.is_number:
        return [str(cell) for cell in cells]
    if column.may_be_missing:
        return ["" if cell is None else _plain(str(cell)) or GUARD for cell in cells]
    return [_plain(str(cell)) for cell in cells]


def _plain(cell: str) -> str:
    """A cell that no spreadsheet runs."""
    return GUARD + cell if cell.startswith(FORMULAS) else cell


def _line(cells: Iterable[str]) -> str:
    return ",".join(map(_quoted, cells)) + "\n"


def _quoted(cell: str) -> str:
    # One after the other: five times as quick as an expression over long texts.
    if "," in cell or '"' in cell or "\n" in cell or "\r" in cell or cell[:1].isspace() or cell[-1:].isspace():
        return '"' + cell.replace('"', '""') + '"'
    return cell


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """A bundle for each row of the documents; the rows of the other files are looked up by its key.

    Another table is passed over where that of the documents lies beside it.
    """
    name, dot, table = reading.stem.rpartition(".")
    if table != DOCUMENTS and reading.stem:
        if table not in TABLES or reading.beside(_file(name, DOCUMENTS)) is None:
            yield Refusal("", f"import {name or 'NAME'}.{DOCUMENTS}.csv; the other tables are read beside it")
        return
    there: set[str] = set()
    try:
        others = by_document(_other_rows(name + dot, reading, there))
        if words := missing_in_words(there):
            yield Notice(words)
        yield from bundles_of(_rows(DOCUMENTS, lines), others, reading.text_of)
    except UnusableTableError as unusable:
        yield Refusal("", str(unusable))


def _other_rows(start: str, reading: Reading, there: set[str]) -> Iterator[Row]:
    """The rows of the tables beside that of the documents; `there` becomes which these are."""
    for table in TABLES:
        content = None if table == DOCUMENTS else reading.beside(f"{start}{table}{FORMAT.suffix}")
        if content is not None:
            there.add(table)
            yield from _rows(table, BytesIO(content))


def _rows(table: str, lines: Iterable[bytes]) -> Iterator[Row]:
    """The rows of a file; raises UnusableTableError where it is none of ours."""
    csv.field_size_limit(LONGEST_TEXT)  # Python's own bound of 131,072 is shorter than some articles
    columns = {column.name: column for column in COLUMNS[table]}
    reader = csv.reader(_decoded(table, lines), strict=True)
    try:
        head = next(reader, [])
        if missing := [name for name in columns if name not in head and name != "split"]:
            raise UnusableTableError(f"the table of {table} has no column {missing[0]!r} (there are: {briefly(head)})")
        for number, cells in enumerate(reader, 1):
            if len(cells) != len(head):
                raise UnusableTableError(
                    f"{table}, row {number}: {counted(len(cells), 'cell')} under {counted(len(head), 'column')}"
                )
            named = zip(head, cells, strict=True)
            yield Row(table, number, {name: _cell(cell, columns[name]) for name, cell in named if name in columns})
    except csv.Error as wrong:
        where = f"line {reader.line_num}"
        if "limit" in str(wrong):
            raise UnusableTableError(
                f"the table of {table} has a cell of more than {LONGEST_TEXT:,} characters in {where}, or one that"
                " begins with a quotation mark which nothing closes"
            ) from None
        raise UnusableTableError(f"the table of {table} is not CSV in {where}: {wrong}") from None


def _decoded(table: str, lines: Iterable[bytes]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        most, expected = (LONGEST_HEAD, "the names of columns") if number == 1 else (LONGEST_LINE, "a row")
        if len(line) > most:
            raise UnusableTableError(f"the table of {table} has {len(line):,} bytes in line {number}, not {expected}")
        try:
            text = line.decode()
        except UnicodeDecodeError as broken:
            raise UnusableTableError(f"the table of {table} is not UTF-8 in line {number} ({broken.reason})") from None
        yield text.removeprefix(BYTE_ORDER_MARK) if number == 1 else text


def _cell(cell: str, column: Column) -> Cell:
    if not cell and column.may_be_missing:
        return None
    return cell.removeprefix(GUARD)


FORMAT = Format(
    name="csv",
    title="tables of documents, spans, events, arguments and relations in CSV",
    suffix=".csv",
    write=write,
    by_splits=True,
    read=read,
    by_name_only=True,
    carries=EVERYTHING,
    textless=True,
    tokens=False,
)
