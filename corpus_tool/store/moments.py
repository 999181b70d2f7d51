"""A corpus at one moment, as two processes can see it: what one chose, the other reads by itself.

SQLite has no way to hand a moment on. But a third connection knows whether anybody has written since it was last asked
(`PRAGMA data_version`): where nobody has from before the first process looked until the second one had, both see the
same, and go on seeing it as long as they keep their transactions.
"""

from collections.abc import Sequence
from pathlib import Path

from corpus_tool.store.connection import connect_to_read
from corpus_tool.store.database import Database
from corpus_tool.store.document_rows import DocumentRow, Extent, document_rows
from corpus_tool.store.layer_rows import LayerRows, layer_rows


class Moment:
    """The rows of a corpus, all of one moment while a transaction is open."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @classmethod
    def of(cls, path: Path) -> "Moment":
        """That of now, kept until it is closed. Raises StoreError where the file cannot be opened."""
        moment = cls(connect_to_read(path))
        moment._db.conn.execute("BEGIN")
        moment.hold()
        return moment

    def hold(self) -> None:
        """Look, so that a transaction that was begun sees what is there now: SQLite waits for the first look."""
        self._db.execute("SELECT 1 FROM documents LIMIT 1").fetchall()

    def documents(self, ids: Sequence[int], extent: Extent) -> list[DocumentRow]:
        """The rows of those documents that are there, in this order."""
        return document_rows(self._db, ids, extent)

    def layers(self, ids: Sequence[int]) -> LayerRows:
        """What the tables say of the annotations of some layers."""
        return layer_rows(self._db, ids)

    def close(self) -> None:
        """Let go of it."""
        self._db.close()


class Watch:
    """Says whether anybody has written into a corpus since this was made."""

    def __init__(self, path: Path) -> None:
        self._db = connect_to_read(path)
        self._version = self._now()

    @property
    def nobody_wrote(self) -> bool:
        """Whether all is as it was."""
        return self._now() == self._version

    def _now(self) -> int:
        ((version,),) = self._db.execute("PRAGMA data_version")
        return int(version)

    def close(self) -> None:
        """Stop looking."""
        self._db.close()
