"""What adjudicators decided, and where each gold annotation is from."""

from corpus_tool.store.database import Database


def migrate(db: Database) -> None:
    """Lay the table. The log has all of it; this is where it stands today, as the annotations do in theirs."""
    db.execute(
        """
        CREATE TABLE rulings (
            layer_id INTEGER NOT NULL REFERENCES layers (id),
            key TEXT NOT NULL,                   -- what it is about: a layer and an id in it
            ruling TEXT NOT NULL,                -- JSON object
            PRIMARY KEY (layer_id, key)
        ) STRICT, WITHOUT ROWID
        """
    )
