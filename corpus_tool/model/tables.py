"""A corpus as flat tables, for the formats that hold tables: documents, layers, spans, events, arguments, relations
and decisions.

Offsets are code points, half-open. `fragments` is `4:16 20:24`, `start` and `end` the outermost of these; `attributes`
and `metadata` are JSON objects. Rows of a layer stand in its order: spans, events with their arguments, relations.
A row of `decisions` says of gold annotations whose reading they are (`annotations`), and what was chosen from
(`candidates`, `silent`: who had nothing there); these cells are JSON lists, and as in `model.rulings`.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

import msgspec

from corpus_tool.model.annotations import Annotation, Argument, Event, Fragments, Relation, Span, surface
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.decided import misfit
from corpus_tool.model.documents import Document, text_digest
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.model.references import missing_references
from corpus_tool.model.refusals import Refusal
from corpus_tool.model.rules import misplaced
from corpus_tool.model.rulings import Ruling


class Column(NamedTuple):
    """A column of a table; its cells are text."""

    name: str
    is_number: bool = False
    may_be_missing: bool = False


def _columns(names: str) -> tuple[Column, ...]:
    """Columns of these names; `#` behind one says that it holds numbers, `?` that a cell may be missing."""
    return tuple(Column(name.rstrip("#?"), name.endswith("#"), name.endswith("?")) for name in names.split())


DOCUMENTS, LAYERS, SPANS, EVENTS, ARGUMENTS, RELATIONS, DECISIONS = TABLES = (
    "documents",
    "layers",
    "spans",
    "events",
    "arguments",
    "relations",
    "decisions",
)

_LAYER = "document annotator kind"
COLUMNS = {
    DOCUMENTS: _columns("key language direction title split text? text_sha256 metadata"),
    LAYERS: _columns(f"{_LAYER} status schema schema_version"),
    SPANS: _columns(f"{_LAYER} id label start# end# fragments text? link? note? attributes"),
    EVENTS: _columns(f"{_LAYER} id type start# end# fragments text? note? attributes"),
    ARGUMENTS: _columns(f"{_LAYER} event role target"),
    RELATIONS: _columns(f"{_LAYER} id type source target attributes"),
    DECISIONS: _columns(
        f"{_LAYER} key origin annotations candidates silent wanted how reason guideline decided_by decided_at"
    ),
}

LISTS = {"annotations": "items", "candidates": "candidates", "silent": "silent", "wanted": "wanted"}
"""Columns of decisions that hold JSON lists, to what a ruling calls them."""

Cell: TypeAlias = str | int | None
Cells: TypeAlias = tuple[Cell, ...]
"""A row, in the order of the columns."""


class Row(NamedTuple):
    """A row as it was read."""

    table: str
    number: int
    """In its table, from 1."""
    cells: Mapping[str, Cell]


class UnusableTableError(Exception):
    """Why a table cannot be read."""


class UnusableRowError(Exception):
    """Why a row cannot be taken in; the message says which."""


def by_document(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """A document's key to its rows of the other tables."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row.cells.get("document")), []).append(row)
    return found


def missing_in_words(there: Collection[str]) -> str:
    """What is to be said where tables of work are not beside that of the documents; empty where nothing is.

    Older exports have no table of decisions.
    """
    missing = [table for table in TABLES if table not in (*there, DOCUMENTS, DECISIONS)]
    return f"there is no table of {', '.join(missing)} beside it: what is in there does not come in" if missing else ""


def bundles_of(
    documents: Iterable[Row], others: dict[str, list[Row]], text_of: Callable[[str], str | None]
) -> Iterator[Bundle | Refusal]:
    """A bundle for each row of the table of documents, with its rows of the `others`, which are used up."""
    for row in documents:
        key = str(row.cells.get("key"))
        rows = others.pop(key, [])
        try:
            yield bundle_of(document_of(row, text_of), rows)
        except UnusableRowError as wrong:
            yield Refusal(f"document {key}", str(wrong))
    for key, rows in others.items():
        yield Refusal(f"document {key}", f"{rows[0].table}, row {rows[0].number}: there is no document of that key")


def document_of(row: Row, text_of: Callable[[str], str | None]) -> Document:
    """The document of a row of the table of documents. Raises UnusableRowError.

    `text_of` knows the texts of digests, for rows that came without their text.
    """
    key, digest = _text(row, "key"), _maybe(row, "text_sha256")
    text = row.cells.get("text")
    if text is None and digest:
        text = text_of(digest)
    if not isinstance(text, str):
        raise _wrong(row, "there is no text, and none here has that digest; import the article first")
    if not key.strip():
        raise _wrong(row, "the key is empty; every document needs a name")
    if digest and digest != (there := text_digest(text)):
        raise _wrong(row, f"text_sha256 is {digest!r}, but that of the text is {there!r}")
    return Document(
        key=key,
        text=text,
        language=_text(row, "language"),
        direction=_text(row, "direction"),
        title=_text(row, "title"),
        metadata=_object(row, "metadata"),
    )


def bundle_of(document: Document, rows: Sequence[Row]) -> Bundle:
    """A document with the layers that its rows of the other tables make. Raises UnusableRowError."""
    layers: dict[LayerName, list[Row]] = {}
    for row in rows:
        layers.setdefault(_layer_name(row), []).append(row)
    return Bundle(document, tuple(_layer(name, found, document.text) for name, found in layers.items()))


def _layer_name(row: Row) -> LayerName:
    annotator, kind = _text(row, "annotator"), _text(row, "kind")
    if not annotator.strip() or kind not in list(LayerKind):
        raise _wrong(row, f"{annotator!r} and {kind!r} name no layer; kinds are {', '.join(LayerKind)}")
    return LayerName(annotator, LayerKind(kind))


def _layer(name: LayerName, rows: Sequence[Row], text: str) -> Layer:
    schema, status = SchemaRef("", ""), Status.NEW
    for row in rows:
        if row.table == LAYERS:
            schema = SchemaRef(_text(row, "schema"), _text(row, "schema_version"))
            if (said := _text(row, "status")) not in list(Status):
                raise _wrong(row, f"status is {said!r}; there are {', '.join(Status)}")
            status = Status(said)
    arguments: dict[str, list[Argument]] = {}
    for row in rows:
        if row.table == ARGUMENTS:
            arguments.setdefault(_text(row, "event"), []).append(Argument(_text(row, "role"), _text(row, "target")))
    found: dict[str, Annotation] = {}
    for row in rows:
        if row.table in (SPANS, EVENTS, RELATIONS):
            one = _annotation(row, arguments, text)
            if one.id in found:
                raise _wrong(row, f"the id {one.id!r} is given twice; ids are unique in a layer")
            found[one.id] = one
    _refuse_dangling(rows, found)
    return replace(Layer.of(name, schema, list(found.values()), status), rulings=_rulings(name, rows, found))


def _rulings(name: LayerName, rows: Iterable[Row], found: Mapping[str, Annotation]) -> dict[str, Ruling]:
    """What was decided in a layer, by its keys."""
    rulings: dict[str, Ruling] = {}
    for row in rows:
        if row.table == DECISIONS:
            one = _ruling(row)
            if wrong := misfit({_text(row, "key"): one}, name.kind, found):
                raise _wrong(row, wrong)
            rulings[_text(row, "key")] = one
    return rulings


def _ruling(row: Row) -> Ruling:
    said = {name: _text(row, name) for name in ("origin", "how", "reason", "guideline")}
    lists = {field: _list(row, column) for column, field in LISTS.items()}
    try:
        return msgspec.convert(
            {**said, **lists, "who": _text(row, "decided_by"), "at": _text(row, "decided_at")}, Ruling
        )
    except msgspec.ValidationError as wrong:
        raise _wrong(row, f"it is no decision: {wrong}") from None


def _refuse_dangling(rows: Iterable[Row], found: Mapping[str, Annotation]) -> None:
    missing = {target for _, target in missing_references(list(found.values()))}
    for row in rows:
        if row.table == ARGUMENTS and not isinstance(found.get(event := _text(row, "event")), Event):
            raise _wrong(row, f"there is no event {event!r} in that layer")
        for end in ("source", "target"):
            if row.table in (ARGUMENTS, RELATIONS) and row.cells.get(end) in missing:
                raise _wrong(row, f"{end} is {row.cells[end]!r}, which is not in that layer")


def _annotation(row: Row, arguments: Mapping[str, Sequence[Argument]], text: str) -> Annotation:
    id, attributes = _text(row, "id"), _object(row, "attributes")
    if row.table == RELATIONS:
        source, target = _text(row, "source"), _text(row, "target")
        return Relation(id=id, type=_text(row, "type"), source=source, target=target, attributes=attributes)
    fragments, note = _fragments(row, text), _maybe(row, "note")
    if row.table == SPANS:
        return Span(
            id=id,
            label=_text(row, "label"),
            fragments=fragments,
            attributes=attributes,
            link=_maybe(row, "link"),
            note=note,
        )
    return Event(
        id=id,
        type=_text(row, "type"),
        fragments=fragments,
        attributes=attributes,
        arguments=tuple(arguments.get(id, ())),
        note=note,
    )


_FRAGMENTS = re.compile(r"[0-9]{1,12}:[0-9]{1,12}(?: [0-9]{1,12}:[0-9]{1,12})*", re.ASCII)


def _fragments(row: Row, text: str) -> Fragments:
    """Its places, which must lie in the text and hold what the row says they hold."""
    said = _text(row, "fragments")
    if not _FRAGMENTS.fullmatch(said):
        raise _wrong(row, f"fragments are {said!r}; `4:16 20:24` is how they are written")
    pairs = (pair.split(":") for pair in said.split(" "))
    fragments = tuple((int(start), int(end)) for start, end in pairs)
    if wrong := misplaced(fragments, text):
        raise _wrong(row, wrong)
    quoted = row.cells.get("text")
    if quoted is not None and quoted != (there := surface(text, fragments)):
        raise _wrong(row, f"text is {quoted!r}, but the document has {there!r} at {said}")
    return fragments


def _text(row: Row, column: str) -> str:
    found = row.cells.get(column)
    if not isinstance(found, str):
        raise _wrong(row, f"{column} is missing")
    return found


def _maybe(row: Row, column: str) -> str | None:
    found = row.cells.get(column)
    return found if isinstance(found, str) else None


def _object(row: Row, column: str) -> dict[str, Any]:
    """A JSON object; an empty one where the cell is empty."""
    try:
        return msgspec.json.decode(_maybe(row, column) or "{}", type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError) as wrong:
        raise _wrong(row, f"{column} is not a JSON object: {wrong}") from None


def _list(row: Row, column: str) -> list[Any]:
    try:
        return msgspec.json.decode(_text(row, column), type=list[Any])
    except (msgspec.DecodeError, RecursionError) as wrong:
        raise _wrong(row, f"{column} is not a JSON list: {wrong}") from None


def _wrong(row: Row, why: str) -> UnusableRowError:
    return UnusableRowError(f"{row.table}, row {row.number}: {why}")
