"""Which hub a corpus belongs to, and how far the two have been brought together."""

from collections.abc import Mapping

from msgspec import Struct

from corpus_tool.store.database import Database


class Membership(Struct, frozen=True):
    """The hub of a corpus."""

    id: str
    address: str
    """As libpq reads it, without a password."""
    sent: int
    """The number of the newest revision of which, with all before it, the hub has what it may have."""


class HubState:
    """The tables `hub` and `hub_shelves`. Writes go inside `Store.writing`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def membership(self) -> Membership | None:
        """The hub that was joined, if any."""
        row = self._db.execute("SELECT id, address, sent FROM hub").fetchone()
        return None if row is None else Membership(*row)

    def join(self, id: str, address: str) -> None:
        """Belong to a hub; what was known of another one is forgotten, of the same one kept."""
        known = self.membership()
        sent = known.sent if known is not None and known.id == id else 0
        if known is not None and known.id != id:
            self._db.execute("DELETE FROM hub_shelves")
        self._db.execute("INSERT OR REPLACE INTO hub VALUES (1, ?, ?, ?)", (id, address, sent))

    def sent(self, number: int) -> None:
        """The hub has what it may have of all revisions up to one."""
        self._db.execute("UPDATE hub SET sent = ?", (number,))

    def seen(self, shelf: int) -> int:
        """How far a shelf, by the hub's number of it, was read; 0: not at all."""
        row = self._db.execute("SELECT seen FROM hub_shelves WHERE number = ?", (shelf,)).fetchone()
        return 0 if row is None else int(row[0])

    def saw(self, shelves: Mapping[int, int]) -> None:
        """Things up to a number each are here."""
        self._db.conn.executemany("INSERT OR REPLACE INTO hub_shelves VALUES (?, ?)", shelves.items())

    def digests_here(self, most: int) -> list[str] | None:
        """The digests of all documents, deleted ones too; None where there are more than that."""
        rows = self._db.execute("SELECT text_sha256 FROM documents LIMIT ?", (most + 1,)).fetchall()
        return None if len(rows) > most else [str(digest) for (digest,) in rows]

    def newest_revision(self) -> int:
        """The number of the newest revision here; 0 where there is none."""
        return int(self._db.execute("SELECT coalesce(max(number), 0) FROM revisions").fetchone()[0])

    def layers_since(self, number: int) -> set[int]:
        """The ids of the layers that have revisions after one."""
        return {
            int(id) for (id,) in self._db.execute("SELECT DISTINCT layer_id FROM revisions WHERE number > ?", (number,))
        }

    def spoken_of(self, number: int) -> set[int]:
        """The ids of the documents of which somebody said something: by acts after one, or by anything else at all."""
        return {int(id) for (id,) in self._db.execute(_SPOKEN_OF, (number,))}

    def compared(self) -> set[int]:
        """The ids of the documents of which something was found by comparing them, or that are in a split."""
        return {int(id) for (id,) in self._db.execute(_COMPARED)}

    def revisions_since(self, number: int) -> int:
        """How many revisions were made here after one; those that came from elsewhere are not counted."""
        row = self._db.execute("SELECT count(*) FROM revisions WHERE number > ? AND merged = 0", (number,)).fetchone()
        return int(row[0])


_SPOKEN_OF = """
    SELECT document_id FROM layers WHERE id IN (SELECT layer_id FROM revisions WHERE number > ?)
    UNION SELECT document_id FROM decisions UNION SELECT document_id FROM comments
    UNION SELECT document_id FROM sightings UNION SELECT document_id FROM verdicts
"""

_COMPARED = """
    SELECT document_id FROM regions WHERE origin = 'repeated'
    UNION SELECT document_id FROM told_twice UNION SELECT document_id FROM data_split_documents
"""
