"""Whether the file holds together: SQLite's own checks, and rows as they are stored."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from corpus_tool.model.annotations import Fragments
from corpus_tool.saying.counting import counted
from corpus_tool.store.database import Database
from corpus_tool.store.rows import fragments_from_json
from corpus_tool.text.queries import index_words

MANY = 20
"""How many of SQLite's complaints are worth reading."""


FIRST_WORDS = 3
"""Words of each text that are looked up in the index."""

_PLACES = {
    "a region": 'SELECT start, "end" FROM regions WHERE document_id = ?',
    "a comment": 'SELECT start, "end" FROM comments WHERE document_id = ? AND start IS NOT NULL',
    "a finding": "SELECT first_offset, first_offset FROM findings WHERE document_id = ?",
    "a paragraph told twice": 'SELECT start, "end" FROM told_twice WHERE document_id = ?'
    " UNION ALL SELECT again_start, again_end FROM told_twice WHERE document_id = ?1",
}
"""Tables that hold places in a text, in code points."""

_QUOTES = (
    'SELECT id, start, "end", quote FROM comments WHERE document_id = ? AND annotation IS NULL AND start IS NOT NULL'
)
"""An annotation may have been changed since it was commented on; a place stays."""


def plain(complaint: str) -> str:
    """A complaint of SQLite's on one line."""
    return " ".join(complaint.removeprefix("*** in database main ***").split())


class StoredPlace(NamedTuple):
    """Where a row says that an annotation is, and what it says stands there."""

    id: str
    start: int
    end: int
    fragments: Fragments
    text: str


class Soundness:
    """Questions to the file itself."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def damage(self) -> list[str]:
        """What SQLite finds wrong with pages and indexes; nothing where all is well."""
        said = [plain(str(row[0])) for row in self._db.execute(f"PRAGMA integrity_check({MANY})")]
        return [] if said == ["ok"] else said

    def orphans(self) -> list[str]:
        """Rows that point at rows which are not there."""
        rows = self._db.execute("PRAGMA foreign_key_check").fetchmany(MANY)
        return [
            f"a row of {table} ({rowid}) points at a row of {parent} that is not there"
            for table, rowid, parent, _ in rows
        ]

    def strays(self, document_id: int, text: str) -> Iterator[str]:
        """What is kept about a text and lies outside it, or says of a place what does not stand there."""
        for what, query in _PLACES.items():
            for start, end in self._db.execute(query, (document_id,)):
                if not 0 <= start <= end <= len(text):
                    yield f"{what} at {start}:{end} is outside its text of {counted(len(text), 'code point')}"
        for number, start, end, quote in self._db.execute(_QUOTES, (document_id,)):
            if text[start:end] != quote:
                yield f"comment {number} quotes {quote!r}, but the document has {text[start:end]!r} there"

    def is_indexed(self, document_id: int, text: str) -> bool:
        """Whether a search for the first words of a text finds it; yes for a text without words."""
        words = index_words(text).split()[:FIRST_WORDS]
        if not words:
            return True
        query = "SELECT 1 FROM word_index WHERE word_index MATCH ? AND rowid = ?"
        try:
            return self._db.execute(query, (f'"{" ".join(words)}"', document_id)).fetchone() is not None
        except sqlite3.DatabaseError:  # the index itself is damaged; SQLite's own check does not look into it
            return False

    def lost_stories(self) -> list[int]:
        """Stories that are named after a document which is none of theirs."""
        rows = self._db.execute(
            "SELECT DISTINCT story FROM stories WHERE story NOT IN (SELECT document_id FROM stories) ORDER BY story"
        )
        return [int(story) for (story,) in rows]

    def places(self, layer_id: int) -> Iterator[StoredPlace]:
        """The place of every span and every trigger of a layer, as stored."""
        for table in ("spans", "events"):
            rows = self._db[table].rows_where("layer_id = ?", [layer_id], order_by="position")
            for row in rows:
                fragments = fragments_from_json(row["fragments"])
                yield StoredPlace(row["id"], row["start"], row["end"], fragments, row["text"])

    def every_document(self) -> list[int]:
        """The ids of all documents, the deleted ones too."""
        return [int(id) for (id,) in self._db.execute("SELECT id FROM documents ORDER BY id")]

    def digest_of(self, document_id: int) -> str:
        """The digest that is stored for a document's text."""
        (digest,) = self._db.execute("SELECT text_sha256 FROM documents WHERE id = ?", (document_id,)).fetchone()
        return str(digest)

    def log_length(self) -> int:
        """How many revisions the log holds."""
        return int(self._db.execute("SELECT count(*) FROM revisions").fetchone()[0])
