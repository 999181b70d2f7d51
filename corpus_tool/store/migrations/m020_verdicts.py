"""What annotators said of suggestions: accepted, rejected; only ever added to."""

from corpus_tool.store.database import Database


def migrate(db: Database) -> None:
    """Lay the table; nothing in it is changed once it stands, and purge alone deletes."""
    for statement in (
        """
        CREATE TABLE verdicts (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            uid TEXT NOT NULL UNIQUE,            -- the same in every copy of the corpus
            document_id INTEGER NOT NULL REFERENCES documents (id),
            who TEXT NOT NULL,
            says TEXT NOT NULL CHECK (says IN ('accepted', 'rejected', 'reconsidered')),
            what TEXT NOT NULL CHECK (what IN ('span', 'event', 'argument')),
            label TEXT NOT NULL,
            fragments TEXT NOT NULL,             -- JSON array of [start, end]
            source TEXT NOT NULL,
            score REAL,                          -- from 0 to 1; null: the source did not say
            annotation TEXT NOT NULL,            -- its id in the layer of who accepted it; else empty
            revision TEXT NOT NULL,              -- the uid of the act that accepted it; else empty
            at TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX verdicts_by_document ON verdicts (document_id, who)",
        """
        CREATE TRIGGER verdicts_are_never_edited BEFORE UPDATE ON verdicts
        BEGIN SELECT RAISE(ABORT, 'verdicts are only ever added'); END
        """,
    ):
        db.execute(statement)
