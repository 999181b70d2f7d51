"""Documents on their way from one corpus to another. The same text is the same document, whatever it is called.

What a corpus ends with does not depend on the order in which others are merged into it: what it brought in itself
stays as it is, and of what others bring about one text, the earliest import counts.
"""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from corpus_tool.model.cleaning import Repair
from corpus_tool.model.documents import Document
from corpus_tool.store.database import Database
from corpus_tool.store.documents import Documents
from corpus_tool.store.findings import Findings
from corpus_tool.store.listing import Listing
from corpus_tool.store.rows import from_json, to_json
from corpus_tool.store.token_blobs import tokens_to_blob
from corpus_tool.text.oddities import Finding

SHORT_DIGEST = 8
"""Digits of a text's digest that are set behind a key which another text has already."""


class Arrival(Struct, frozen=True):
    """A document with all that its corpus knows of how it came in."""

    document: Document
    repairs: tuple[Repair, ...]
    imported_at: str
    wanted_key: str
    """What it was called where it was first brought in."""
    findings: tuple[Finding, ...] = ()
    """What the audit found in its text."""

    @property
    def rank(self) -> tuple[str, ...]:
        """Of two descriptions of one text, the smaller counts."""
        one = self.document
        told = (one.title, one.language, one.direction, to_json(one.metadata), one.source_sha256, one.cutter)
        return (self.imported_at, self.wanted_key, *told, to_json(self.repairs), to_json(self.findings))


class Described(NamedTuple):
    """What tells a document and its description from all others, without the text."""

    digest: str
    rank: tuple[str, ...]
    """That of its `Arrival`."""


class Exchange:
    """Reading and bringing whole documents."""

    def __init__(self, db: Database, documents: Documents, findings: Findings, listing: Listing) -> None:
        self._db = db
        self._documents = documents
        self._findings = findings
        self._listing = listing

    def arrival(self, id: int) -> Arrival:
        """A document as another corpus would take it."""
        imported_at, brought_key, key = self._db.execute(
            "SELECT imported_at, brought_key, key FROM documents WHERE id = ?", (id,)
        ).fetchone()
        return Arrival(
            document=self._documents.load(id),
            repairs=tuple(self._documents.repairs(id)),
            imported_at=imported_at,
            wanted_key=brought_key or key,
            findings=self._findings.of(id),
        )

    def described(self, ids: Sequence[int]) -> dict[int, Described]:
        """Document id to its description, deleted ones too; no text is read, and each table once."""
        wanted = to_json(list(ids))
        repairs, findings = self._documents.repairs_of(ids), self._findings.by_document(ids)
        found = {}
        for id, digest, *told, metadata, source, cutter in self._db.execute(_DESCRIBED, (wanted,)):
            beside = to_json(repairs.get(id, ())), to_json(findings.get(id, ()))
            found[id] = Described(digest, (*told, to_json(from_json(metadata)), source, cutter, *beside))
        return found

    def bring(self, arrival: Arrival) -> tuple[int, bool]:
        """(the id here, whether it is new) of a document from elsewhere. To be called inside `Store.writing`."""
        here = self._documents.id_of_digest(arrival.document.text_sha256)
        if here is None:
            return self._add(arrival), True
        if self._was_brought(here) and arrival.rank < self.arrival(here).rank:
            self._describe_anew(here, arrival)
        return here, False

    def _add(self, arrival: Arrival) -> int:
        key = self._make_way(arrival)
        id = self._documents.add(replace(arrival.document, key=key), arrival.repairs, arrival.imported_at)
        self._db.execute("UPDATE documents SET brought_key = ? WHERE id = ?", (arrival.wanted_key, id))
        self._findings.replace(id, arrival.findings)
        return id

    def _describe_anew(self, id: int, arrival: Arrival) -> None:
        """Let an earlier import's words about a text count."""
        self._db.execute("UPDATE documents SET key = ? WHERE id = ?", (arrival.document.text_sha256, id))  # for now
        one = arrival.document
        told = (one.title, one.language, one.direction, to_json(one.metadata), one.source_sha256, one.cutter)
        self._db.execute(
            "UPDATE documents SET key = ?, brought_key = ?, imported_at = ?, title = ?, language = ?, direction = ?,"
            " metadata = ?, source_sha256 = ?, cutter = ? WHERE id = ?",
            (self._make_way(arrival), arrival.wanted_key, arrival.imported_at, *told, id),
        )
        self._db.execute("UPDATE texts SET tokens = ? WHERE document_id = ?", (tokens_to_blob(one.tokens), id))
        self._documents.set_repairs(id, arrival.repairs)
        self._findings.replace(id, arrival.findings)
        self._listing.follow(id)

    def _make_way(self, arrival: Arrival) -> str:
        """The key for a document that comes in; of two texts that want one key, the smaller digest has it."""
        key, digest = arrival.wanted_key, arrival.document.text_sha256
        holder = self._documents.id_of_key(key)
        if holder is None:
            return key
        theirs = self._digest(holder)
        if self._was_brought(holder) and digest < theirs:
            self._db.execute("UPDATE documents SET key = ? WHERE id = ?", (_longer(key, theirs), holder))
            self._listing.follow(holder)
            return key
        return _longer(key, digest)

    def _was_brought(self, id: int) -> bool:
        (key,) = self._db.execute("SELECT brought_key FROM documents WHERE id = ?", (id,)).fetchone()
        return key is not None

    def _digest(self, id: int) -> str:
        return str(self._db.execute("SELECT text_sha256 FROM documents WHERE id = ?", (id,)).fetchone()[0])


_DESCRIBED = """
    SELECT id, text_sha256, imported_at, coalesce(nullif(brought_key, ''), key), title, language, direction, metadata,
        source_sha256, cutter
    FROM documents WHERE id IN (SELECT value FROM json_each(?))
"""


def _longer(key: str, digest: str) -> str:
    return f"{key}~{digest[:SHORT_DIGEST]}"
