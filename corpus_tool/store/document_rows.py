"""Documents from their rows: pure, so that one process can read rows while another makes documents of them."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from corpus_tool.model.documents import Document
from corpus_tool.store.database import Database
from corpus_tool.store.rows import from_json, to_json
from corpus_tool.store.token_blobs import cut_from_blob

DocumentRow: TypeAlias = tuple[int, str, str, str, str, str, str, str, bytes, bytes]
"""What is read of a document."""

_OF = (
    " CAST(text AS BLOB), CASE WHEN :tokens THEN tokens ELSE x'' END"
    " FROM documents JOIN texts ON document_id = id WHERE id IN (SELECT value FROM json_each(:ids))"
)
_DESCRIBED = "SELECT id, key, title, language, direction, metadata, source_sha256, cutter," + _OF
_BARE = "SELECT id, key," + _OF
_UNDESCRIBED = ("", "", "", "{}", "", "")


class Extent(NamedTuple):
    """What is wanted of documents beside their keys and texts: all of it takes twice as long."""

    tokens: bool = True
    described: bool = True
    """Titles, metadata and what else is said of them."""


def document_rows(db: Database, ids: Sequence[int], extent: Extent) -> list[DocumentRow]:
    """The rows of those of these documents that are there, in this order; cells that are not wanted are empty."""
    wanted = {"ids": to_json(list(ids)), "tokens": extent.tokens}
    if extent.described:
        found = {row[0]: row for row in db.execute(_DESCRIBED, wanted)}
    else:
        found = {id: (id, key, *_UNDESCRIBED, text, tokens) for id, key, text, tokens in db.execute(_BARE, wanted)}
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
