"""What was reckoned of the work as it was: kept until that changes, and reckoned again at any time."""

from sqlite_utils import Database


def migrate(db: Database) -> None:
    """Lay the table."""
    db.execute(
        """
        CREATE TABLE reckoned (
            what TEXT NOT NULL,                  -- doubts, gains, curve
            whose TEXT NOT NULL,                 -- of whose done work; empty: everybody's
            state TEXT NOT NULL,                 -- what changes with what it was reckoned of
            found BLOB NOT NULL,
            PRIMARY KEY (what, whose)
        ) STRICT
        """
    )
