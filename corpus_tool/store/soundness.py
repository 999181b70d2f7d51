"""Whether the file holds together: SQLite's own checks, and rows as they are stored."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlite_utils import Database

from corpus_tool.model.annotations import Fragments
from corpus_tool.store.rows import fragments_from_json

MANY = 20
"""How many of SQLite's complaints are worth reading."""


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
