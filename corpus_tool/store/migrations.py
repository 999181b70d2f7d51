"""The steps that led to today's tables. Only ever added to: a step that was released is never edited."""

from itertools import groupby

import msgspec
from sqlite_utils import Database, Migrations

from corpus_tool.store.identity import Deed, LayerIdentity, revision_uid
from corpus_tool.store.search import CREATE, Search

migrations = Migrations("corpus_tool")


@migrations()
def m001_corpus(db: Database) -> None:
    """Documents, layers, the revision log and the annotations it leads to."""
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


@migrations()
def m002_findings(db: Database) -> None:
    """What the audit of a text found when it came in."""
    for statement in (
        """
        CREATE TABLE findings (
            id INTEGER PRIMARY KEY,
            document_id INTEGER NOT NULL REFERENCES documents (id),
            kind TEXT NOT NULL,
            count INTEGER NOT NULL,
            first_offset INTEGER NOT NULL,       -- in the text, in code points
            detail TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX findings_by_document ON findings (document_id)",
    ):
        db.execute(statement)


@migrations()
def m003_keeping(db: Database) -> None:
    """Revisions that are known in every copy of a corpus; documents and layers that are hidden, not destroyed."""
    for statement in (
        "ALTER TABLE documents ADD COLUMN hidden_at TEXT",  # deleted, and can be taken back; null: to be seen
        "ALTER TABLE documents ADD COLUMN brought_key TEXT",  # the key it had in the file it was merged from
        "ALTER TABLE layers ADD COLUMN hidden_at TEXT",
        "ALTER TABLE revisions ADD COLUMN uid TEXT NOT NULL DEFAULT ''",  # see store/identity.py
        "ALTER TABLE revisions ADD COLUMN parent INTEGER REFERENCES revisions (number)",  # null: the layer's first
        "ALTER TABLE revisions ADD COLUMN closes TEXT NOT NULL DEFAULT '[]'",  # JSON array of the uids of ended lines
        "ALTER TABLE revisions ADD COLUMN merged INTEGER NOT NULL DEFAULT 0",  # 1: came from another file
        """
        CREATE TABLE sides (                     -- lines of a layer that wait for somebody to choose
            layer_id INTEGER NOT NULL REFERENCES layers (id),
            revision INTEGER NOT NULL REFERENCES revisions (number),  -- the newest of its line
            PRIMARY KEY (layer_id, revision)
        ) STRICT, WITHOUT ROWID
        """,
        # What lists, exports and counts read: nothing of it was deleted.
        "CREATE VIEW shown_documents AS SELECT * FROM documents WHERE hidden_at IS NULL",
        """
        CREATE VIEW shown_layers AS
        SELECT layers.* FROM layers JOIN documents ON documents.id = document_id
        WHERE layers.hidden_at IS NULL AND documents.hidden_at IS NULL
        """,
        """
        CREATE TABLE housekeeping (              -- what was hidden, taken back and destroyed; only ever added to
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            who TEXT NOT NULL,
            act TEXT NOT NULL CHECK (act IN ('delete', 'undelete', 'purge')),
            document TEXT NOT NULL,              -- its key
            layer TEXT NOT NULL                  -- its short name; empty for the whole document
        ) STRICT
        """,
        "DROP TRIGGER revisions_are_never_edited",
    ):
        db.execute(statement)
    _complete_statuses(db)
    _chain_revisions(db)
    for statement in (
        "CREATE UNIQUE INDEX revisions_by_uid ON revisions (uid)",
        "CREATE INDEX revisions_by_parent ON revisions (parent)",
        """
        CREATE TRIGGER revisions_are_never_edited BEFORE UPDATE ON revisions
        BEGIN SELECT RAISE(ABORT, 'revisions are only ever added'); END
        """,
    ):
        db.execute(statement)


def _complete_statuses(db: Database) -> None:
    """Say in each layer's first revision with which status it was born, so that the log alone gives the layer."""
    layers = db.execute("SELECT id, status FROM layers ORDER BY id").fetchall()
    for layer_id, status in layers:
        rows = db.execute("SELECT number, changes FROM revisions WHERE layer_id = ? ORDER BY number", (layer_id,))
        log = [(number, msgspec.json.decode(changes)) for number, changes in rows]
        told = (change["before"] for _, changes in log for change in changes if change["of"] == "status")
        born = next(told, status)
        if log and born != "new":
            number, changes = log[0]
            changes.append({"of": "status", "before": "new", "after": born})
            written = msgspec.json.encode(changes).decode()
            db.execute("UPDATE revisions SET changes = ? WHERE number = ?", (written, number))


def _chain_revisions(db: Database) -> None:
    """Give every revision its parent and its uid. Two copies of one file get the same."""
    rows = db.execute(
        'SELECT layer_id, number, "of", text_sha256, annotator, layers.kind, at, who, revisions.title, act,'
        " revisions.schema_version, changes FROM revisions JOIN layers ON layers.id = layer_id"
        " JOIN documents ON documents.id = document_id ORDER BY layer_id, number"
    ).fetchall()
    uids: dict[int, str] = {}
    for _, log in groupby(rows, key=lambda row: row[0]):
        parent: int | None = None
        for _, number, of, *said in log:
            of_uid = None if of is None else uids[of]
            parent_uid = None if parent is None else uids[parent]
            uids[number] = revision_uid(LayerIdentity(*said[:3]), Deed(*said[3:]), parent_uid, of_uid)
            db.execute("UPDATE revisions SET uid = ?, parent = ? WHERE number = ?", (uids[number], parent, number))
            parent = number


@migrations()
def m004_bringing(db: Database) -> None:
    """What the lines of an article are beyond their own words, and which articles tell the same story."""
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


@migrations()
def m004_finding(db: Database) -> None:
    """The index of words, guidelines, labels that wait to be split, who works on what, and comments."""
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
