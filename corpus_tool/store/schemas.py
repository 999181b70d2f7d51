"""The schemas a corpus has been annotated under; the newest is in force."""

from sqlite_utils import Database

from corpus_tool.model.schemas import Schema, schema_from_json, schema_to_json
from corpus_tool.store.rows import legible


class Schemas:
    """The table `schemas`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def adopt(self, schema: Schema, now: str) -> None:
        """Put `schema` in force."""
        self._db.execute(
            "INSERT INTO schemas (name, version, definition, adopted_at) VALUES (?, ?, ?, ?)",
            (schema.name, schema.version, schema_to_json(schema), now),
        )

    def current(self) -> Schema:
        """The schema in force."""
        (definition,) = self._db.execute("SELECT definition FROM schemas ORDER BY id DESC LIMIT 1").fetchone()
        with legible():
            return schema_from_json(definition)

    def adopted(self) -> list[tuple[Schema, str]]:
        """(schema, when it came into force) of all there were, the one in force last."""
        rows = self._db.execute("SELECT definition, adopted_at FROM schemas ORDER BY id")
        with legible():
            return [(schema_from_json(definition), at) for definition, at in rows]
