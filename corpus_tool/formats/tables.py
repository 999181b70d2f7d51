"""Tables with an article a row: CSV, TSV, Parquet. Columns are named by the user or guessed, and told before.

What is neither text, title, key nor language becomes metadata under the name of its column. Offsets never go through
polars (its string positions are bytes): it hands over whole cells only.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from io import BytesIO
from math import isfinite
from typing import TYPE_CHECKING, Any

from corpus_tool.formats import AS_IT_IS, Format, Notice, Reading, Refusal
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.cleaning import BYTE_ORDER_MARK
from corpus_tool.model.documents import Document
from corpus_tool.text.decoding import UndecodableError, decode

if TYPE_CHECKING:
    import polars as pl

USUAL_NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "النص", "نص", "טקסט", "תוכן"),
    "title": ("title", "headline", "heading", "العنوان", "عنوان", "כותרת"),
    "key": ("key", "id", "doc_id", "document_id", "article_id"),
    "language": ("language", "lang", "اللغة", "שפה"),
    "source": ("source", "publisher", "newspaper", "outlet", "sitename", "المصدر", "מקור"),
    "date": ("date", "published", "pub_date", "published_at", "publication_date", "التاريخ", "תאריך"),
    "url": ("url", "link", "الرابط", "קישור"),
    "author": ("author", "authors", "byline", "الكاتب", "מחבר"),
}
"""What we know a thing by to the columns it is usually found in, the likeliest first."""

PARTS_OF_A_DOCUMENT = ("text", "title", "key", "language")
"""What becomes a part of the document itself; the rest is metadata."""

LANGUAGES = {"ar": "ar", "ara": "ar", "arabic": "ar", "he": "he", "heb": "he", "iw": "he", "hebrew": "he"}
"""How a column says a language, in small letters, to our code of it; any other is found out from the text."""

SEPARATORS = (",", ";", "\t")
"""What may stand between the cells of a .csv: the one most frequent in its first line does."""


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """First how the columns are read, then a document for each row."""
    try:
        table = _table(b"".join(lines), reading)
        columns = _columns(table.columns, reading.columns)
    except UndecodableError as broken:
        yield Refusal(f"byte {broken.at}", str(broken))
        return
    except _UnusableTableError as unusable:
        yield Refusal("", str(unusable))
        return
    yield Notice(_in_words(columns, table))
    for number, row in enumerate(table.iter_rows(named=True), 1):
        yield _document(row, columns, number)


class _UnusableTableError(Exception):
    """Why a table cannot be read."""


def _table(content: bytes, reading: Reading) -> "pl.DataFrame":
    import polars as pl

    try:
        if reading.suffix == ".parquet":
            return pl.read_parquet(BytesIO(content))
        text = decode(content, reading.encoding).removeprefix(BYTE_ORDER_MARK)
        separator = "\t" if reading.suffix == ".tsv" else _separator(text)
        # Every cell as text: a key 007 stays 007.
        return pl.read_csv(BytesIO(text.encode()), separator=separator, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError) as wrong:
        first_line = str(wrong).partition("\n")[0]
        raise _UnusableTableError(f"not a table we can read: {first_line}") from None


def _separator(text: str) -> str:
    first_line = text.partition("\n")[0]
    return max(SEPARATORS, key=first_line.count)


def _columns(there: list[str], given: Mapping[str, str]) -> dict[str, str]:
    """What we know a thing by to its column; raises where a column is not there or nothing looks like the text."""
    if missing := [column for column in given.values() if column not in there]:
        raise _UnusableTableError(f"there is no column {missing[0]!r} (there are: {', '.join(there)})")
    columns = dict(given)
    small = {name.strip().lower(): name for name in reversed(there)}
    for known, usual in USUAL_NAMES.items():
        guess = next((small[name] for name in usual if name in small and small[name] not in columns.values()), None)
        if known not in columns and guess is not None:
            columns[known] = guess
    if "text" not in columns:
        raise _UnusableTableError(
            f"no column looks like the text (there are: {', '.join(there)}); say --column text=NAME"
        )
    taken = set(columns.values())
    rest = (name for name in there if name not in taken)
    return columns | {f"{name} (column)" if name in columns else name: name for name in rest}


def _in_words(columns: Mapping[str, str], table: "pl.DataFrame") -> str:
    named = ", ".join(f"{known} from {column!r}" for known, column in columns.items() if known in USUAL_NAMES)
    others = [known for known in columns if known not in USUAL_NAMES]
    as_metadata = f"; metadata: {', '.join(others)}" if others else ""
    return f"{table.height:,} rows; {named}{as_metadata}. --column text=NAME says otherwise."


def _document(row: Mapping[str, object], columns: Mapping[str, str], number: int) -> Bundle | Refusal:
    cells = {known: plain for known, column in columns.items() if (plain := _plain(row[column])) is not None}
    text = cells.get("text")
    if not isinstance(text, str) or not text.strip():
        return Refusal(f"row {number}", f"there is no text in the column {columns['text']!r}")
    key, title, language = (str(cells.get(known, "")).strip() for known in ("key", "title", "language"))
    code = LANGUAGES.get(language.lower(), "")
    metadata = {known: value for known, value in cells.items() if known not in PARTS_OF_A_DOCUMENT}
    metadata["row"] = number
    return Bundle(Document(key=key, text=text, language=code, direction="", title=title, metadata=metadata))


def _plain(value: object) -> Any:
    """A cell as JSON can hold it; None where there is nothing."""
    match value:
        case None | str() | bool() | int():
            return value
        case float():
            return value if isfinite(value) else None
        case date() | datetime() | time():
            return value.isoformat()
        case list():
            return [_plain(part) for part in value]
        case dict():
            return {str(name): _plain(part) for name, part in value.items()}
        case _:
            return str(value)


FORMAT = Format(
    name="table",
    title="a table with an article a row",
    suffix=".csv",
    more_suffixes=(".tsv", ".parquet"),
    read=read,
)
