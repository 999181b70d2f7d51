"""What is said about documents gets names that every copy of a corpus knows, so that it can leave and come home."""

from corpus_tool.model.lines import heads
from corpus_tool.store.database import Database
from corpus_tool.store.decisions import About, Decision
from corpus_tool.store.identity import digest_of
from corpus_tool.store.lines import Lines


def migrate(db: Database) -> None:
    """Lay the tables, and name what is there already. Two copies of one file get the same names."""
    for statement in (
        """
        CREATE TABLE decisions (                 -- only ever added to; see store/decisions.py
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            uid TEXT NOT NULL UNIQUE,
            document_id INTEGER NOT NULL REFERENCES documents (id),
            about TEXT NOT NULL CHECK (about IN ('assignment', 'lock', 'region')),
            subject TEXT NOT NULL,               -- an annotator, or a line's place as start:end
            says TEXT NOT NULL,                  -- yes, or a line's kind; empty: taken back
            at TEXT NOT NULL,
            turn INTEGER NOT NULL,               -- which of those with that time
            who TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX decisions_by_subject ON decisions (document_id, about, subject)",
        """
        CREATE TRIGGER decisions_are_never_edited BEFORE UPDATE ON decisions
        BEGIN SELECT RAISE(ABORT, 'decisions are only ever added'); END
        """,
        """
        CREATE TABLE twins (                     -- lines of a layer that lead to what its main one leads to
            layer_id INTEGER NOT NULL REFERENCES layers (id),
            revision INTEGER NOT NULL REFERENCES revisions (number),  -- the newest of its line
            PRIMARY KEY (layer_id, revision)
        ) STRICT, WITHOUT ROWID
        """,
        "ALTER TABLE comments ADD COLUMN uid TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE guidelines ADD COLUMN uid TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE guidelines ADD COLUMN turn INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE splits RENAME TO splits_before",
        """
        CREATE TABLE splits (
            id INTEGER PRIMARY KEY,
            schema_id INTEGER NOT NULL REFERENCES schemas (id),
            what TEXT NOT NULL
                CHECK (what IN ('label', 'type', 'role', 'relation', 'attribute', 'value', 'subtype')),
            owner TEXT NOT NULL,                 -- what has it: a role's event type, a value's attribute; empty: any
            source TEXT NOT NULL,
            targets TEXT NOT NULL,               -- JSON array
            UNIQUE (schema_id, what, owner, source, targets)
        ) STRICT
        """,
        "INSERT OR IGNORE INTO splits SELECT * FROM splits_before ORDER BY id",
        "DROP TABLE splits_before",
    ):
        db.execute(statement)
    _find_twins(db)
    _name_decisions(db)
    _name_comments(db)
    _name_guidelines(db)
    db.execute("CREATE UNIQUE INDEX comments_by_uid ON comments (uid)")
    db.execute("CREATE UNIQUE INDEX guidelines_by_uid ON guidelines (uid)")


def _find_twins(db: Database) -> None:
    """Of the open lines of a layer, those that neither are shown nor wait."""
    lines = Lines(db)
    apart = "SELECT layer_id FROM revisions WHERE merged = 1 GROUP BY layer_id"
    for (layer_id,) in db.execute(apart).fetchall():
        numbers = lines.numbers(layer_id)
        (shown,) = db.execute("SELECT revision FROM layers WHERE id = ?", (layer_id,)).fetchone()
        known = {shown, *lines.sides(layer_id)}
        twins = [numbers[uid] for uid in heads(lines.knots(layer_id)) if numbers[uid] not in known]
        db.conn.executemany("INSERT INTO twins VALUES (?, ?)", [(layer_id, number) for number in twins])


def _name_decisions(db: Database) -> None:
    """What stands was decided; what was taken back before today is not known."""
    rows = db.execute(
        "SELECT document_id, text_sha256, about, subject, says, at, who FROM ("
        " SELECT document_id, 'assignment' AS about, annotator AS subject, 'yes' AS says, at, who FROM assignments"
        " UNION ALL SELECT document_id, 'lock', annotator, 'yes', at, who FROM locks"
        " UNION ALL SELECT document_id, 'region', start || ':' || \"end\", kind, at, who FROM regions"
        " WHERE origin = 'user') JOIN documents ON id = document_id ORDER BY document_id, about, subject"
    ).fetchall()
    for document_id, digest, about, subject, says, at, who in rows:
        uid = Decision(About(about), subject, says, at, 0, who).uid(digest)
        db.execute(
            "INSERT INTO decisions (uid, document_id, about, subject, says, at, turn, who)"
            " VALUES (?, ?, ?, ?, ?, ?, 0, ?)",
            (uid, document_id, about, subject, says, at, who),
        )


def _name_comments(db: Database) -> None:
    """Of comments that are the same in everything, down to the millisecond, the first is kept."""
    rows = db.execute(
        'SELECT comments.id, text_sha256, annotator, kind, annotation, start, "end", quote, who, at, text, is_question'
        " FROM comments JOIN documents ON documents.id = comments.document_id"
        " LEFT JOIN layers ON layers.id = layer_id ORDER BY comments.id"
    ).fetchall()
    seen: set[str] = set()
    for id, *said in rows:
        uid = digest_of(*said)
        if uid in seen:
            db.execute("DELETE FROM comments WHERE id = ?", (id,))
        else:
            db.execute("UPDATE comments SET uid = ? WHERE id = ?", (uid, id))
        seen.add(uid)


def _name_guidelines(db: Database) -> None:
    rows = db.execute(
        "SELECT guidelines.id, schema_id, name, version, text, guidelines.adopted_at"
        " FROM guidelines JOIN schemas ON schemas.id = schema_id ORDER BY guidelines.id"
    ).fetchall()
    turns: dict[tuple[int, str], int] = {}
    for id, schema_id, name, version, text, at in rows:
        turn = turns[schema_id, at] = turns.get((schema_id, at), -1) + 1
        uid = digest_of(name, version, text, at, turn)
        db.execute("UPDATE guidelines SET uid = ?, turn = ? WHERE id = ?", (uid, turn, id))
