"""How long people worked, what was chosen for the corpus, and comments that answer others."""

from corpus_tool.store.database import Database


def migrate(db: Database) -> None:
    """Lay the tables."""
    for statement in (
        """
        CREATE TABLE sittings (                  -- stretches of active work; only ever added to
            id INTEGER PRIMARY KEY,
            document_id INTEGER NOT NULL REFERENCES documents (id),
            annotator TEXT NOT NULL,
            started TEXT NOT NULL,
            seconds REAL NOT NULL CHECK (seconds >= 0),
            acts INTEGER NOT NULL CHECK (acts >= 0),
            idle INTEGER NOT NULL                -- how many seconds of a pause counted, at most
        ) STRICT
        """,
        "CREATE INDEX sittings_by_document ON sittings (document_id, annotator)",
        """
        CREATE TRIGGER sittings_are_never_edited BEFORE UPDATE ON sittings
        BEGIN SELECT RAISE(ABORT, 'working time is only ever added to'); END
        """,
        """
        CREATE TABLE choices (                   -- settings of the corpus; the newest of a name counts
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            who TEXT NOT NULL,
            annotator TEXT NOT NULL,             -- whom it is for; empty for everybody
            name TEXT NOT NULL,
            value TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX choices_by_name ON choices (name, annotator, number)",
        "ALTER TABLE comments ADD COLUMN answers INTEGER REFERENCES comments (id)",
    ):
        db.execute(statement)
