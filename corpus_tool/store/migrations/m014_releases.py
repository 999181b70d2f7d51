"""Which documents are for training and which for testing, and what each release of the data held."""

from corpus_tool.store.database import Database


def migrate(db: Database) -> None:
    """Lay the tables."""
    for statement in (
        """
        CREATE TABLE data_splits (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            mode TEXT NOT NULL CHECK (mode IN ('story', 'source', 'date')),
            seed INTEGER NOT NULL,
            shares TEXT NOT NULL,                -- JSON object: part to share, in their order
            layers TEXT NOT NULL,                -- whose documents are in it, in the words of --layers
            undated TEXT NOT NULL,               -- the part of documents without a date; empty: there are none
            at TEXT NOT NULL,
            who TEXT NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE data_split_documents (
            split_id INTEGER NOT NULL REFERENCES data_splits (id),
            document_id INTEGER NOT NULL REFERENCES documents (id),
            part TEXT NOT NULL,
            PRIMARY KEY (split_id, document_id)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE releases (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            number INTEGER NOT NULL,             -- 1 for the first of that name
            at TEXT NOT NULL,
            who TEXT NOT NULL,
            program TEXT NOT NULL,               -- its version
            settings TEXT NOT NULL,              -- JSON: everything that was chosen
            people TEXT NOT NULL,                -- JSON object: name to pseudonym; empty: they are named
            schema_name TEXT NOT NULL,
            schema_version TEXT NOT NULL,
            guidelines TEXT NOT NULL,
            documents INTEGER NOT NULL,          -- how many; fewer are left where some were purged
            layers INTEGER NOT NULL,             -- likewise
            manifest_sha256 TEXT NOT NULL,
            UNIQUE (name, number),
            FOREIGN KEY (schema_name, schema_version) REFERENCES schemas (name, version)
        ) STRICT
        """,
        # What can change about a document besides its layers, as it was; shared by the releases that found it so.
        """
        CREATE TABLE told_documents (
            id INTEGER PRIMARY KEY,
            document_id INTEGER NOT NULL REFERENCES documents (id),
            digest TEXT NOT NULL,
            description TEXT NOT NULL,           -- JSON object
            tokens BLOB NOT NULL,
            UNIQUE (document_id, digest)
        ) STRICT
        """,
        """
        CREATE TABLE release_documents (
            release_id INTEGER NOT NULL REFERENCES releases (id),
            document_id INTEGER NOT NULL REFERENCES documents (id),
            told_id INTEGER NOT NULL REFERENCES told_documents (id),
            part TEXT NOT NULL,
            PRIMARY KEY (release_id, document_id)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE release_layers (
            release_id INTEGER NOT NULL REFERENCES releases (id),
            document_id INTEGER NOT NULL REFERENCES documents (id),
            layer_id INTEGER NOT NULL REFERENCES layers (id),
            revision INTEGER REFERENCES revisions (number),  -- the newest that was in it; null: none yet
            schema_name TEXT NOT NULL,
            schema_version TEXT NOT NULL,
            PRIMARY KEY (release_id, layer_id)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX release_layers_by_document ON release_layers (release_id, document_id)",
        "CREATE INDEX data_split_documents_by_document ON data_split_documents (document_id)",
        "CREATE INDEX release_documents_by_document ON release_documents (document_id)",
    ):
        db.execute(statement)
