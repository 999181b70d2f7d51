"""The schemas a corpus has been annotated under, their guidelines, and what waits to be split."""

from msgspec import Struct
from sqlite_utils import Database

from corpus_tool.model.layers import SchemaRef
from corpus_tool.model.migrating import Use
from corpus_tool.model.schemas import Migration, Schema, schema_from_json, schema_to_json
from corpus_tool.store.connection import insert
from corpus_tool.store.rows import from_json, legible, to_json


class AdoptedSchema(Struct, frozen=True):
    """A schema that was in force, from when, and whether guidelines explain it."""

    name: str
    version: str
    adopted_at: str
    has_guidelines: bool


class Schemas:
    """The tables `schemas`, `guidelines` and `splits`."""

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

    def current_ref(self) -> SchemaRef:
        """Name and version of the schema in force."""
        return SchemaRef(*self._db.execute("SELECT name, version FROM schemas ORDER BY id DESC LIMIT 1").fetchone())

    def version(self, version: str) -> Schema | None:
        """The newest schema with that version, if there was one."""
        row = self._db.execute(
            "SELECT definition FROM schemas WHERE version = ? ORDER BY id DESC LIMIT 1", (version,)
        ).fetchone()
        with legible():
            return None if row is None else schema_from_json(row[0])

    def all(self) -> list[AdoptedSchema]:
        """Every schema that was in force, oldest first."""
        rows = self._db.execute(
            "SELECT name, version, adopted_at, EXISTS (SELECT 1 FROM guidelines WHERE schema_id = schemas.id)"
            " FROM schemas ORDER BY id"
        )
        return [AdoptedSchema(name, version, at, bool(explained)) for name, version, at, explained in rows]

    def explain(self, markdown: str, now: str) -> None:
        """Keep guidelines for the schema in force; the newest count."""
        self._db.execute(
            "INSERT INTO guidelines (schema_id, text, adopted_at) VALUES ((SELECT max(id) FROM schemas), ?, ?)",
            (markdown, now),
        )

    def guidelines(self, schema: Schema) -> str:
        """The newest guidelines of that schema, else of the newest schema before it that has any, else nothing."""
        row = self._db.execute(
            "SELECT text FROM guidelines WHERE schema_id <= (SELECT id FROM schemas WHERE name = ? AND version = ?)"
            " ORDER BY schema_id DESC, id DESC LIMIT 1",
            (schema.name, schema.version),
        ).fetchone()
        return "" if row is None else str(row[0])

    def split(self, migration: Migration) -> None:
        """Remember that a name of the schema in force waits to be split."""
        for source in migration.sources:
            insert(
                self._db,
                "INSERT INTO splits (schema_id, what, owner, source, targets)"
                " VALUES ((SELECT max(id) FROM schemas), ?, ?, ?, ?)",
                (migration.part, migration.event, source, to_json(migration.targets)),
            )

    def splits(self) -> list[Migration]:
        """What waits, or has waited, to be split, oldest first."""
        rows = self._db.execute("SELECT what, owner, source, targets FROM splits ORDER BY id")
        return [
            Migration(part=what, event=owner, sources=(source,), targets=tuple(from_json(targets)))
            for what, owner, source, targets in rows
        ]

    def uses(self) -> list[Use]:
        """Every name that annotations use, and how often."""
        rows = self._db.execute(
            "SELECT 'label', label, '', count(*) FROM spans GROUP BY label"
            " UNION ALL SELECT 'type', type, '', count(*) FROM events GROUP BY type"
            " UNION ALL SELECT 'relation', type, '', count(*) FROM relations GROUP BY type"
            " UNION ALL SELECT 'role', role, type, count(*) FROM arguments"
            " JOIN events ON events.layer_id = arguments.layer_id AND id = event_id GROUP BY role, type"
        )
        return [Use(*row) for row in rows]

    def layers_using(self, migration: Migration) -> list[int]:
        """The ids of the layers in which a migration finds something."""
        rows = self._db.execute(_LAYERS_USING[migration.part], {"names": to_json(migration.sources)})
        return [int(id) for (id,) in rows]


_LAYERS_USING = {
    "label": "SELECT DISTINCT layer_id FROM spans WHERE label IN (SELECT value FROM json_each(:names))",
    "type": "SELECT DISTINCT layer_id FROM events WHERE type IN (SELECT value FROM json_each(:names))",
    "relation": "SELECT DISTINCT layer_id FROM relations WHERE type IN (SELECT value FROM json_each(:names))",
    "role": "SELECT DISTINCT layer_id FROM arguments WHERE role IN (SELECT value FROM json_each(:names))",
}
