"""Documents from their rows: pure, so that one process can read rows while another makes documents of them."""

from typing import TypeAlias

from corpus_tool.model.documents import Document
from corpus_tool.store.rows import from_json
from corpus_tool.store.token_blobs import cut_from_blob

DocumentRow: TypeAlias = tuple[int, str, str, str, str, str, str, str, bytes, bytes]
"""What `ROWS` reads of a document."""

ROWS = (
    "SELECT id, key, title, language, direction, metadata, source_sha256, cutter, CAST(text AS BLOB),"
    " CASE WHEN :tokens THEN tokens ELSE x'' END"
    " FROM documents JOIN texts ON document_id = id WHERE id IN (SELECT value FROM json_each(:ids))"
)
"""Of the documents with these ids (a JSON array); the last cell is empty where tokens are not wanted."""


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
