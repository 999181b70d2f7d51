"""Rows of everything that is annotated, for tables: what each annotation says, and what it stands on."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus_tool.model.layers import LayerKind
from corpus_tool.store.database import Database
from corpus_tool.store.rows import to_json
from corpus_tool.store.token_blobs import tokens_from_blob
from corpus_tool.store.work import LOCKED
from corpus_tool.text.tokens import Token

Row = tuple[object, ...]
"""The columns in the order that the method's docstring names."""


class LayerFact(NamedTuple):
    """A layer and the document it is on."""

    id: int
    document: str
    """The document's key."""
    language: str
    source: str
    date: str
    annotator: str
    kind: str
    status: str
    """new, in-progress, done or locked."""
    schema: str
    """Its name and version."""
    spans: int
    events: int
    relations: int


class Facts:
    """Questions to all tables about some documents or layers at a time, named by their ids."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def document_ids(self, language: str | None) -> list[int]:
        """The documents in a language, or all, in the order they came in."""
        rows = self._db.execute(
            "SELECT document_id FROM listing WHERE :language IS NULL OR +language = :language ORDER BY document_id",
            {"language": language},
        )
        return [id for (id,) in rows]

    def documents(self, ids: Sequence[int]) -> Iterator[Row]:
        """(key, title, language, direction, source, date, words, characters, text, text_sha256, metadata as JSON).

        Of the documents with these ids, in that order.
        """
        return self._rows(
            "SELECT documents.key, title, documents.language, direction, source, date, words, length(text),"
            " text, text_sha256, metadata"
            " FROM (SELECT key AS turn, value FROM json_each(:ids)) AS wanted"
            " JOIN documents ON id = wanted.value"
            " JOIN texts ON texts.document_id = id JOIN listing ON listing.document_id = id ORDER BY wanted.turn",
            ids,
        )

    def tokens(self, ids: Sequence[int]) -> Iterator[tuple[str, str, tuple[Token, ...]]]:
        """(key, text, tokens) of each document."""
        rows = self._db.execute(
            "SELECT key, text, tokens"
            " FROM (SELECT key AS turn, value FROM json_each(:ids)) AS wanted"
            " JOIN documents ON id = wanted.value"
            " JOIN texts ON document_id = id ORDER BY wanted.turn",
            {"ids": to_json(ids)},
        )
        return ((key, text, tokens_from_blob(blob)) for key, text, blob in rows)

    def layers(self, ids: Sequence[int]) -> list[LayerFact]:
        """The layers on these documents, in the order of the documents."""
        rows = self._db.execute(
            "SELECT shown_layers.id, key, language, source, date, annotator, kind,"
            " CASE WHEN kind = :annotator AND EXISTS (SELECT 1 FROM locks WHERE"
            " locks.document_id = shown_layers.document_id AND locks.annotator = shown_layers.annotator)"
            " THEN :locked ELSE status END, schema_name || ' ' || schema_version,"
            " (SELECT count(*) FROM spans WHERE layer_id = shown_layers.id),"
            " (SELECT count(*) FROM events WHERE layer_id = shown_layers.id),"
            " (SELECT count(*) FROM relations WHERE layer_id = shown_layers.id)"
            " FROM (SELECT key AS turn, value FROM json_each(:ids)) AS wanted"
            " JOIN listing ON listing.document_id = wanted.value"
            " JOIN shown_layers ON shown_layers.document_id = wanted.value ORDER BY wanted.turn, shown_layers.id",
            {"ids": to_json(ids), "annotator": LayerKind.ANNOTATOR.value, "locked": LOCKED},
        )
        return [LayerFact(*row) for row in rows]

    def spans(self, ids: Sequence[int]) -> Iterator[Row]:
        """(layer id, id, label, start, end, text, fragments, attributes, link, note) of the layers' spans."""
        return self._rows(
            'SELECT layer_id, id, label, start, "end", text, fragments, attributes, link, note'
            " FROM (SELECT key AS turn, value FROM json_each(:ids)) AS wanted"
            " JOIN spans ON layer_id = wanted.value ORDER BY wanted.turn, position",
            ids,
        )

    def events(self, ids: Sequence[int]) -> Iterator[Row]:
        """(layer id, id, type, start, end, text, fragments, attributes, arguments, note) of the layers' events.

        Arguments are a JSON array of {"role", "target"}.
        """
        return self._rows(
            'SELECT layer_id, id, type, start, "end", text, fragments, attributes, coalesce((SELECT'
            " json_group_array(json_object('role', role, 'target', target)) FROM (SELECT role, target FROM arguments"
            " WHERE arguments.layer_id = events.layer_id AND event_id = events.id ORDER BY arguments.position)), '[]'),"
            " note"
            " FROM (SELECT key AS turn, value FROM json_each(:ids)) AS wanted"
            " JOIN events ON layer_id = wanted.value"
            " ORDER BY wanted.turn, position",
            ids,
        )

    def arguments(self, ids: Sequence[int]) -> Iterator[Row]:
        """(layer id, event id, its type, text, start, end, role, target, is, label, start, end, text) of each argument.

        The last five are the target's; `is` is span or event.
        """
        return self._rows(
            'SELECT arguments.layer_id, event_id, events.type, events.text, events.start, events."end",'
            " role, target,"
            " CASE WHEN span.id IS NULL THEN 'event' ELSE 'span' END, coalesce(span.label, other.type),"
            ' coalesce(span.start, other.start), coalesce(span."end", other."end"), coalesce(span.text, other.text)'
            " FROM (SELECT key AS turn, value FROM json_each(:ids)) AS wanted"
            " JOIN events ON events.layer_id = wanted.value"
            " JOIN arguments ON arguments.layer_id = events.layer_id AND event_id = events.id"
            " LEFT JOIN spans AS span ON span.layer_id = wanted.value AND span.id = target"
            " LEFT JOIN events AS other ON other.layer_id = wanted.value AND other.id = target"
            " ORDER BY wanted.turn, events.position, arguments.position",
            ids,
        )

    def relations(self, ids: Sequence[int]) -> Iterator[Row]:
        """(layer id, id, type, from, its label and text, to, its label and text, attributes) of each relation."""
        return self._rows(
            "SELECT relations.layer_id, relations.id, relations.type,"
            " source, coalesce(span1.label, event1.type), coalesce(span1.text, event1.text),"
            " target, coalesce(span2.label, event2.type), coalesce(span2.text, event2.text), relations.attributes"
            " FROM (SELECT key AS turn, value FROM json_each(:ids)) AS wanted"
            " JOIN relations ON relations.layer_id = wanted.value"
            " LEFT JOIN spans AS span1 ON span1.layer_id = wanted.value AND span1.id = source"
            " LEFT JOIN events AS event1 ON event1.layer_id = wanted.value AND event1.id = source"
            " LEFT JOIN spans AS span2 ON span2.layer_id = wanted.value AND span2.id = target"
            " LEFT JOIN events AS event2 ON event2.layer_id = wanted.value AND event2.id = target"
            " ORDER BY wanted.turn, relations.position",
            ids,
        )

    def _rows(self, sql: str, ids: Sequence[int]) -> Iterator[Row]:
        yield from self._db.execute(sql, {"ids": to_json(ids)})
