"""Documents, layers, the revision log and the annotations it leads to."""

from corpus_tool.store.database import Database


def migrate(db: Database) -> None:
    """Lay the tables."""
    for statement in (
        """
        CREATE TABLE schemas (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            version TEXT NOT NULL,
            definition TEXT NOT NULL,            -- the whole schema as JSON
            adopted_at TEXT NOT NULL,
            UNIQUE (name, version)
        ) STRICT
        """,
        """
        CREATE TABLE documents (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            language TEXT NOT NULL,
            direction TEXT NOT NULL,
            metadata TEXT NOT NULL,              -- JSON object
            word_count INTEGER NOT NULL,
            text_sha256 TEXT NOT NULL UNIQUE,
            source_sha256 TEXT NOT NULL,
            cutter TEXT NOT NULL,
            imported_at TEXT NOT NULL
        ) STRICT
        """,
        # Lists of documents read thousands of rows and no text: the long columns stand in a table of their own.
        """
        CREATE TABLE texts (
            document_id INTEGER PRIMARY KEY REFERENCES documents (id),
            text TEXT NOT NULL,
            tokens BLOB NOT NULL                 -- MessagePack: [start, end, kind, start, end, kind, ...]
        ) STRICT
        """,
        """
        CREATE TABLE imports (
            sha256 TEXT PRIMARY KEY,             -- of a whole file that came in without a refusal
            name TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE repairs (
            id INTEGER PRIMARY KEY,
            document_id INTEGER NOT NULL REFERENCES documents (id),
            kind TEXT NOT NULL,
            count INTEGER NOT NULL,
            first_offset INTEGER NOT NULL        -- in the source, in code points
        ) STRICT
        """,
        """
        CREATE TABLE layers (
            id INTEGER PRIMARY KEY,
            document_id INTEGER NOT NULL REFERENCES documents (id),
            annotator TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('annotator', 'gold', 'suggestion')),
            status TEXT NOT NULL CHECK (status IN ('new', 'in-progress', 'done')),
            schema_name TEXT NOT NULL,
            schema_version TEXT NOT NULL,
            revision INTEGER NOT NULL,           -- the newest revision included; 0 before the first
            UNIQUE (document_id, annotator, kind)
        ) STRICT
        """,
        """
        CREATE TABLE revisions (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            layer_id INTEGER NOT NULL REFERENCES layers (id),
            at TEXT NOT NULL,
            who TEXT NOT NULL,
            title TEXT NOT NULL,
            act TEXT NOT NULL CHECK (act IN ('do', 'undo', 'redo', 'import')),
            "of" INTEGER REFERENCES revisions (number),
            schema_version TEXT NOT NULL,
            changes TEXT NOT NULL                -- JSON array
        ) STRICT
        """,
        "CREATE INDEX revisions_by_layer ON revisions (layer_id, number)",
        """
        CREATE TRIGGER revisions_are_never_edited BEFORE UPDATE ON revisions
        BEGIN SELECT RAISE(ABORT, 'revisions are only ever added'); END
        """,
        """
        CREATE TABLE spans (
            layer_id INTEGER NOT NULL REFERENCES layers (id),
            id TEXT NOT NULL,
            position INTEGER NOT NULL,
            label TEXT NOT NULL,
            start INTEGER NOT NULL,              -- of the first fragment
            "end" INTEGER NOT NULL,              -- of the last fragment
            fragments TEXT NOT NULL,             -- JSON [[start, end], ...], code points, half-open
            text TEXT NOT NULL,                  -- what stands there: a check on the offsets
            attributes TEXT NOT NULL,
            link TEXT,
            note TEXT,
            PRIMARY KEY (layer_id, id)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE events (
            layer_id INTEGER NOT NULL REFERENCES layers (id),
            id TEXT NOT NULL,
            position INTEGER NOT NULL,
            type TEXT NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            fragments TEXT NOT NULL,
            text TEXT NOT NULL,
            attributes TEXT NOT NULL,
            note TEXT,
            PRIMARY KEY (layer_id, id)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE arguments (
            layer_id INTEGER NOT NULL,
            event_id TEXT NOT NULL,
            position INTEGER NOT NULL,           -- within the event
            role TEXT NOT NULL,
            target TEXT NOT NULL,                -- a span's or an event's id in the same layer
            PRIMARY KEY (layer_id, event_id, position),
            FOREIGN KEY (layer_id, event_id) REFERENCES events (layer_id, id) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE relations (
            layer_id INTEGER NOT NULL REFERENCES layers (id),
            id TEXT NOT NULL,
            position INTEGER NOT NULL,
            type TEXT NOT NULL,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            attributes TEXT NOT NULL,
            PRIMARY KEY (layer_id, id)
        ) STRICT, WITHOUT ROWID
        """,
    ):
        db.execute(statement)
