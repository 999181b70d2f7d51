"""Pseudonyms: what annotators are called in data that leaves the house."""

from corpus_tool.store.database import Database


def migrate(db: Database) -> None:
    """Lay the table."""
    db.execute(
        """
        CREATE TABLE pseudonyms (
            annotator TEXT NOT NULL PRIMARY KEY,
            number INTEGER NOT NULL UNIQUE       -- 3 for A3
        ) STRICT, WITHOUT ROWID
        """
    )
