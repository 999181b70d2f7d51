"""Layers on disk: what each annotator says today about each document."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from corpus_tool.model.annotations import Annotation, Argument, Event, Span, surface
from corpus_tool.model.changes import Change, Changes, Status, StatusChange, annotation_id
from corpus_tool.model.gold import LayerHead
from corpus_tool.model.layers import Layer, LayerKind, LayerName, Placed, SchemaRef
from corpus_tool.store.connection import insert
from corpus_tool.store.database import Database
from corpus_tool.store.rows import (
    DELETE,
    INSERT,
    TABLES,
    Row,
    argument_rows,
    events_of,
    relation_of,
    row_of,
    spans_of,
    to_json,
)
from corpus_tool.store.ruling_rows import rulings_of, write_rulings

NO_TEXTS: Mapping[int, str] = {}
"""Places are believed."""


class MovedMarkError(Exception):
    """A mark that does not stand where the words are that are stored with it."""

    def __init__(self, layer_id: int, mark: Span | Event, words: str) -> None:
        super().__init__(f"{mark.id} is stored as {words!r}")
        self.layer_id = layer_id
        self.mark = mark
        self.words = words


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
        rows = self._db.execute(_HEADS, (to_json(list(document_ids)),))
        for id, document_id, annotator, kind, status, schema, version, revision in rows:
            name = LayerName(annotator, LayerKind(kind))
            head = LayerHead(id, document_id, name, Status(status), SchemaRef(schema, version), revision)
            found.setdefault(document_id, []).append(head)
        return found

    def loaded(self, heads: Iterable[LayerHead], texts: Mapping[int, str] = NO_TEXTS) -> dict[int, Layer]:
        """Layer id to layer with its annotations: few queries for many layers.

        `texts`: the text under each layer, where places are to be held against the words that are stored with them;
        raises MovedMarkError where these are others.
        """
        wanted = list(heads)
        placed = self._placed([head.id for head in wanted], texts)
        ruled = rulings_of(self._db, [head.id for head in wanted])
        return {
            head.id: Layer(
                head.name, head.schema, head.status, placed.get(head.id, {}), head.revision, ruled.get(head.id, {})
            )
            for head in wanted
        }

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
        return Layer(
            name=name,
            schema=SchemaRef(schema_name, schema_version),
            status=Status(status),
            placed=self._annotations(id),
            revision=revision,
            rulings=rulings_of(self._db, [id]).get(id, {}),
        )

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

    def _annotations(self, layer_id: int) -> dict[str, Placed]:
        return self._placed([layer_id]).get(layer_id, {})

    def _placed(self, ids: Sequence[int], texts: Mapping[int, str] = NO_TEXTS) -> dict[int, dict[str, Placed]]:
        """Layer id to its annotations in their order; nothing for a layer without any."""
        wanted = (to_json(list(ids)),)
        arguments: dict[tuple[int, str], list[Argument]] = defaultdict(list)
        for layer_id, event_id, role, target in self._db.execute(_ARGUMENTS, wanted):
            arguments[layer_id, event_id].append(Argument(role, target))
        found: dict[int, list[Placed]] = defaultdict(list)
        rows = self._db.execute(_SPANS, wanted).fetchall()
        _put(found, rows, spans_of(rows), texts)
        rows = self._db.execute(_EVENTS, wanted).fetchall()
        _put(found, rows, events_of(rows, arguments), texts)
        for layer_id, position, *row in self._db.execute(_RELATIONS, wanted):
            found[layer_id].append(_placed((position, relation_of(row))))
        for placed in found.values():
            placed.sort(key=_POSITION)
        return {id: {there[1].id: there for there in placed} for id, placed in found.items()}


def _put(
    found: dict[int, list[Placed]],
    rows: Sequence[Sequence[Any]],
    marks: Sequence[Span | Event],
    texts: Mapping[int, str],
) -> None:
    """Put the marks of some rows into their layers; raises MovedMarkError where one is not where its words are."""
    for (layer_id, position, words, *_), mark in zip(rows, marks, strict=True):
        if texts and surface(texts[layer_id], mark.fragments) != words:
            raise MovedMarkError(layer_id, mark, words)
        found[layer_id].append(_placed((position, mark)))


_POSITION = itemgetter(0)
_placed: Callable[[tuple[int, Annotation]], Placed] = partial(tuple.__new__, Placed)
"""No function of Python is called for it: an export reads a million."""

_HEADS = (
    "SELECT id, document_id, annotator, kind, status, schema_name, schema_version, revision FROM shown_layers"
    " WHERE document_id IN (SELECT value FROM json_each(?)) ORDER BY id"
)
_SPANS = (
    "SELECT layer_id, position, text, fragments, id, label, attributes, link, note FROM spans"
    " WHERE layer_id IN (SELECT value FROM json_each(?))"
)
_EVENTS = (
    "SELECT layer_id, position, text, fragments, id, type, attributes, note FROM events"
    " WHERE layer_id IN (SELECT value FROM json_each(?))"
)
_ARGUMENTS = (
    "SELECT layer_id, event_id, role, target FROM arguments"
    " WHERE layer_id IN (SELECT value FROM json_each(?)) ORDER BY layer_id, event_id, position"
)
_RELATIONS = (
    "SELECT layer_id, position, id, type, source, target, attributes FROM relations"
    " WHERE layer_id IN (SELECT value FROM json_each(?))"
)
