"""What the audit of a text found when it came in."""

from corpus_tool.store.database import Database


def migrate(db: Database) -> None:
    """Lay the tables."""
    for statement in (
        """
        CREATE TABLE findings (
            id INTEGER PRIMARY KEY,
            document_id INTEGER NOT NULL REFERENCES documents (id),
            kind TEXT NOT NULL,
            count INTEGER NOT NULL,
            first_offset INTEGER NOT NULL,       -- in the text, in code points
            detail TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX findings_by_document ON findings (document_id)",
    ):
        db.execute(statement)
