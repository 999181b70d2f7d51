"""Rows to be counted: what reports are made of. Nothing here is added up but acts, of which a log holds millions."""

from collections.abc import Iterator
from typing import NamedTuple

from corpus_tool.model.annotations import Fragments
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.database import Database
from corpus_tool.store.rows import fragments_from_json, from_json
from corpus_tool.store.token_blobs import token_count, tokens_from_blob
from corpus_tool.text.tokens import Token

_SOURCE = "coalesce(json_extract(metadata, '$.source'), '')"


class DocumentRow(NamedTuple):
    """A document to be counted."""

    language: str
    source: str
    words: int
    tokens: int


class LayerRow(NamedTuple):
    """A layer to be counted."""

    id: int
    document_id: int
    language: str
    source: str
    owner: str
    """`noa`, `gold`, `noa.suggestion`."""
    status: str


class AnnotationRow(NamedTuple):
    """An annotation to be counted."""

    what: str
    """span, event or relation."""
    label: str
    fragments: Fragments
    """None of a relation."""
    roles: list[str]
    """Of an event's arguments."""


class Counts:
    """Questions to all the tables."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def documents(self) -> Iterator[DocumentRow]:
        """Every document."""
        rows = self._db.execute(
            " ".join(
                (
                    "SELECT language,",
                    _SOURCE,
                    ", word_count, substr(tokens, 1, 5) FROM shown_documents",
                    "JOIN texts ON document_id = id ORDER BY id",
                )
            )
        )
        for language, source, words, head in rows:
            yield DocumentRow(language, str(source), words, token_count(head))

    def layers(self) -> list[LayerRow]:
        """Every layer, those of one document together."""
        rows = self._db.execute(
            " ".join(
                (
                    "SELECT shown_layers.id, document_id, language,",
                    _SOURCE,
                    ", annotator, kind, status FROM shown_layers",
                    "JOIN shown_documents ON shown_documents.id = document_id",
                    "ORDER BY document_id, shown_layers.id",
                )
            )
        )
        return [
            LayerRow(id, document_id, language, str(source), LayerName(who, LayerKind(kind)).short, status)
            for id, document_id, language, source, who, kind, status in rows
        ]

    def annotations(self, layer_id: int) -> list[AnnotationRow]:
        """Every annotation of a layer, spans first."""
        rows = self._db.execute(
            "SELECT 'span', label, fragments, '[]' FROM spans WHERE layer_id = :id"
            " UNION ALL SELECT 'event', type, fragments, (SELECT json_group_array(role) FROM arguments"
            " WHERE arguments.layer_id = events.layer_id AND event_id = events.id) FROM events WHERE layer_id = :id"
            " UNION ALL SELECT 'relation', type, '[]', '[]' FROM relations WHERE layer_id = :id",
            {"id": layer_id},
        )
        return [
            AnnotationRow(what, label, fragments_from_json(fragments), from_json(roles))
            for what, label, fragments, roles in rows
        ]

    def tokens(self, document_id: int) -> tuple[Token, ...]:
        """The tokens of a document."""
        (blob,) = self._db.execute("SELECT tokens FROM texts WHERE document_id = ?", (document_id,)).fetchone()
        return tokens_from_blob(blob)

    def births(self) -> list[tuple[str, str, int]]:
        """(day as YYYY-MM-DD, who, how many annotations came to be by her hand or an import that day)."""
        rows = self._db.execute(
            "SELECT substr(at, 1, 10), who, count(*) FROM revisions, json_each(changes)"
            " WHERE act IN ('do', 'import') AND json_extract(value, '$.of') = 'annotation'"
            " AND json_extract(value, '$.before') IS NULL GROUP BY 1, 2 ORDER BY 1, 2"
        )
        return [(day, who, count) for day, who, count in rows]
