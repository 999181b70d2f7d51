"""Who saw what of others' work, and what agreement a release was made with."""

from corpus_tool.store.database import Database


def migrate(db: Database) -> None:
    """Lay the table."""
    for statement in (
        """
        CREATE TABLE sightings (                 -- only ever added to
            number INTEGER PRIMARY KEY,
            document_id INTEGER NOT NULL REFERENCES documents (id),
            who TEXT NOT NULL,                   -- the annotator who saw it
            kind TEXT NOT NULL CHECK (kind IN ('layer', 'suggestion')),
            "of" TEXT NOT NULL,                  -- the layer's short name, or where the suggestion came from
            at TEXT NOT NULL,
            UNIQUE (document_id, who, kind, "of", at)
        ) STRICT
        """,
        """
        CREATE TRIGGER sightings_are_never_edited BEFORE UPDATE ON sightings
        BEGIN SELECT RAISE(ABORT, 'sightings are only ever added to'); END
        """,
        "ALTER TABLE releases ADD COLUMN agreement TEXT NOT NULL DEFAULT 'null'",
    ):
        db.execute(statement)
