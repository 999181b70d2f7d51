"""What was found out about documents by comparing them, on its way to another copy of the corpus.

All of it can be found out again; it travels because a part of a corpus cannot be compared with the rest. Bringing it
adds what is not here, so no order matters.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpus_tool.model.stories import Stories
from corpus_tool.store.database import Database


class DerivedFacts(NamedTuple):
    """What is known about one document, as rows."""

    repeated: tuple[tuple[int, int, str, str], ...]
    """(start, end, kind, when it was found) of the lines that its source repeats."""
    signature: tuple[tuple[str, bytes], ...]
    """(method, signature); one at most."""
    told_twice: tuple[tuple[int, int, int, int, float], ...]
    """(start, end, start again, end again, containment) of its paragraphs."""


class KnownPair(NamedTuple):
    """Two near-duplicates, by the digests of their texts."""

    first: str
    second: str
    jaccard: float
    containment: float


class Derived:
    """Columns of `regions`, `signatures`, `told_twice`, `near_duplicates` and `stories`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def of(self, document_id: int) -> DerivedFacts:
        """What is known about a document."""
        queries = (
            "SELECT start, \"end\", kind, at FROM regions WHERE document_id = ? AND origin = 'repeated' ORDER BY start",
            "SELECT method, signature FROM signatures WHERE document_id = ?",
            'SELECT start, "end", again_start, again_end, containment FROM told_twice WHERE document_id = ?'
            " ORDER BY start, again_start",
        )
        return DerivedFacts(*(tuple(self._db.execute(query, (document_id,))) for query in queries))

    def take(self, document_id: int, facts: DerivedFacts) -> int:
        """Add what is not known here; answer how many lines and paragraphs. To be called inside `Store.writing`."""
        self._db.conn.executemany(
            "INSERT OR IGNORE INTO signatures (document_id, method, signature) VALUES (?, ?, ?)",
            [(document_id, *one) for one in facts.signature],
        )
        before = self._db.conn.total_changes
        self._db.conn.executemany(
            'INSERT OR IGNORE INTO regions (document_id, start, "end", kind, origin, who, at)'
            " VALUES (?, ?, ?, ?, 'repeated', '', ?)",
            [(document_id, *one) for one in facts.repeated],
        )
        self._db.conn.executemany(
            'INSERT OR IGNORE INTO told_twice (document_id, start, "end", again_start, again_end, containment)'
            " VALUES (?, ?, ?, ?, ?, ?)",
            [(document_id, *one) for one in facts.told_twice],
        )
        return int(self._db.conn.total_changes - before)

    def pairs(self) -> list[KnownPair]:
        """Every two near-duplicates that are not deleted."""
        rows = self._db.execute(
            "SELECT one.text_sha256, other.text_sha256, jaccard, containment FROM near_duplicates"
            " JOIN shown_documents AS one ON one.id = first_id JOIN shown_documents AS other ON other.id = second_id"
            " ORDER BY first_id, second_id"
        )
        return [KnownPair(*row) for row in rows]

    def pairs_by_document(self) -> Iterator[tuple[int, KnownPair]]:
        """(id of one of the two, pair) of every pair, twice, in the order of ids; read as it is asked for."""
        rows = self._db.execute(
            "SELECT about, one.text_sha256, other.text_sha256, jaccard, containment FROM ("
            " SELECT first_id AS about, * FROM near_duplicates UNION ALL SELECT second_id, * FROM near_duplicates)"
            " JOIN documents AS one ON one.id = first_id JOIN documents AS other ON other.id = second_id"
            " ORDER BY about, first_id, second_id"
        )
        return ((id, KnownPair(*row)) for id, *row in rows)

    def take_pairs(self, pairs: Iterable[KnownPair]) -> int:
        """Add pairs of which both documents are here, and what stories they make; answer how many were not known.

        To be called inside `Store.writing`.
        """
        before = self._db.conn.total_changes
        self._db.conn.executemany(
            "INSERT OR IGNORE INTO near_duplicates (first_id, second_id, jaccard, containment)"
            " SELECT min(one.id, other.id), max(one.id, other.id), ?, ? FROM documents AS one, documents AS other"
            " WHERE one.text_sha256 = ? AND other.text_sha256 = ? AND one.id <> other.id"
            " ON CONFLICT DO UPDATE SET jaccard = excluded.jaccard, containment = excluded.containment"
            " WHERE (excluded.jaccard, excluded.containment) > (jaccard, containment)",
            [(pair.jaccard, pair.containment, pair.first, pair.second) for pair in pairs],
        )
        new = int(self._db.conn.total_changes - before)
        if new:
            join_stories(self._db)
        return new


def join_stories(db: Database) -> None:
    """Let the stories be what the pairs of near-duplicates make. To be called inside `Store.writing`."""
    known = db.execute("SELECT first_id, second_id FROM near_duplicates").fetchall()
    db.execute("DELETE FROM stories")
    db.conn.executemany("INSERT INTO stories VALUES (?, ?)", Stories(known).members())
