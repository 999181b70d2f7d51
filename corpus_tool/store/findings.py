"""What the audit found in each document, on disk."""

from collections.abc import Sequence

from corpus_tool.store.database import Database
from corpus_tool.store.rows import to_json
from corpus_tool.text.oddities import Finding, Oddity


class Findings:
    """The table `findings`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, document_id: int, findings: Sequence[Finding]) -> None:
        """Keep what was found in a document. To be called inside `Store.writing`."""
        for finding in findings:
            self._db.execute(
                "INSERT INTO findings (document_id, kind, count, first_offset, detail) VALUES (?, ?, ?, ?, ?)",
                (document_id, finding.kind.value, finding.count, finding.first_offset, finding.detail),
            )

    def replace(self, document_id: int, findings: Sequence[Finding]) -> None:
        """Keep what was found in a document, and nothing else. To be called inside `Store.writing`."""
        self._db.execute("DELETE FROM findings WHERE document_id = ?", (document_id,))
        self.add(document_id, findings)

    def of(self, document_id: int) -> tuple[Finding, ...]:
        """What was found in a document, gravest first."""
        rows = self._db.execute(
            "SELECT kind, count, first_offset, detail FROM findings WHERE document_id = ? ORDER BY id", (document_id,)
        )
        return tuple(Finding(Oddity(kind), *rest) for kind, *rest in rows)

    def by_document(self, ids: Sequence[int]) -> dict[int, tuple[Finding, ...]]:
        """Those of some documents in which something was found, and what."""
        found: dict[int, tuple[Finding, ...]] = {}
        rows = self._db.execute(
            "SELECT document_id, kind, count, first_offset, detail FROM findings"
            " WHERE document_id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (to_json(list(ids)),),
        )
        for document_id, kind, *rest in rows:
            found[document_id] = (*found.get(document_id, ()), Finding(Oddity(kind), *rest))
        return found
