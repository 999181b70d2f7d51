"""The documents as a list shows them: which, in which order, and what is said of each. Made for a million.

A list is an array of ids, read once for a question; what is said of a document is read for the few rows that are seen.
"""

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import NamedTuple

from corpus_tool.model.documents import Document
from corpus_tool.store import list_questions as asked
from corpus_tool.store.database import Database
from corpus_tool.store.list_questions import Column, Order, Wanted, ids_query, parameters
from corpus_tool.store.rows import to_json
from corpus_tool.text.finding import in_one_spelling

BATCH = 2_000
"""Ids fetched at a time."""

STEPS = 10_000
"""Steps of SQLite's machine between two times that it asks whether to go on: half a millisecond or so."""

EVERYTHING = Wanted()
AS_ADDED = Order()


class StoppedError(Exception):
    """The one who asked has no use for an answer any more."""


class Listed(NamedTuple):
    """A document as a row of the list shows it to one annotator."""

    id: int
    key: str
    title: str
    language: str
    direction: str
    words: int
    source: str
    date: str
    state: str
    """Of her layer: new, in-progress, done or locked."""
    spans: int
    """In her layer, as the events."""
    events: int
    findings: int
    """Kinds of oddities that the audit found in the text."""
    questions: int
    """Those that are open, whoever asked."""
    assigned: str
    """Who has it: names with commas between."""


class Progress(NamedTuple):
    """How much of what was assigned is done: documents, or documents times people."""

    done: int
    assigned: int


class Listing:
    """The table `listing`, and what other tables say of its documents."""

    def __init__(self, db: Database) -> None:
        self._db = db
        db.conn.create_function("folded", 1, in_one_spelling, deterministic=True)

    def add(self, document_id: int, document: Document, words: int) -> None:
        """Take in a document that was added a moment ago. To be called inside `Store.writing`.

        Where a text says its source and date, SQL is not asked to read the metadata again: 150 µs a document.
        """
        said = document.metadata
        source, date = said.get("source", said.get("sitename", "")), said.get("date", "")
        if type(source) is not str or type(date) is not str or "\0" in source or "\0" in date:
            self._db.execute(_FILL_ONE, (document_id,))
            return
        key, title = document.key, document.title
        folded = in_one_spelling(key), in_one_spelling(title), _folded_source(source)
        self._db.execute(_INSERT, (document_id, key, document.language, source, date, words, *folded))

    def follow(self, document_id: int) -> None:
        """Say of a document what its own row says now; nothing where it is deleted. Inside `Store.writing`."""
        follow(self._db, document_id)

    def fill(self) -> None:
        """Take in every document there is, in an empty table. To be called inside `Store.writing`."""
        self._db.execute(_FILL)

    def count(self) -> int:
        """How many documents there are."""
        return int(self._db.execute("SELECT count(*) FROM listing").fetchone()[0])

    def astray(self) -> list[int]:
        """The ids of documents of which the table does not say what they say themselves."""
        return [int(id) for (id,) in self._db.execute(_ASTRAY)]

    def unbroken(self) -> range | None:
        """All ids in the order the documents came in, where none between the first and the last is missing.

        A corpus from which nothing was deleted: a million need not be read then, which takes 0.3 s.
        """
        count = self.count()
        first, last = self._db.execute(
            "SELECT (SELECT min(document_id) FROM listing), max(document_id) FROM listing"
        ).fetchone()
        return range(first, last + 1) if count and last - first + 1 == count else None

    def ids(
        self,
        annotator: str = "",
        order: Order = AS_ADDED,
        wanted: Wanted = EVERYTHING,
        go_on: Callable[[], bool] | None = None,
    ) -> "Iterator[array[int]]":
        """The ids of a list, a batch at a time. `go_on` is asked now and then; raises StoppedError where it says no.

        Without it, the connection can be used for other questions between two batches.
        """
        with _asking(self._db.conn, go_on):
            found = self._db.execute(ids_query(order, wanted), parameters(wanted, annotator))
            while batch := found.fetchmany(BATCH):
                yield array("q", [id for (id,) in batch])

    def chosen(
        self, languages: Sequence[str], sources: Sequence[str], since: str, until: str, keys: Sequence[str]
    ) -> list[int]:
        """The ids of the documents that are all of this, in the order they came in; an empty part asks for nothing.

        Days are compared as far as they are said: until 2026-01 takes all of January.
        """
        asked_for = {"languages": languages, "sources": sources, "keys": keys}
        given = {name: to_json(list(values)) if values else None for name, values in asked_for.items()}
        return [id for (id,) in self._db.execute(_CHOSEN, {**given, "since": since, "until": until})]

    def rows(self, ids: Sequence[int], annotator: str = "") -> list[Listed]:
        """What is said of these documents, in this order; one that was deleted meanwhile is left out."""
        found = self._db.execute(_ROWS, {"ids": to_json(list(ids)), "annotator": annotator})
        by_id = {row[0]: Listed(*row) for row in found}
        return [by_id[id] for id in ids if id in by_id]

    def words(self, ids: Iterable[int]) -> dict[int, int]:
        """Id to number of words, for those of these documents that are there."""
        found = self._db.execute(
            "SELECT document_id, words FROM json_each(?) JOIN listing ON document_id = value", (to_json(list(ids)),)
        )
        return {int(id): int(words) for id, words in found}

    def languages(self) -> list[str]:
        """The languages there are, in alphabetical order."""
        return [str(value) for (value,) in self._db.execute(_LANGUAGES)]

    def sources(self) -> list[str]:
        """The sources there are, in alphabetical order; "" stands for none."""
        return [str(value) for (value,) in self._db.execute(_SOURCES)]

    def unused(self) -> frozenset[Column]:
        """The columns of which it is found out at once that they are empty for every document."""
        answers = self._db.execute(_UNUSED).fetchone()
        columns = (Column.ASSIGNED, Column.SOURCE, Column.FINDINGS, Column.QUESTIONS)
        return frozenset(column for column, is_unused in zip(columns, answers, strict=True) if is_unused)

    def people(self) -> list[str]:
        """Everybody to whom something was assigned or who has a layer, in alphabetical order."""
        rows = self._db.execute(
            "SELECT annotator FROM assignments UNION SELECT annotator FROM layers WHERE kind = 'annotator' ORDER BY 1"
        )
        return [str(name) for (name,) in rows]

    def progress(self, annotator: str | None = None, go_on: Callable[[], bool] | None = None) -> Progress:
        """How far an annotator is with what she has; None: everybody. `go_on` as in `ids`."""
        with _asking(self._db.conn, go_on):
            done, assigned = self._db.execute(_PROGRESS, {"annotator": annotator}).fetchone()
        return Progress(int(done or 0), int(assigned))


def follow(db: Database, document_id: int) -> None:
    """`Listing.follow`, over a connection for which there is a Listing."""
    db.execute("DELETE FROM listing WHERE document_id = ?", (document_id,))
    db.execute(_FILL_ONE, (document_id,))


@contextmanager
def _asking(connection: sqlite3.Connection, go_on: Callable[[], bool] | None) -> Iterator[None]:
    """Ask now and then, while a query runs, whether to go on."""
    if go_on is None:
        yield
        return
    ask = go_on
    connection.set_progress_handler(lambda: not ask(), STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname == "SQLITE_INTERRUPT":
            raise StoppedError from error
        raise
    finally:
        connection.set_progress_handler(None, STEPS)


_TOLD = """
    SELECT id, key, title, language, word_count,
        CAST(coalesce(json_extract(told, '$.source'), json_extract(told, '$.sitename'), '') AS TEXT) AS source,
        CAST(coalesce(json_extract(told, '$.date'), '') AS TEXT) AS date
    FROM (SELECT *, CASE WHEN json_valid(metadata) THEN metadata ELSE '{}' END AS told FROM shown_documents)
"""
"""What the documents themselves say."""

_FILL = " ".join((
    "INSERT INTO listing",
    "SELECT id, key, language, source, date, word_count, folded(key), folded(title), folded(source) FROM (", _TOLD, ")",
))  # fmt: skip

_ASTRAY = " ".join((
    "SELECT id FROM (", _TOLD, ") AS one LEFT JOIN listing ON document_id = id",
    "WHERE (one.key, one.language, one.source, one.date, one.word_count)",
    "IS NOT (listing.key, listing.language, listing.source, listing.date, listing.words)",
    "UNION SELECT document_id FROM listing WHERE document_id NOT IN (SELECT id FROM shown_documents) ORDER BY 1",
))  # fmt: skip
_FILL_ONE = " ".join((_FILL, "WHERE id = ?"))

_INSERT = "INSERT INTO listing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"

_folded_source = lru_cache(maxsize=1 << 10)(in_one_spelling)
"""Few newsrooms write many articles."""

_ROWS = " ".join(
    (
        "SELECT document_id, listing.key, title, listing.language, direction, words, source, date,",
        ", ".join((asked.STATE, asked.SPANS, asked.EVENTS, asked.FINDINGS, asked.QUESTIONS, asked.ASSIGNED)),
        "FROM listing JOIN documents ON id = document_id WHERE document_id IN (SELECT value FROM json_each(:ids))",
    )
)

# From one value to the next through the index: a million rows of three languages are three steps.
_CHOSEN = """
SELECT document_id FROM listing
WHERE (:languages IS NULL OR language IN (SELECT value FROM json_each(:languages)))
    AND (:sources IS NULL OR source IN (SELECT value FROM json_each(:sources)))
    AND (:keys IS NULL OR key IN (SELECT value FROM json_each(:keys)))
    AND (:since = '' OR date >= :since)
    AND (:until = '' OR (date != '' AND substr(date, 1, length(:until)) <= :until))
ORDER BY document_id
"""

_LANGUAGES = (
    "WITH RECURSIVE found (value) AS (SELECT min(language) FROM listing UNION ALL"
    " SELECT (SELECT min(language) FROM listing WHERE language > value) FROM found WHERE value IS NOT NULL)"
    " SELECT value FROM found WHERE value IS NOT NULL"
)
_SOURCES = (
    "WITH RECURSIVE found (value) AS (SELECT min(source) FROM listing UNION ALL"
    " SELECT (SELECT min(source) FROM listing WHERE source > value) FROM found WHERE value IS NOT NULL)"
    " SELECT value FROM found WHERE value IS NOT NULL"
)

_PROGRESS = """
SELECT sum(EXISTS (SELECT 1 FROM layers WHERE layers.document_id = given.document_id
        AND layers.annotator = given.annotator AND kind = 'annotator' AND status = 'done' AND hidden_at IS NULL)
    OR EXISTS (SELECT 1 FROM locks WHERE locks.document_id = given.document_id
        AND locks.annotator = given.annotator)),
    count(*)
FROM assignments AS given JOIN listing ON listing.document_id = given.document_id
WHERE :annotator IS NULL OR given.annotator = :annotator
"""
_UNUSED = (
    "SELECT NOT EXISTS (SELECT 1 FROM assignments), coalesce((SELECT max(source) FROM listing), '') = '',"
    " NOT EXISTS (SELECT 1 FROM findings), NOT EXISTS (SELECT 1 FROM comments WHERE is_question)"
)
