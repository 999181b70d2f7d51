"""What the lines of an article are beyond their own words, and which articles tell the same story."""

from corpus_tool.store.database import Database


def migrate(db: Database) -> None:
    """Lay the tables."""
    for statement in (
        """
        CREATE TABLE regions (
            document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
            start INTEGER NOT NULL,              -- of the line, without white space around it; code points
            "end" INTEGER NOT NULL,
            kind TEXT NOT NULL,
            origin TEXT NOT NULL CHECK (origin IN ('repeated', 'user')),
            who TEXT NOT NULL,                   -- the user; empty for what was found
            at TEXT NOT NULL,
            PRIMARY KEY (document_id, start, "end", origin)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE signatures (
            document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
            method TEXT NOT NULL,                -- what made it; another method's are made anew
            signature BLOB NOT NULL              -- MinHash values, 32 bits each
        ) STRICT
        """,
        """
        CREATE TABLE near_duplicates (
            first_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
            second_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
            jaccard REAL NOT NULL,
            containment REAL NOT NULL,           -- of the smaller in the larger
            PRIMARY KEY (first_id, second_id),
            CHECK (first_id < second_id)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE stories (
            document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
            story INTEGER NOT NULL               -- the smallest id of a document in it
        ) STRICT
        """,
        """
        CREATE TABLE told_twice (                -- paragraphs of one document
            document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            again_start INTEGER NOT NULL,
            again_end INTEGER NOT NULL,
            containment REAL NOT NULL,
            PRIMARY KEY (document_id, start, again_start)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX stories_by_story ON stories (story)",
        # Where a document is from, as far as its metadata say.
        """
        CREATE VIEW document_sources AS SELECT id AS document_id, CAST(
            coalesce(json_extract(metadata, '$.source'), json_extract(metadata, '$.sitename'), '') AS TEXT
        ) AS source FROM documents
        """,
    ):
        db.execute(statement)
