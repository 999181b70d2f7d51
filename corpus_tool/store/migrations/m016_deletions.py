"""What is deleted is decided like what is locked: by the newest of decisions that every copy of a corpus can have."""

from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.database import Database
from corpus_tool.store.decisions import ALL_OF_IT, About, Decision, subject_of


def migrate(db: Database) -> None:
    """Let the table hold them, and name what is deleted already. Two copies of one file get the same names."""
    for statement in (
        "ALTER TABLE decisions RENAME TO decisions_before",
        """
        CREATE TABLE decisions (                 -- only ever added to; see store/decisions.py
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            uid TEXT NOT NULL UNIQUE,
            document_id INTEGER NOT NULL REFERENCES documents (id),
            about TEXT NOT NULL CHECK (about IN ('assignment', 'lock', 'region', 'deletion')),
            subject TEXT NOT NULL,               -- an annotator, start:end, kind:annotator or nothing
            says TEXT NOT NULL,                  -- yes, or a line's kind; empty: taken back
            at TEXT NOT NULL,
            turn INTEGER NOT NULL,               -- which of those with that time
            who TEXT NOT NULL
        ) STRICT
        """,
        "INSERT INTO decisions SELECT * FROM decisions_before ORDER BY number",
        "DROP TABLE decisions_before",
        "CREATE INDEX decisions_by_subject ON decisions (document_id, about, subject)",
        """
        CREATE TRIGGER decisions_are_never_edited BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END
        """,
    ):
        db.execute(statement)
    _name_deletions(db)


def _name_deletions(db: Database) -> None:
    """What is hidden was deleted, by whom housekeeping tells; what was taken back before today is not known."""
    documents = db.execute(
        "SELECT id, key, hidden_at FROM documents WHERE hidden_at IS NOT NULL ORDER BY id"
    ).fetchall()
    for id, key, at in documents:
        _name(db, id, ALL_OF_IT, at, _who(db, key, ""))
    db.execute(
        # Work that came home since was hidden as well, and stays so.
        "UPDATE layers SET hidden_at = max(hidden_at, coalesce((SELECT max(at) FROM revisions"
        " WHERE layer_id = layers.id), '')) WHERE hidden_at IS NOT NULL"
    )
    layers = db.execute(
        "SELECT document_id, key, annotator, kind, layers.hidden_at FROM layers JOIN documents"
        " ON documents.id = document_id WHERE layers.hidden_at IS NOT NULL ORDER BY layers.id"
    )
    for id, key, annotator, kind, at in layers.fetchall():
        name = LayerName(annotator, LayerKind(kind))
        _name(db, id, subject_of(name), at, _who(db, key, name.short))


def _who(db: Database, key: str, layer: str) -> str:
    row = db.execute(
        "SELECT who FROM housekeeping WHERE act = 'delete' AND document = ? AND layer = ? ORDER BY rowid DESC LIMIT 1",
        (key, layer),
    ).fetchone()
    return "" if row is None else str(row[0])


def _name(db: Database, document_id: int, subject: str, at: str, who: str) -> None:
    (digest,) = db.execute("SELECT text_sha256 FROM documents WHERE id = ?", (document_id,)).fetchone()
    decision = Decision(About.DELETION, subject, "yes", at, 0, who)
    db.execute(
        "INSERT INTO decisions (uid, document_id, about, subject, says, at, turn, who)"
        " VALUES (?, ?, 'deletion', ?, 'yes', ?, 0, ?)",
        (decision.uid(digest), document_id, subject, at, who),
    )
