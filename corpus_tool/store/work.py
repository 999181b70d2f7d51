"""Who works on what, and what is locked."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from corpus_tool.store.database import Database
from corpus_tool.store.decisions import TAKEN_BACK, About, Decisions
from corpus_tool.store.rows import to_json

LOCKED = "locked"
"""The state of work that may not be changed; it stands over the layer's own."""


class Lock(Struct, frozen=True):
    """Since when some work may not be changed, and who said so."""

    who: str
    at: str


class Share(Struct, frozen=True):
    """One annotator's part in one document."""

    document_id: int
    annotator: str
    language: str
    source: str
    """The metadata's `source`; empty where there is none."""
    words: int
    state: str
    """new, in-progress, done or locked."""
    annotations: int


class Work:
    """The tables `assignments` and `locks`, which follow from what was decided."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._decisions = Decisions(db)

    def assign(self, document_ids: Iterable[int], annotator: str, who: str, now: str) -> int:
        """Give documents to an annotator; answer how many she did not have yet. To be called inside `Store.writing`."""
        has = self._of(annotator)
        new = [id for id in dict.fromkeys(document_ids) if id not in has]
        for id in new:
            self._decisions.decide(id, About.ASSIGNMENT, annotator, "yes", who, now)
        return len(new)

    def unassign(self, document_ids: Iterable[int], annotator: str, who: str, now: str) -> int:
        """Take documents from an annotator; her layers stay. Answer how many she had."""
        has = self._of(annotator)
        lost = [id for id in dict.fromkeys(document_ids) if id in has]
        for id in lost:
            self._decisions.decide(id, About.ASSIGNMENT, annotator, TAKEN_BACK, who, now)
        return len(lost)

    def _of(self, annotator: str) -> set[int]:
        rows = self._db.execute("SELECT document_id FROM assignments WHERE annotator = ?", (annotator,))
        return {int(id) for (id,) in rows}

    def assigned(self) -> dict[int, list[str]]:
        """Document id -> who has it."""
        rows = self._db.execute("SELECT document_id, annotator FROM assignments ORDER BY document_id, annotator")
        found: dict[int, list[str]] = {}
        for id, annotator in rows:
            found.setdefault(id, []).append(annotator)
        return found

    def holders(self, document_id: int) -> list[str]:
        """Who has a document, in alphabetical order."""
        rows = self._db.execute(
            "SELECT annotator FROM assignments WHERE document_id = ? ORDER BY annotator", (document_id,)
        )
        return [str(annotator) for (annotator,) in rows]

    def annotates(self, annotator: str) -> bool:
        """Whether somebody was given a document, or has begun one: a layer in which everything was undone is none."""
        row = self._db.execute(
            "SELECT EXISTS (SELECT 1 FROM assignments WHERE annotator = :who) OR EXISTS ("
            " SELECT 1 FROM shown_layers WHERE annotator = :who AND kind = 'annotator' AND (status <> 'new'"
            " OR EXISTS (SELECT 1 FROM spans WHERE layer_id = shown_layers.id)"
            " OR EXISTS (SELECT 1 FROM events WHERE layer_id = shown_layers.id)))",
            {"who": annotator},
        ).fetchone()
        return bool(row[0])

    def lock(self, document_id: int, annotator: str, who: str, now: str) -> None:
        """Let nobody change an annotator's work on a document. To be called inside `Store.writing`."""
        if self.lock_of(document_id, annotator) is None:
            self._decisions.decide(document_id, About.LOCK, annotator, "yes", who, now)

    def unlock(self, document_id: int, annotator: str, who: str, now: str) -> None:
        """Let it be changed again."""
        if self.lock_of(document_id, annotator) is not None:
            self._decisions.decide(document_id, About.LOCK, annotator, TAKEN_BACK, who, now)

    def lock_of(self, document_id: int, annotator: str) -> Lock | None:
        """The lock on an annotator's work, if there is one."""
        row = self._db.execute(
            "SELECT who, at FROM locks WHERE document_id = ? AND annotator = ?", (document_id, annotator)
        ).fetchone()
        return None if row is None else Lock(*row)

    def locked_of(self, document_ids: Sequence[int], annotator: str) -> set[int]:
        """Of some documents those that are locked for an annotator."""
        return self._among(
            "SELECT document_id FROM locks WHERE annotator = :annotator"
            " AND document_id IN (SELECT value FROM json_each(:ids))",
            document_ids,
            annotator,
        )

    def others_alone(self, document_ids: Sequence[int], annotator: str) -> set[int]:
        """Of some documents those that are assigned, and not to an annotator."""
        return self._among(
            "SELECT document_id FROM assignments WHERE document_id IN (SELECT value FROM json_each(:ids))"
            " GROUP BY document_id HAVING NOT max(annotator = :annotator)",
            document_ids,
            annotator,
        )

    def _among(self, question: str, document_ids: Sequence[int], annotator: str) -> set[int]:
        rows = self._db.execute(question, {"annotator": annotator, "ids": to_json(list(document_ids))})
        return {int(id) for (id,) in rows}

    def shares(self) -> list[Share]:
        """Every part in the work: what is assigned, and what was begun without."""
        rows = self._db.execute(
            "SELECT document_id, parts.annotator, language, coalesce(json_extract(metadata, '$.source'), ''),"
            " word_count, CASE WHEN EXISTS (SELECT 1 FROM locks WHERE"
            " locks.document_id = parts.document_id AND locks.annotator = parts.annotator)"
            " THEN 'locked' ELSE coalesce(max(status), 'new') END, coalesce(max(annotations), 0) FROM ("
            " SELECT document_id, annotator, NULL AS status, 0 AS annotations FROM assignments"
            " UNION ALL SELECT document_id, annotator, status,"
            " (SELECT count(*) FROM spans WHERE layer_id = shown_layers.id)"
            " + (SELECT count(*) FROM events WHERE layer_id = shown_layers.id)"
            " FROM shown_layers WHERE kind = 'annotator') AS parts"
            " JOIN shown_documents ON shown_documents.id = document_id GROUP BY document_id, parts.annotator"
            " ORDER BY parts.annotator, document_id"
        )
        return [
            Share(id, annotator, language, str(source), words, state, annotations)
            for id, annotator, language, source, words, state, annotations in rows
        ]
