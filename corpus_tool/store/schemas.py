"""The schemas a corpus has been annotated under, their guidelines, and what waits to be split."""

from msgspec import Struct
from msgspec.structs import replace

from corpus_tool.model.layers import SchemaRef
from corpus_tool.model.schemas import Migration, Schema, migration_on, schema_from_json, schema_to_json
from corpus_tool.model.stranding import Use
from corpus_tool.store.database import Database
from corpus_tool.store.identity import digest_of
from corpus_tool.store.rows import LEGIBLE, from_json, to_json


class AdoptedSchema(Struct, frozen=True):
    """A schema that was in force, from when, and whether guidelines explain it."""

    name: str
    version: str
    adopted_at: str
    has_guidelines: bool


class Explanation(Struct, frozen=True):
    """Guidelines in Markdown, as every copy of a corpus knows them."""

    schema: SchemaRef
    text: str
    at: str
    turn: int
    """Which of those with that time, from 0."""


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
        with LEGIBLE:
            return schema_from_json(definition)

    def adopted(self) -> list[tuple[Schema, str]]:
        """(schema, when it came into force) of all there were, the one in force last."""
        rows = self._db.execute("SELECT definition, adopted_at FROM schemas ORDER BY id")
        with LEGIBLE:
            return [(schema_from_json(definition), at) for definition, at in rows]

    def definition(self, schema: SchemaRef) -> str:
        """A schema as it was written when it came into force, whatever more a program knows to say of one since."""
        sql = "SELECT definition FROM schemas WHERE name = ? AND version = ?"
        (definition,) = self._db.execute(sql, tuple(schema)).fetchone()
        return str(definition)

    def current_ref(self) -> SchemaRef:
        """Name and version of the schema in force."""
        return SchemaRef(*self._db.execute("SELECT name, version FROM schemas ORDER BY id DESC LIMIT 1").fetchone())

    def version(self, version: str) -> Schema | None:
        """The newest schema with that version, if there was one."""
        row = self._db.execute(
            "SELECT definition FROM schemas WHERE version = ? ORDER BY id DESC LIMIT 1", (version,)
        ).fetchone()
        with LEGIBLE:
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
        schema = self.current_ref()
        last = max(((one.at, one.turn) for one in self.explanations() if one.schema == schema), default=("", 0))
        at = max(now, last[0])
        self.take_explanation(Explanation(schema, markdown, at, last[1] + 1 if at == last[0] else 0))

    def explanations(self) -> list[Explanation]:
        """All guidelines there were, oldest first."""
        rows = self._db.execute(
            "SELECT name, version, text, guidelines.adopted_at, turn FROM guidelines"
            " JOIN schemas ON schemas.id = schema_id ORDER BY schema_id, guidelines.adopted_at, turn, uid"
        )
        return [Explanation(SchemaRef(name, version), *rest) for name, version, *rest in rows]

    def take_explanation(self, one: Explanation) -> bool:
        """Keep guidelines of a schema that is known here; False where they are here. In `Store.writing`."""
        uid = digest_of(*one.schema, one.text, one.at, one.turn)
        done = self._db.execute(
            "INSERT OR IGNORE INTO guidelines (schema_id, text, adopted_at, turn, uid)"
            " SELECT id, ?, ?, ?, ? FROM schemas WHERE name = ? AND version = ?",
            (one.text, one.at, one.turn, uid, *one.schema),
        )
        return done.rowcount == 1

    def forged(self) -> list[SchemaRef]:
        """The schemas of which some guidelines are not what was kept."""
        rows = self._db.execute(
            "SELECT name, version, text, guidelines.adopted_at, turn, uid FROM guidelines"
            " JOIN schemas ON schemas.id = schema_id ORDER BY schema_id"
        )
        return [SchemaRef(row[0], row[1]) for *row, uid in rows if digest_of(*row) != uid]

    def guidelines(self, schema: Schema) -> str:
        """The newest guidelines of that schema, else of the newest schema before it that has any, else nothing."""
        row = self._db.execute(
            "SELECT text FROM guidelines WHERE schema_id <= (SELECT id FROM schemas WHERE name = ? AND version = ?)"
            " ORDER BY schema_id DESC, adopted_at DESC, turn DESC, uid DESC LIMIT 1",
            (schema.name, schema.version),
        ).fetchone()
        return "" if row is None else str(row[0])

    def split(self, migration: Migration) -> None:
        """Remember that a name of the schema in force waits to be split."""
        for source in migration.sources:
            self.take_split(self.current_ref(), replace(migration, sources=(source,)))

    def take_split(self, schema: SchemaRef, one: Migration) -> bool:
        """Remember that one name waits to be split under a schema; False where that is known."""
        done = self._db.execute(
            "INSERT OR IGNORE INTO splits (schema_id, what, owner, source, targets)"
            " SELECT id, ?, ?, ?, ? FROM schemas WHERE name = ? AND version = ?",
            (one.part, one.owner, one.sources[0], to_json(one.targets), *schema),
        )
        return done.rowcount == 1

    def splits(self) -> list[tuple[SchemaRef, Migration]]:
        """(under which schema, what) waits, or has waited, to be split, oldest schema first."""
        rows = self._db.execute(
            "SELECT name, version, what, owner, source, targets FROM splits"
            " JOIN schemas ON schemas.id = schema_id ORDER BY schema_id, what, owner, source, targets"
        )
        return [
            (SchemaRef(name, version), migration_on(what, owner, (source,), tuple(from_json(targets))))
            for name, version, what, owner, source, targets in rows
        ]

    def uses(self) -> list[Use]:
        """Every name that annotations use, and how often."""
        return [Use(*row) for row in self._db.execute(_USES)]

    def layers_using(self, migration: Migration) -> list[int]:
        """The ids of the layers in which a migration finds something."""
        rows = self._db.execute(_LAYERS_USING[migration.part], {"names": to_json(migration.sources)})
        return [int(id) for (id,) in rows]


_USES = """
    WITH attributes AS (
        SELECT key, CAST(value AS TEXT) AS value, label AS owner FROM spans, json_each(attributes)
            WHERE key <> 'subtype'
        UNION ALL SELECT key, CAST(value AS TEXT), events.type FROM events, json_each(attributes)
    )
    SELECT 'label', label, '', count(*) FROM spans GROUP BY label
    UNION ALL SELECT 'type', type, '', count(*) FROM events GROUP BY type
    UNION ALL SELECT 'relation', type, '', count(*) FROM relations GROUP BY type
    UNION ALL SELECT 'role', role, type, count(*) FROM arguments
        JOIN events ON events.layer_id = arguments.layer_id AND id = event_id GROUP BY role, type
    UNION ALL SELECT 'subtype', CAST(value AS TEXT), label, count(*)
        FROM spans, json_each(attributes) WHERE key = 'subtype' GROUP BY 2, 3
    UNION ALL SELECT 'attribute', key, owner, count(*) FROM attributes GROUP BY 2, 3
    UNION ALL SELECT 'value', value, key, count(*) FROM attributes GROUP BY 2, 3
"""

_LAYERS_USING = {
    "subtype": "SELECT DISTINCT layer_id FROM spans, json_each(attributes)"
    " WHERE key = 'subtype' AND value IN (SELECT value FROM json_each(:names))",
    "value": "SELECT DISTINCT layer_id FROM (SELECT layer_id, attributes FROM spans UNION ALL"
    " SELECT layer_id, attributes FROM events UNION ALL SELECT layer_id, attributes FROM relations)"
    " AS one, json_each(one.attributes) AS pair WHERE pair.value IN (SELECT value FROM json_each(:names))",
    "attribute": "SELECT DISTINCT layer_id FROM (SELECT layer_id, attributes FROM spans UNION ALL"
    " SELECT layer_id, attributes FROM events UNION ALL SELECT layer_id, attributes FROM relations)"
    " AS one, json_each(one.attributes) AS pair WHERE pair.key IN (SELECT value FROM json_each(:names))",
    "label": "SELECT DISTINCT layer_id FROM spans WHERE label IN (SELECT value FROM json_each(:names))",
    "type": "SELECT DISTINCT layer_id FROM events WHERE type IN (SELECT value FROM json_each(:names))",
    "relation": "SELECT DISTINCT layer_id FROM relations WHERE type IN (SELECT value FROM json_each(:names))",
    "role": "SELECT DISTINCT layer_id FROM arguments WHERE role IN (SELECT value FROM json_each(:names))",
}
