"""Articles as rows: what each column is of a document, guessed or given and told before, and a document for a row.

What is neither text, title, key nor language becomes metadata under the name of its column.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from math import isfinite
from typing import Any

from msgspec.structs import replace

from corpus_tool.model.bundles import Bundle
from corpus_tool.model.documents import Document
from corpus_tool.model.refusals import Refusal
from corpus_tool.text.decoding import too_long

USUAL_NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "article_text", "full_text", "النص", "نص", "טקסט", "תוכן"),
    "title": ("title", "headline", "heading", "العنوان", "عنوان", "כותרת"),
    "key": ("key", "id", "doc_id", "document_id", "article_id", "المعرف", "المعرّف", "מזהה"),
    "language": ("language", "lang", "اللغة", "لغة", "שפה"),
    "source": ("source", "publisher", "newspaper", "outlet", "sitename", "المصدر", "مصدر", "מקור"),
    "date": ("date", "published", "pub_date", "published_at", "publication_date", "التاريخ", "تاريخ", "תאריך"),
    "url": ("url", "link", "الرابط", "رابط", "קישור"),
    "author": ("author", "authors", "byline", "الكاتب", "كاتب", "מחבר"),
}
"""What we know a thing by to the columns it is usually found in, the likeliest first."""

PARTS_OF_A_DOCUMENT = ("text", "title", "key", "language")
"""What becomes a part of the document itself; the rest is metadata."""

LONGEST_NAME = 60
MOST_NAMES = 100
"""As much of the names of columns as a message tells."""

LANGUAGES = {"ar": "ar", "ara": "ar", "arabic": "ar", "he": "he", "heb": "he", "iw": "he", "hebrew": "he"}
"""How a column says a language, in small letters, to our code of it; any other is found out from the text."""


class UnknownColumnsError(Exception):
    """Why columns cannot be read as those of articles."""


def columns_of(there: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """What we know a thing by to its column, as given or else guessed.

    Raises UnknownColumnsError where a column is not there or nothing looks like the text.
    """
    if missing := [column for column in given.values() if column not in there]:
        raise UnknownColumnsError(f"there is no column {missing[0]!r} (there are: {briefly(there)})")
    columns = guessed(there, given)
    if "text" not in columns:
        raise UnknownColumnsError(
            f"no column looks like the text (there are: {briefly(there)}); say --column text=NAME"
        )
    return with_others(columns, there)


def guessed(there: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    """What is given, and what the names of the other columns tell."""
    columns = dict(given)
    small = {name.strip().lower(): name for name in reversed(there)}
    for known, usual in USUAL_NAMES.items():
        guess = next((small[name] for name in usual if name in small and small[name] not in columns.values()), None)
        if known not in columns and guess is not None:
            columns[known] = guess
    return columns


def briefly(names: Sequence[str]) -> str:
    """The names of columns, cut where what was taken for a head is none."""
    cut = [name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}..." for name in names[:MOST_NAMES]]
    return ", ".join([*cut, f"and {len(names) - MOST_NAMES:,} more"] if len(names) > MOST_NAMES else cut)


def with_others(columns: Mapping[str, str], there: Iterable[str]) -> dict[str, str]:
    """The columns, and all others that are there under their own names, or their numbers where they have none."""
    taken = set(columns.values())
    rest = ((name, name.strip() or f"column {number}") for number, name in enumerate(there, 1) if name not in taken)
    return {**columns, **{f"{known} (column)" if known in columns else known: name for name, known in rest}}


def in_words(columns: Mapping[str, str]) -> str:
    """How the columns are read, for whoever might want them read otherwise."""
    named = ", ".join(f"{known} from {column!r}" for known, column in columns.items() if known in USUAL_NAMES)
    others = [known for known in columns if known not in USUAL_NAMES]
    as_metadata = f"; metadata: {', '.join(others)}" if others else ""
    return f"{named}{as_metadata}. --column text=NAME says otherwise."


def article_in(row: Mapping[str, object], columns: Mapping[str, str], number: int) -> Bundle | Refusal:
    """The article in a row (column to cell), which is the `number`th from 1."""
    cells = {known: plain for known, column in columns.items() if (plain := _plain(row.get(column))) is not None}
    text = cells.get("text")
    if not isinstance(text, str) or not text.strip():
        return Refusal(f"row {number}", f"there is no text in the column {columns['text']!r}")
    if wrong := too_long(len(text)):
        return Refusal(f"row {number}", wrong)
    document = _document(text, cells)
    return Bundle(replace(document, metadata={**document.metadata, "row": number}))


def document_with(text: str, fields: Mapping[str, object], given: Mapping[str, str]) -> Document:
    """The document of a text, with what the fields that another program has for it tell besides.

    What programs call an id is theirs, so a key is only what `given` says is one.
    """
    there = [name for name in fields if name != given.get("text")]
    columns = guessed(there, {known: name for known, name in given.items() if name in there})
    columns.pop("text", None)
    if "key" not in given:
        columns.pop("key", None)
    columns = with_others(columns, there)
    cells = {known: plain for known, column in columns.items() if (plain := _plain(fields[column])) is not None}
    return _document(text, cells)


def _document(text: str, cells: Mapping[str, Any]) -> Document:
    """A document with its text and whatever else is known of it."""
    key, title, language = (str(cells.get(known, "")).strip() for known in ("key", "title", "language"))
    code = LANGUAGES.get(language.lower(), "")
    metadata = {known: value for known, value in cells.items() if known not in PARTS_OF_A_DOCUMENT}
    return Document(key=key, text=text, language=code, direction="", title=title, metadata=metadata)


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
