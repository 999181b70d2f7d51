"""Releases on disk: what went into each, by the revisions of the log, so that it can be made again at any time."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from msgspec import Struct

from corpus_tool.model.documents import Document
from corpus_tool.model.layers import SchemaRef
from corpus_tool.store.connection import insert
from corpus_tool.store.database import Database
from corpus_tool.store.document_rows import Extent, document_from, document_rows
from corpus_tool.store.rows import from_json, to_json
from corpus_tool.store.token_blobs import cut_from_blob


class Release(Struct, frozen=True, kw_only=True):
    """A release as the corpus remembers it."""

    name: str
    number: int
    at: str
    who: str
    program: str
    """The version of the program that made it."""
    settings: str
    """JSON: everything that was chosen."""
    people: dict[str, str]
    """Name to pseudonym; empty where people are named."""
    schema: SchemaRef
    guidelines: str
    documents: int
    layers: int
    manifest_sha256: str
    agreement: str = "null"
    """JSON: how far annotators agreed when it was made."""

    @property
    def title(self) -> str:
        """What people call it: `news-v3`."""
        return f"{self.name}-v{self.number}"


class ReleasedLayer(Struct, frozen=True):
    """A layer up to a revision of its log."""

    layer_id: int
    revision: int
    """The newest that was in it; 0: none yet."""
    schema: SchemaRef


class ReleasedDocument(Struct, frozen=True):
    """A document with the layers that went out with it."""

    document_id: int
    key: str
    part: str
    layers: tuple[ReleasedLayer, ...]


class Releases:
    """The tables `releases`, `told_documents`, `release_documents` and `release_layers`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def all(self) -> list[Release]:
        """Every release, oldest first."""
        rows = self._db.execute(
            "SELECT name, number, at, who, program, settings, people, schema_name, schema_version, guidelines,"
            " agreement, documents, layers, manifest_sha256 FROM releases ORDER BY id"
        )
        return [
            Release(
                name=name,
                number=number,
                at=at,
                who=who,
                program=program,
                settings=settings,
                people=from_json(people),
                schema=SchemaRef(*schema),
                guidelines=guidelines,
                documents=size,
                layers=layers,
                manifest_sha256=sha,
                agreement=agreed,
            )
            for name, number, at, who, program, settings, people, *schema, guidelines, agreed, size, layers, sha in rows
        ]

    def add(self, release: Release, held: Sequence[ReleasedDocument]) -> None:
        """Keep a release, and each document as it is told of now. To be called inside `Store.writing`."""
        id = insert(
            self._db,
            "INSERT INTO releases (name, number, at, who, program, settings, people, schema_name, schema_version,"
            " guidelines, agreement, documents, layers, manifest_sha256)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                release.name,
                release.number,
                release.at,
                release.who,
                release.program,
                release.settings,
                to_json(release.people),
                *release.schema,
                release.guidelines,
                release.agreement,
                release.documents,
                release.layers,
                release.manifest_sha256,
            ),
        )
        for one in held:
            told = self._tell(one.document_id)
            self._db.execute("INSERT INTO release_documents VALUES (?, ?, ?, ?)", (id, one.document_id, told, one.part))
            self._db.conn.executemany(
                "INSERT INTO release_layers VALUES (?, ?, ?, ?, ?, ?)",
                ((id, one.document_id, layer.layer_id, layer.revision or None, *layer.schema) for layer in one.layers),
            )

    def _tell(self, document_id: int) -> int:
        """The id of a document as it is told now."""
        (row,) = document_rows(self._db, [document_id], Extent())
        document, tokens = document_from(row), row[-1]
        description = to_json({name: getattr(document, name) for name in _TOLD})
        digest = sha256(description.encode() + tokens).hexdigest()
        self._db.execute(
            "INSERT OR IGNORE INTO told_documents (document_id, digest, description, tokens) VALUES (?, ?, ?, ?)",
            (document_id, digest, description, tokens),
        )
        found = self._db.execute(
            "SELECT id FROM told_documents WHERE document_id = ? AND digest = ?", (document_id, digest)
        ).fetchone()
        return int(found[0])

    def documents(self, title: str) -> list[ReleasedDocument]:
        """What went into a release, in the order of keys; without what was purged since."""
        id = self._id(title)
        layers: dict[int, list[ReleasedLayer]] = {}
        for document_id, layer_id, revision, *schema in self._db.execute(
            "SELECT document_id, layer_id, coalesce(revision, 0), schema_name,"
            " schema_version FROM release_layers WHERE release_id = ? ORDER BY layer_id",
            (id,),
        ):
            layers.setdefault(document_id, []).append(ReleasedLayer(layer_id, revision, SchemaRef(*schema)))
        rows = self._db.execute(
            "SELECT release_documents.document_id, json_extract(description, '$.key'), part FROM release_documents"
            " JOIN told_documents ON told_documents.id = told_id WHERE release_id = ?",
            (id,),
        )
        found = [ReleasedDocument(one, key, part, tuple(layers.get(one, ()))) for one, key, part in rows]
        return sorted(found, key=lambda one: one.key)

    def told(self, title: str, document_ids: Sequence[int], *, tokens: bool = True) -> dict[int, Document]:
        """Document id to document as it was told in a release; without its tokens where these are not wanted."""
        rows = self._db.execute(_AS_TOLD, (tokens, self._id(title), to_json(list(document_ids))))
        return {
            id: Document(**from_json(description), text=text, tokens=cut_from_blob(cut) if cut else (), id=id)
            for id, description, cut, text in rows
        }

    def document(self, title: str, document_id: int) -> Document:
        """One of them, with its tokens."""
        return self.told(title, [document_id])[document_id]

    def _id(self, title: str) -> int:
        (id,) = self._db.execute("SELECT id FROM releases WHERE name || '-v' || number = ?", (title,)).fetchone()
        return int(id)

    def workers(self, layer_id: int, head: int) -> Iterator[str]:
        """Everybody who did something in a layer up to a revision, in alphabetical order."""
        rows = self._db.execute(
            "WITH RECURSIVE line (reached) AS (SELECT ? UNION ALL SELECT parent FROM line"
            " JOIN revisions ON number = reached WHERE parent IS NOT NULL)"
            " SELECT DISTINCT who FROM line JOIN revisions ON number = reached WHERE layer_id = ? ORDER BY who",
            (head, layer_id),
        )
        return (str(who) for (who,) in rows)


_AS_TOLD = (
    "SELECT release_documents.document_id, description, CASE WHEN ? THEN told_documents.tokens ELSE x'' END, text"
    " FROM release_documents JOIN told_documents ON told_documents.id = told_id"
    " JOIN texts ON texts.document_id = release_documents.document_id"
    " WHERE release_id = ? AND release_documents.document_id IN (SELECT value FROM json_each(?))"
)

_TOLD = ("key", "title", "language", "direction", "metadata", "cutter", "source_sha256")
"""What of a document stands in its description; text and tokens stand beside it."""
