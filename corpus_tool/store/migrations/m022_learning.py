"""What was learned from done work, what it says of documents, and what somebody looked at twice and found right."""

from sqlite_utils import Database


def migrate(db: Database) -> None:
    """Lay the tables; models and gains are made again at any time, `found_right` is somebody's word."""
    for statement in (
        """
        CREATE TABLE models (
            whose TEXT PRIMARY KEY,              -- whose done work it was learned from; empty: everybody's
            state TEXT NOT NULL,                 -- what changes with that work
            made_at TEXT NOT NULL,
            seconds REAL NOT NULL,               -- how long it took
            model BLOB NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE gains (
            whose TEXT NOT NULL,
            document_id INTEGER NOT NULL REFERENCES documents (id),
            gain REAL NOT NULL,                  -- what is expected of it, against the others
            reason TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (whose, document_id)
        ) STRICT
        """,
        "CREATE INDEX gains_by_document ON gains (document_id)",
        """
        CREATE TABLE found_right (
            document_id INTEGER NOT NULL REFERENCES documents (id),
            what TEXT NOT NULL,                  -- the doubt: what was said of the place, and what is there
            who TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (document_id, what)
        ) STRICT
        """,
    ):
        db.execute(statement)
