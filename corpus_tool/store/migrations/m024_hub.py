"""Which hub a corpus belongs to, and how far the two have been brought together."""

from corpus_tool.store.database import Database


def migrate(db: Database) -> None:
    """Lay the tables; a copy of the file is a copy of them too, so it goes on from where it was."""
    for statement in (
        """
        CREATE TABLE hub (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            id TEXT NOT NULL,                    -- the hub's own
            address TEXT NOT NULL,               -- without a password
            sent INTEGER NOT NULL DEFAULT 0      -- the newest revision here of which the hub has all it may have
        ) STRICT
        """,
        """
        CREATE TABLE hub_shelves (
            number INTEGER PRIMARY KEY,          -- the hub's number of it
            seen INTEGER NOT NULL                -- the newest thing on it that is here
        ) STRICT
        """,
    ):
        db.execute(statement)
