"""The index of words, guidelines, labels that wait to be split, who works on what, and comments."""

from corpus_tool.store.database import Database
from corpus_tool.store.search import CREATE, Search


def migrate(db: Database) -> None:
    """Lay the tables."""
    for statement in (
        *CREATE,
        """
        CREATE TABLE guidelines (
            id INTEGER PRIMARY KEY,
            schema_id INTEGER NOT NULL REFERENCES schemas (id),
            text TEXT NOT NULL,                  -- Markdown
            adopted_at TEXT NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE splits (
            id INTEGER PRIMARY KEY,
            schema_id INTEGER NOT NULL REFERENCES schemas (id),
            what TEXT NOT NULL CHECK (what IN ('label', 'type', 'role', 'relation')),
            owner TEXT NOT NULL,                 -- a role's event type; empty: any
            source TEXT NOT NULL,
            targets TEXT NOT NULL                -- JSON array
        ) STRICT
        """,
        """
        CREATE TABLE assignments (
            document_id INTEGER NOT NULL REFERENCES documents (id),
            annotator TEXT NOT NULL,
            at TEXT NOT NULL,
            who TEXT NOT NULL,
            PRIMARY KEY (document_id, annotator)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE locks (
            document_id INTEGER NOT NULL REFERENCES documents (id),
            annotator TEXT NOT NULL,
            at TEXT NOT NULL,
            who TEXT NOT NULL,
            PRIMARY KEY (document_id, annotator)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE comments (
            id INTEGER PRIMARY KEY,
            document_id INTEGER NOT NULL REFERENCES documents (id),
            layer_id INTEGER REFERENCES layers (id),
            annotation TEXT,                     -- an id in that layer
            start INTEGER,                       -- a place in the text; null: about the whole document
            "end" INTEGER,
            quote TEXT NOT NULL,                 -- what stands there: a check on the offsets
            who TEXT NOT NULL,
            at TEXT NOT NULL,
            text TEXT NOT NULL,
            is_question INTEGER NOT NULL CHECK (is_question IN (0, 1)),
            resolved_at TEXT,
            resolved_by TEXT
        ) STRICT
        """,
        "CREATE INDEX comments_by_document ON comments (document_id)",
    ):
        db.execute(statement)
    for _ in Search(db).rebuild():
        pass
