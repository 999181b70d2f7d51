"""Documents on disk."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from corpus_tool.errors import NotFoundError
from corpus_tool.model.cleaning import Repair
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import LayerKind
from corpus_tool.store.connection import insert
from corpus_tool.store.database import Database
from corpus_tool.store.document_rows import Extent, document_from, document_rows
from corpus_tool.store.findings import Findings
from corpus_tool.store.listing import Listing
from corpus_tool.store.rows import from_json, to_json
from corpus_tool.store.search import Search
from corpus_tool.store.token_blobs import tokens_to_blob
from corpus_tool.store.work import LOCKED
from corpus_tool.text.oddities import Finding
from corpus_tool.text.queries import index_words
from corpus_tool.text.selection import WORDLESS
from corpus_tool.text.tokens import Token


class LayerState(Struct, frozen=True):
    """A layer as a list of documents shows it."""

    annotator: str
    kind: str
    status: str
    annotations: int


class DocumentEntry(Struct, frozen=True):
    """A document as a list shows it: without its text."""

    id: int
    key: str
    title: str
    language: str
    direction: str
    words: int
    metadata: dict[str, Any]
    layers: tuple[LayerState, ...]
    findings: tuple[Finding, ...] = ()
    """What the audit found in its text."""


class Beside(Struct, frozen=True, array_like=True):
    """What is kept beside a text: it takes longer to find out than to keep."""

    tokens: bytes
    """As `tokens_to_blob` writes them."""
    words: int
    """Tokens that are words or stand for some."""
    index: str
    """The words of the index, a space between two."""


def beside(text: str, tokens: Sequence[Token]) -> Beside:
    """What is to be kept beside `text`, which was cut into `tokens`."""
    words = sum([token.kind not in WORDLESS for token in tokens])
    return Beside(tokens_to_blob(tokens, text), words, index_words(text))


class Documents:
    """The tables `documents`, `texts`, `repairs` and `imports`."""

    def __init__(self, db: Database, findings: Findings, search: Search, listing: Listing) -> None:
        self._db = db
        self._findings = findings
        self._search = search
        self._listing = listing

    def add(self, document: Document, repairs: Sequence[Repair], now: str, known: Beside | None = None) -> int:
        """Keep a new document and what was repaired in it; answer its id. To be called inside `Store.writing`.

        `known`: what is to be kept beside its text, where that was found out already; its tokens are not looked at.
        """
        kept = known or beside(document.text, document.tokens)
        id = insert(
            self._db,
            "INSERT INTO documents (key, title, language, direction, metadata, word_count, text_sha256, source_sha256,"
            " cutter, imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.key,
                document.title,
                document.language,
                document.direction,
                to_json(document.metadata),
                kept.words,
                document.text_sha256,
                document.source_sha256,
                document.cutter,
                now,
            ),
        )
        self._db.execute("INSERT INTO texts VALUES (?, ?, ?)", (id, document.text, kept.tokens))
        self._search.add(id, kept.index)
        self._listing.add(id, document, kept.words)
        self._add_repairs(id, repairs)
        return id

    def set_repairs(self, id: int, repairs: Sequence[Repair]) -> None:
        """Keep what was repaired in a document, and nothing else. To be called inside `Store.writing`."""
        self._db.execute("DELETE FROM repairs WHERE document_id = ?", (id,))
        self._add_repairs(id, repairs)

    def _add_repairs(self, id: int, repairs: Sequence[Repair]) -> None:
        for repair in repairs:
            self._db.execute(
                "INSERT INTO repairs (document_id, kind, count, first_offset) VALUES (?, ?, ?, ?)",
                (id, repair.kind, repair.times, repair.first_offset),
            )

    def load(self, id: int) -> Document:
        """The document with that id, text and tokens and all."""
        document = next(self.loaded([id]), None)
        if document is None:
            raise NotFoundError(f"There is no document number {id} in this corpus.")
        return document

    def loaded(self, ids: Sequence[int], *, tokens: bool = True) -> Iterator[Document]:
        """Those of these documents that are there, in this order: one query for all, which are held together.

        `tokens`: whether their tokens are read too, which takes longer than all the rest.
        """
        return map(document_from, document_rows(self._db, ids, Extent(tokens)))

    def id_of_key(self, key: str) -> int | None:
        """The id of the document named `key`, if there is one."""
        return self._one("SELECT id FROM documents WHERE key = ?", key)

    def id_of_digest(self, text_sha256: str) -> int | None:
        """The id of the document with that text, if there is one."""
        return self._one("SELECT id FROM documents WHERE text_sha256 = ?", text_sha256)

    def note_file(self, sha256: str, name: str, now: str) -> None:
        """Remember a file that came in without a refusal."""
        self._db.execute("INSERT OR IGNORE INTO imports (sha256, name, at) VALUES (?, ?, ?)", (sha256, name, now))

    def when_imported(self, sha256: str) -> str | None:
        """When a file with that digest came in, if it did."""
        row = self._db.execute("SELECT at FROM imports WHERE sha256 = ?", (sha256,)).fetchone()
        return None if row is None else str(row[0])

    def keys_like(self, key: str) -> list[str]:
        """A few keys that hold `key`, for a hint."""
        rows = self._db.execute(
            "SELECT key FROM shown_documents WHERE instr(lower(key), lower(?)) ORDER BY key LIMIT 5",
            (key,),
        )
        return [found for (found,) in rows]

    def key_of(self, id: int) -> str:
        """The name of the document with that id."""
        (key,) = self._db.execute("SELECT key FROM documents WHERE id = ?", (id,)).fetchone()
        return str(key)

    def key_and_text(self, id: int) -> tuple[str, str]:
        """The name and the text of the document with that id."""
        row = self._db.execute(
            "SELECT key, text FROM documents JOIN texts ON document_id = id WHERE id = ?", (id,)
        ).fetchone()
        return str(row[0]), str(row[1])

    def ids(self, *, deleted: bool = False) -> list[int]:
        """The ids of all documents, in the order they came in; `deleted`: also of those that were deleted."""
        return [id for (id,) in self._db.execute(_ALL_IDS if deleted else _IDS)]

    def count(self) -> int:
        """How many documents there are."""
        return int(self._db.execute("SELECT count(*) FROM shown_documents").fetchone()[0])

    def entries(self, ids: Iterable[Sequence[int]] | None = None) -> Iterator[DocumentEntry]:
        """Documents as a list shows them; `ids` in batches, or every document in the order they came in.

        No more than a batch is held at a time, so it does not matter how many there are.
        """
        for batch in self._listing.ids() if ids is None else ids:
            yield from self._entries(batch)

    def _entries(self, ids: Sequence[int]) -> Iterator[DocumentEntry]:
        wanted = to_json(list(ids))
        layers = self._layer_states(wanted)
        findings = self._findings.by_document(ids)
        rows = self._db.execute(
            "SELECT id, key, title, language, direction, word_count, metadata FROM shown_documents"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
        found = {row[0]: row for row in rows}
        for id in ids:
            if id in found:
                _, key, title, language, direction, words, metadata = found[id]
                yield DocumentEntry(
                    id=id,
                    key=key,
                    title=title,
                    language=language,
                    direction=direction,
                    words=words,
                    metadata=from_json(metadata),
                    layers=tuple(layers.get(id, ())),
                    findings=findings.get(id, ()),
                )

    def repairs(self, id: int) -> list[Repair]:
        """What was repaired in a document when it came in."""
        rows = self._db.execute(
            "SELECT kind, count, first_offset FROM repairs WHERE document_id = ? ORDER BY id", (id,)
        )
        return [Repair(*row) for row in rows]

    def repairs_of(self, ids: Sequence[int]) -> dict[int, tuple[Repair, ...]]:
        """Those of some documents in which something was repaired, and what."""
        found: dict[int, tuple[Repair, ...]] = {}
        rows = self._db.execute(
            "SELECT document_id, kind, count, first_offset FROM repairs"
            " WHERE document_id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (to_json(list(ids)),),
        )
        for id, *repair in rows:
            found[id] = (*found.get(id, ()), Repair(*repair))
        return found

    def _layer_states(self, wanted: str) -> dict[int, list[LayerState]]:
        states: dict[int, list[LayerState]] = {}
        rows = self._db.execute(
            "SELECT document_id, annotator, kind, CASE WHEN kind = :annotator AND EXISTS (SELECT 1 FROM locks"
            " WHERE locks.document_id = shown_layers.document_id AND locks.annotator = shown_layers.annotator)"
            " THEN :locked ELSE status END,"
            " (SELECT count(*) FROM spans WHERE layer_id = shown_layers.id)"
            " + (SELECT count(*) FROM events WHERE layer_id = shown_layers.id)"
            " + (SELECT count(*) FROM relations WHERE layer_id = shown_layers.id)"
            " FROM shown_layers WHERE document_id IN (SELECT value FROM json_each(:wanted)) ORDER BY id",
            {"annotator": LayerKind.ANNOTATOR.value, "locked": LOCKED, "wanted": wanted},
        )
        for document_id, *columns in rows:
            states.setdefault(document_id, []).append(LayerState(*columns))
        return states

    def _one(self, sql: str, value: str) -> int | None:
        row = self._db.execute(sql, (value,)).fetchone()
        return None if row is None else int(row[0])


_IDS = "SELECT id FROM shown_documents ORDER BY id"
_ALL_IDS = "SELECT id FROM documents ORDER BY id"
