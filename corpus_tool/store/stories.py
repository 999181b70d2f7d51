"""Near-duplicates on disk: signatures of documents, pairs that tell the same, and the stories they make."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from corpus_tool.store.database import Database
from corpus_tool.text.shingles import ToldTwice


class Pair(Struct, frozen=True):
    """Two documents that tell the same, the one that came first first."""

    first: int
    second: int
    jaccard: float
    """Shared shingles among all shingles of both."""
    containment: float
    """Shared shingles among those of the smaller."""


class Stories:
    """The tables `signatures`, `near_duplicates`, `stories` and `told_twice`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def without_signature(self, method: str) -> list[int]:
        """The ids of documents that have none made by `method`."""
        rows = self._db.execute(
            "SELECT id FROM shown_documents LEFT JOIN signatures ON document_id = id AND method = ?"
            " WHERE document_id IS NULL ORDER BY id",
            (method,),
        )
        return [int(id) for (id,) in rows]

    def keep_signatures(self, method: str, found: Iterable[tuple[int, bytes]]) -> None:
        """Keep the signatures of documents. To be called inside `Store.writing`."""
        self._db.conn.executemany(
            "INSERT OR REPLACE INTO signatures (document_id, method, signature) VALUES (?, ?, ?)",
            ((id, method, signature) for id, signature in found),
        )

    def signatures(self, method: str) -> list[tuple[int, bytes]]:
        """(document id, signature) of all that `method` made of some words, in the order of ids."""
        return self._db.execute(
            "SELECT document_id, signature FROM signatures WHERE method = ? AND signature <> x'' ORDER BY document_id",
            (method,),
        ).fetchall()

    def not_compared(self) -> set[int]:
        """The documents whose signatures nobody has compared with the others yet."""
        return {id for (id,) in self._db.execute("SELECT document_id FROM signatures WHERE NOT compared")}

    def keep_told_twice(self, found: Mapping[int, Sequence[ToldTwice]]) -> None:
        """Keep the paragraphs that documents tell twice. To be called inside `Store.writing`."""
        self._db.conn.executemany("DELETE FROM told_twice WHERE document_id = ?", [(id,) for id in found])
        self._db.conn.executemany(
            "INSERT INTO told_twice VALUES (?, ?, ?, ?, ?, ?)",
            ((id, *one.first, *one.second, one.containment) for id, twice in found.items() for one in twice),
        )

    def told_twice(self) -> dict[int, list[ToldTwice]]:
        """Document to the paragraphs it tells twice, for all that do."""
        found: dict[int, list[ToldTwice]] = {}
        rows = self._db.execute("SELECT * FROM told_twice ORDER BY document_id, start, again_start")
        for id, start, end, again_start, again_end, containment in rows:
            found.setdefault(id, []).append(ToldTwice((start, end), (again_start, again_end), containment))
        return found

    def pairs(self) -> list[Pair]:
        """All near-duplicates, in the order of ids."""
        rows = self._db.execute(
            "SELECT first_id, second_id, jaccard, containment FROM near_duplicates ORDER BY first_id, second_id"
        )
        return [Pair(*row) for row in rows]

    def add_pairs(self, pairs: Iterable[Pair], compared: Iterable[int]) -> None:
        """Keep pairs that were found when documents were `compared`. To be called inside `Store.writing`."""
        self._db.conn.executemany(
            "INSERT OR REPLACE INTO near_duplicates VALUES (?, ?, ?, ?)",
            ((pair.first, pair.second, pair.jaccard, pair.containment) for pair in pairs),
        )
        self._db.conn.executemany(
            "UPDATE signatures SET compared = 1 WHERE document_id = ?", ((id,) for id in compared)
        )

    def replace(self, stories: Iterable[tuple[int, int]]) -> None:
        """Keep these (document id, story) instead of those before. To be called inside `Store.writing`."""
        self._db.execute("DELETE FROM stories")
        self._db.conn.executemany("INSERT INTO stories VALUES (?, ?)", stories)

    def all(self) -> dict[int, list[int]]:
        """Story to its documents, two at least, in the order of ids."""
        found: dict[int, list[int]] = {}
        for story, id in self._db.execute("SELECT story, document_id FROM stories ORDER BY story, document_id"):
            found.setdefault(story, []).append(id)
        return found

    def of_document(self, id: int) -> list[int]:
        """The other documents that tell the same story."""
        rows = self._db.execute(
            "SELECT document_id FROM stories JOIN shown_documents ON shown_documents.id = document_id"
            " WHERE document_id <> ? AND story = (SELECT story FROM stories WHERE document_id = ?)"
            " ORDER BY document_id",
            (id, id),
        )
        return [int(found) for (found,) in rows]
