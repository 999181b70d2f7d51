"""Revisions that are known in every copy of a corpus; documents and layers that are hidden, not destroyed."""

from itertools import groupby

import msgspec

from corpus_tool.store.database import Database
from corpus_tool.store.identity import Deed, LayerIdentity, revision_uid


def migrate(db: Database) -> None:
    """Lay the tables."""
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
