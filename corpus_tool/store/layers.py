"""Layers on disk: what each annotator says today about each document."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from corpus_tool.model.annotations import Event
from corpus_tool.model.changes import Change, Changes, Status, StatusChange, annotation_id
from corpus_tool.model.gold import LayerHead
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.store.connection import insert
from corpus_tool.store.database import Database
from corpus_tool.store.layer_rows import StoredLayers, layer_rows
from corpus_tool.store.rows import DELETE, INSERT, LEGIBLE, TABLES, Row, argument_rows, row_of, to_json
from corpus_tool.store.ruling_rows import write_rulings


class Layers:
    """The tables `layers`, `spans`, `events`, `arguments` and `relations`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, document_id: int, layer: Layer) -> int:
        """Keep a new layer without its annotations and status (a revision brings them); answer its id."""
        return insert(
            self._db,
            "INSERT INTO layers (document_id, annotator, kind, status, schema_name, schema_version, revision)"
            " VALUES (?, ?, ?, ?, ?, ?, 0)",
            (document_id, *layer.name, Status.NEW, *layer.schema),
        )

    def names(self, document_id: int, *, deleted: bool = False) -> list[LayerName]:
        """The layers on a document, oldest first; `deleted`: those that were deleted, or whose document was, too."""
        rows = self._db.execute(
            "SELECT annotator, kind FROM layers WHERE document_id = :document AND (:deleted OR id IN"
            " (SELECT id FROM shown_layers WHERE document_id = :document)) ORDER BY id",
            {"document": document_id, "deleted": deleted},
        )
        return [LayerName(annotator, LayerKind(kind)) for annotator, kind in rows]

    def heads(self, document_ids: Sequence[int]) -> dict[int, list[LayerHead]]:
        """Document id to its layers without their annotations, oldest first, for those documents that have any."""
        found: dict[int, list[LayerHead]] = {}
        ((packed,),) = self._db.execute(_HEADS, (to_json(list(document_ids)),))
        with LEGIBLE:
            heads = _heads.decode(packed)
        for head in sorted(heads):
            found.setdefault(head.document_id, []).append(head)
        return found

    def loaded(self, heads: Iterable[LayerHead]) -> dict[int, Layer]:
        """Layer id to layer with its annotations: few queries for many layers."""
        wanted = list(heads)
        stored = StoredLayers(layer_rows(self._db, [head.id for head in wanted]))
        return {head.id: stored.layer(head) for head in wanted}

    def has_done(self, kind: LayerKind) -> bool:
        """Whether any layer of that kind is done."""
        sql = "SELECT EXISTS (SELECT 1 FROM shown_layers WHERE kind = ? AND status = ?)"
        (there,) = self._db.execute(sql, (kind, Status.DONE)).fetchone()
        return bool(there)

    def last_changed(self, document_id: int) -> dict[LayerName, str]:
        """Layer of a document to when its newest act was done, in UTC, ISO 8601; none for one without any act."""
        rows = self._db.execute(
            "SELECT annotator, kind, at FROM shown_layers JOIN revisions ON number = shown_layers.revision"
            " WHERE document_id = ?",
            (document_id,),
        )
        return {LayerName(annotator, LayerKind(kind)): at for annotator, kind, at in rows}

    def all_names(self) -> list[LayerName]:
        """Everybody who has a layer on any document, in alphabetical order."""
        rows = self._db.execute("SELECT DISTINCT annotator, kind FROM shown_layers ORDER BY annotator, kind")
        return [LayerName(annotator, LayerKind(kind)) for annotator, kind in rows]

    def label_counts(self) -> list[tuple[str, str, str, str, int]]:
        """(annotator, layer kind, span | event | relation, label or type, how many), over the whole corpus."""
        rows = self._db.execute(
            "SELECT annotator, kind, what, label, count(*) FROM ("
            " SELECT layer_id, 'span' AS what, label FROM spans"
            " UNION ALL SELECT layer_id, 'event', type FROM events"
            " UNION ALL SELECT layer_id, 'relation', type FROM relations)"
            " JOIN shown_layers ON shown_layers.id = layer_id GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
        )
        return [tuple(row) for row in rows]

    def id_of(self, document_id: int, name: LayerName) -> int | None:
        """The id of a layer, if it is there."""
        row = self._db.execute(
            "SELECT id FROM layers WHERE document_id = ? AND annotator = ? AND kind = ?", (document_id, *name)
        ).fetchone()
        return None if row is None else int(row[0])

    def revision_of(self, id: int) -> int:
        """The number of the newest revision in a layer."""
        (revision,) = self._db.execute("SELECT revision FROM layers WHERE id = ?", (id,)).fetchone()
        return int(revision)

    def whose(self, id: int) -> tuple[int, LayerName]:
        """(document id, layer name) of a layer."""
        row = self._db.execute("SELECT document_id, annotator, kind FROM layers WHERE id = ?", (id,)).fetchone()
        document_id, annotator, kind = row
        return int(document_id), LayerName(annotator, LayerKind(kind))

    def of_revision(self, number: int) -> int | None:
        """The id of the layer that a revision belongs to, if there is such a revision."""
        row = self._db.execute("SELECT layer_id FROM revisions WHERE number = ?", (number,)).fetchone()
        return None if row is None else int(row[0])

    def schema_of(self, id: int) -> SchemaRef:
        """Under which schema a layer is made."""
        row = self._db.execute("SELECT schema_name, schema_version FROM layers WHERE id = ?", (id,)).fetchone()
        return SchemaRef(*row)

    def schema_is(self, id: int, schema: SchemaRef) -> None:
        """Say under which schema a layer is made."""
        self._db.execute("UPDATE layers SET schema_name = ?, schema_version = ? WHERE id = ?", (*schema, id))

    def every_id(self, document_id: int) -> list[int]:
        """The ids of all layers on a document, the deleted ones too."""
        return [
            id for (id,) in self._db.execute("SELECT id FROM layers WHERE document_id = ? ORDER BY id", (document_id,))
        ]

    def load(self, document_id: int, name: LayerName) -> Layer | None:
        """A layer with its annotations, if it is there."""
        row = self._db.execute(
            "SELECT id, status, schema_name, schema_version, revision FROM layers"
            " WHERE document_id = ? AND annotator = ? AND kind = ?",
            (document_id, *name),
        ).fetchone()
        if row is None:
            return None
        id, status, schema_name, schema_version, revision = row
        head = LayerHead(id, document_id, name, Status(status), SchemaRef(schema_name, schema_version), revision)
        return self.loaded([head])[id]

    def write(self, id: int, changes: Changes, text: str, revision: int) -> None:
        """Bring the tables to where `changes` lead. To be called inside `Store.writing`, with the log entry."""
        for change in changes:
            if isinstance(change, StatusChange):
                self._db.execute("UPDATE layers SET status = ? WHERE id = ?", (change.after, id))
        self._clear(id, changes)
        self._fill(id, changes, text)
        write_rulings(self._db, id, changes)
        self._db.execute("UPDATE layers SET revision = ? WHERE id = ?", (revision, id))

    def _clear(self, layer_id: int, changes: Changes) -> None:
        """Delete the rows of every annotation that `changes` touch; an event's arguments go with it."""
        touched: dict[str, set[str]] = defaultdict(set)
        for change in changes:
            if isinstance(change, Change) and change.before is not None:
                touched[TABLES[type(change.before)]].add(change.before.id)
        for table, ids in touched.items():
            self._db.conn.executemany(DELETE[table], [(layer_id, id) for id in ids])

    def _fill(self, layer_id: int, changes: Changes, text: str) -> None:
        """Insert the rows of every annotation that lives after `changes`."""
        last = {annotation_id(change): change for change in changes if isinstance(change, Change)}
        rows: dict[str, list[Row]] = {table: [] for table in INSERT}
        for change in last.values():
            if change.after is not None:
                rows[TABLES[type(change.after)]].append(row_of(change.after, change.position, layer_id, text))
            if isinstance(change.after, Event):
                rows["arguments"] += argument_rows(change.after, layer_id)
        for table, statement in INSERT.items():
            self._db.conn.executemany(statement, rows[table])


_HEADS = (
    "SELECT CAST(json_group_array(json_array(id, document_id, json_array(annotator, kind), status,"
    " json_array(schema_name, schema_version), revision)) AS BLOB) FROM shown_layers"
    " WHERE document_id IN (SELECT value FROM json_each(?))"
)
"""One value with all heads: a row for each takes half as long again."""

_heads = msgspec.json.Decoder(list[LayerHead])
