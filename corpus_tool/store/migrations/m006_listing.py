"""What lists of documents are sorted and searched by, in rows so short that a million of them are read in a moment."""

from corpus_tool.store.database import Database
from corpus_tool.store.listing import Listing


def migrate(db: Database) -> None:
    """Lay the tables, and list the documents that are there."""
    for statement in (
        """
        CREATE TABLE listing (                   -- a row for each document that is not deleted
            document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            language TEXT NOT NULL,
            source TEXT NOT NULL,                -- as the view document_sources has it
            date TEXT NOT NULL,                  -- the metadata's; empty where there is none
            words INTEGER NOT NULL,
            folded_key TEXT NOT NULL,            -- in one spelling (text/finding.py), as the two below
            folded_title TEXT NOT NULL,
            folded_source TEXT NOT NULL
        ) STRICT
        """,
        # Few values each, so a new row goes to the end of its group; counting the rows reads the shorter one.
        "CREATE INDEX listing_by_language ON listing (language)",
        "CREATE INDEX listing_by_source ON listing (source)",
        "CREATE INDEX assignments_by_annotator ON assignments (annotator)",
        "CREATE INDEX layers_by_annotator ON layers (annotator, kind)",
    ):
        db.execute(statement)
    Listing(db).fill()
