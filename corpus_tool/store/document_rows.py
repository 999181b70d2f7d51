"""Documents from their rows: pure, so that one process can read rows while another makes documents of them."""

from collections.abc import Sequence
from typing import TypeAlias

from corpus_tool.model.documents import Document
from corpus_tool.store.database import Database
from corpus_tool.store.rows import from_json, to_json
from corpus_tool.store.token_blobs import cut_from_blob

DocumentRow: TypeAlias = tuple[int, str, str, str, str, str, str, str, bytes, bytes]
"""What is read of a document."""

_ROWS = (
    "SELECT id, key, title, language, direction, metadata, source_sha256, cutter, CAST(text AS BLOB),"
    " CASE WHEN :tokens THEN tokens ELSE x'' END"
    " FROM documents JOIN texts ON document_id = id WHERE id IN (SELECT value FROM json_each(:ids))"
)
"""Of the documents with these ids (a JSON array); the last cell is empty where tokens are not wanted."""


def document_rows(db: Database, ids: Sequence[int], *, tokens: bool) -> list[DocumentRow]:
    """The rows of those of these documents that are there, in this order."""
    rows = db.execute(_ROWS, {"ids": to_json(list(ids)), "tokens": tokens})
    found: dict[int, DocumentRow] = {row[0]: row for row in rows}
    return [found[id] for id in ids if id in found]


def document_from(row: DocumentRow) -> Document:
    """The document of a row."""
    id, key, title, language, direction, metadata, source_sha256, cutter, text, tokens = row
    return Document(
        id=id,
        key=key,
        title=title,
        language=language,
        direction=direction,
        metadata=from_json(metadata),
        source_sha256=source_sha256,
        cutter=cutter,
        text=text.decode(),
        tokens=cut_from_blob(tokens) if tokens else (),
    )
