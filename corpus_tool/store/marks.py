"""What an annotator keeps for herself: flags, where she was, the tour. No part of any layer, nor of its history."""

from corpus_tool.store.database import Database

CONDITIONS = {
    "unannotated": "NOT EXISTS (SELECT 1 FROM shown_layers WHERE document_id = documents.id AND annotator = ?"
    " AND kind = 'annotator' AND status <> 'new')",
    "in-progress": "EXISTS (SELECT 1 FROM shown_layers WHERE document_id = documents.id AND annotator = ?"
    " AND kind = 'annotator' AND status = 'in-progress')",
    "assigned": "EXISTS (SELECT 1 FROM assignments WHERE document_id = documents.id AND annotator = ?)",
    "flagged": "EXISTS (SELECT 1 FROM flags WHERE document_id = documents.id AND annotator = ?)",
}
"""Kind of document, seen from an annotator, to how it is found."""

_NEXT = "SELECT id FROM shown_documents AS documents WHERE id SIGN ? AND KIND ORDER BY id DIRECTION LIMIT 1"
"""To be completed with words of ours only."""


class Marks:
    """The tables `flags`, `places` and `tours`. Writes go inside `Store.writing`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def is_flagged(self, document_id: int, annotator: str) -> bool:
        """Whether she has put a flag on a document."""
        row = self._db.execute(
            "SELECT 1 FROM flags WHERE document_id = ? AND annotator = ?", (document_id, annotator)
        ).fetchone()
        return row is not None

    def flag(self, document_id: int, annotator: str, now: str | None) -> None:
        """Put a flag on a document; None for `now` takes it off."""
        if now is None:
            self._db.execute("DELETE FROM flags WHERE document_id = ? AND annotator = ?", (document_id, annotator))
        else:
            self._db.execute("INSERT OR REPLACE INTO flags VALUES (?, ?, ?)", (document_id, annotator, now))

    def place(self, document_id: int, annotator: str) -> tuple[int, int] | None:
        """Where she was when she left a document: start and end, in code points."""
        row = self._db.execute(
            'SELECT start, "end" FROM places WHERE document_id = ? AND annotator = ?', (document_id, annotator)
        ).fetchone()
        return None if row is None else (int(row[0]), int(row[1]))

    def remember(self, document_id: int, annotator: str, start: int, end: int) -> None:
        """Keep where she is; nothing where the document has gone."""
        self._db.execute(
            "INSERT OR REPLACE INTO places SELECT id, ?, ?, ? FROM documents WHERE id = ?",
            (annotator, start, end, document_id),
        )

    def tour_step(self, annotator: str) -> int:
        """How many steps of the tour she has done."""
        row = self._db.execute("SELECT step FROM tours WHERE annotator = ?", (annotator,)).fetchone()
        return 0 if row is None else int(row[0])

    def set_tour_step(self, annotator: str, step: int) -> None:
        """Keep how many steps of the tour she has done."""
        self._db.execute("INSERT OR REPLACE INTO tours VALUES (?, ?)", (annotator, step))

    def next_document(self, document_id: int, annotator: str, kind: str, *, forward: bool) -> int | None:
        """The next document of a kind (see `CONDITIONS`) in the order they came in, round the end; never this one."""
        order = "ASC" if forward else "DESC"
        for sign in (">", "<") if forward else ("<", ">"):
            found = _NEXT.replace("SIGN", sign).replace("KIND", CONDITIONS[kind]).replace("DIRECTION", order)
            row = self._db.execute(found, (document_id, annotator)).fetchone()
            if row is not None:
                return int(row[0])
        return None
