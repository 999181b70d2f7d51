"""What an annotator keeps for herself: flags on documents, where she was in each, how far she is with the tour."""

from corpus_tool.store.database import Database


def migrate(db: Database) -> None:
    """Lay the tables."""
    for statement in (
        """
        CREATE TABLE flags (
            document_id INTEGER NOT NULL REFERENCES documents (id),
            annotator TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (document_id, annotator)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE places (                    -- where she was when she left
            document_id INTEGER NOT NULL REFERENCES documents (id),
            annotator TEXT NOT NULL,
            start INTEGER NOT NULL,              -- code points, half-open
            "end" INTEGER NOT NULL,
            PRIMARY KEY (document_id, annotator)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE tours (
            annotator TEXT NOT NULL PRIMARY KEY,
            step INTEGER NOT NULL                -- how many of its steps she has done
        ) STRICT, WITHOUT ROWID
        """,
    ):
        db.execute(statement)
