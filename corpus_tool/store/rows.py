"""Annotation <-> columns; the only place that knows both shapes."""

from collections.abc import Sequence
from typing import Any

import msgspec

from corpus_tool.errors import StoreError
from corpus_tool.model.annotations import (
    Annotation,
    Attributes,
    Event,
    Fragments,
    Relation,
    Span,
    first_offset,
    last_offset,
    surface,
)
from corpus_tool.model.changes import AnyChange, Changes

Row = dict[str, Any]
"""Column name to value."""

TABLES: dict[type[Annotation], str] = {Span: "spans", Event: "events", Relation: "relations"}
"""Where each kind of annotation is kept."""


INSERT: dict[str, str] = {
    "spans": 'INSERT INTO spans (layer_id, id, position, label, start, "end", fragments, text, attributes, link, note)'
    " VALUES (:layer_id, :id, :position, :label, :start, :end, :fragments, :text, :attributes, :link, :note)",
    "events": 'INSERT INTO events (layer_id, id, position, type, start, "end", fragments, text, attributes, note)'
    " VALUES (:layer_id, :id, :position, :type, :start, :end, :fragments, :text, :attributes, :note)",
    "arguments": "INSERT INTO arguments (layer_id, event_id, position, role, target)"
    " VALUES (:layer_id, :event_id, :position, :role, :target)",
    "relations": "INSERT INTO relations (layer_id, id, position, type, source, target, attributes)"
    " VALUES (:layer_id, :id, :position, :type, :source, :target, :attributes)",
}
"""Table to the statement that adds a row; events stand before the arguments that point at them."""

DELETE: dict[str, str] = {
    "spans": "DELETE FROM spans WHERE layer_id = ? AND id = ?",
    "events": "DELETE FROM events WHERE layer_id = ? AND id = ?",
    "relations": "DELETE FROM relations WHERE layer_id = ? AND id = ?",
}
"""Table to the statement that takes an annotation out."""


def to_json(value: object) -> str:
    """Compact JSON text."""
    return msgspec.json.encode(value).decode()


def from_json(stored: str) -> Any:
    """What `to_json` was given, in plain types. Raises StoreError where that is damaged, as all readers here do."""
    with LEGIBLE:
        return msgspec.json.decode(stored)


class _Legible:
    """Says in one sentence that what is read was not written by us."""

    def __enter__(self) -> None: ...

    def __exit__(self, _kind: object, broken: BaseException | None, _trace: object) -> None:
        if isinstance(broken, msgspec.DecodeError):
            raise damaged(broken) from broken


LEGIBLE = _Legible()
"""Around whatever decodes a record: one for all, since a document of an export is three."""


def damaged(broken: msgspec.DecodeError) -> StoreError:
    """What to say of a record that was not written by us."""
    return StoreError(f"A record of the corpus is damaged ({broken}); restore a backup.")


def changes_to_json(changes: Changes) -> str:
    """Changes as the log keeps them."""
    return to_json(changes)


_changes_decoder = msgspec.json.Decoder(tuple[AnyChange, ...])


def changes_from_json(stored: str) -> Changes:
    """The changes that `changes_to_json` wrote."""
    with LEGIBLE:
        return _changes_decoder.decode(stored)


def row_of(annotation: Annotation, position: int, layer_id: int, text: str) -> Row:
    """The columns of an annotation; those of its arguments are `argument_rows`."""
    row: Row = {
        "layer_id": layer_id,
        "id": annotation.id,
        "position": position,
        "attributes": to_json(annotation.attributes),
    }
    match annotation:
        case Span():
            return (
                row
                | _place(annotation, text)
                | {"label": annotation.label, "link": annotation.link, "note": annotation.note}
            )
        case Event():
            return row | _place(annotation, text) | {"type": annotation.type, "note": annotation.note}
        case Relation():
            return row | {"type": annotation.type, "source": annotation.source, "target": annotation.target}


def _place(annotation: Span | Event, text: str) -> Row:
    return {
        "start": first_offset(annotation),
        "end": last_offset(annotation),
        "fragments": to_json(annotation.fragments),
        "text": surface(text, annotation.fragments),
    }


def argument_rows(event: Event, layer_id: int) -> list[Row]:
    """The rows of an event's arguments, in their order."""
    return [
        {
            "layer_id": layer_id,
            "event_id": event.id,
            "position": position,
            "role": argument.role,
            "target": argument.target,
        }
        for position, argument in enumerate(event.arguments)
    ]


def relation_of(columns: Sequence[Any]) -> Relation:
    """The relation in some columns of a row: id, type, source, target, attributes."""
    id, type, source, target, attributes = columns
    return Relation(id=id, type=type, source=source, target=target, attributes=attributes_from_json(attributes))


def attributes_from_json(stored: str) -> Attributes:
    """The attributes in a column; most annotations of most corpora have none."""
    return {} if stored == "{}" else from_json(stored)


def fragments_from_json(stored: str) -> Fragments:
    """The fragments in a column."""
    with LEGIBLE:
        return _fragments_decoder.decode(stored)


def fragments_of(stored: Sequence[str]) -> list[Fragments]:
    """The fragments in a column of several rows: in one go, for a call costs as much as what it decodes."""
    with LEGIBLE:
        found = _column_decoder.decode(f"[{','.join(stored)}]")
        if len(found) != len(stored):
            raise msgspec.DecodeError("a mark has no place, or several")
    return found


_fragments_decoder = msgspec.json.Decoder(Fragments)
_column_decoder = msgspec.json.Decoder(list[Fragments])
