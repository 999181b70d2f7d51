"""What was deleted: hidden until somebody takes it back, and destroyed by `purge` alone."""

from collections.abc import Iterator

from msgspec import Struct

from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.database import Database
from corpus_tool.store.decisions import ALL_OF_IT, TAKEN_BACK, About, Decisions, subject_of
from corpus_tool.store.derived import join_stories
from corpus_tool.store.search import Search


class Deleted(Struct, frozen=True):
    """A document, or one layer of it, that is hidden, and how much is in it."""

    document: str
    """Its key."""
    layer: str
    """Its short name; empty for the whole document."""
    at: str
    layers: int
    annotations: int
    revisions: int
    document_id: int
    layer_id: int | None


class Hiding:
    """The columns `hidden_at`, which follow from decisions, and the table `housekeeping`, which says who did what.

    Writes go in `Store.writing`.
    """

    def __init__(self, db: Database, search: Search, decisions: Decisions) -> None:
        self._db = db
        self._search = search
        self._decisions = decisions

    def hide(self, document_id: int, layer_id: int | None, now: str, who: str = "") -> None:
        """Hide a document, or one of its layers: all the work on it that is known, whatever the clock says."""
        self._decide(document_id, layer_id, "yes", who, now)

    def show(self, document_id: int, layer_id: int | None, now: str, who: str = "") -> None:
        """Take that back."""
        self._decide(document_id, layer_id, TAKEN_BACK, who, now)

    def _decide(self, document_id: int, layer_id: int | None, says: str, who: str, now: str) -> None:
        subject = ALL_OF_IT
        if layer_id is not None:
            annotator, kind, newest = self._db.execute(_LAYER, (layer_id,)).fetchone()
            subject, now = subject_of(LayerName(annotator, LayerKind(kind))), max(now, newest)
        self._decisions.decide(document_id, About.DELETION, subject, says, who, now)

    def note(self, act: str, document: str, layer: str, who: str, now: str) -> None:
        """Write down that something was deleted (`delete`), taken back (`undelete`) or destroyed (`purge`)."""
        self._db.execute(
            "INSERT INTO housekeeping (at, who, act, document, layer) VALUES (?, ?, ?, ?, ?)",
            (now, who, act, document, layer),
        )

    def purged(self) -> list[str]:
        """The keys of documents that were destroyed here."""
        rows = self._db.execute(
            "SELECT DISTINCT document FROM housekeeping WHERE act = 'purge' AND layer = '' ORDER BY document"
        )
        return [str(key) for (key,) in rows]

    def when_document(self, document_id: int) -> str | None:
        """When a document was deleted, if it is."""
        row = self._db.execute("SELECT hidden_at FROM documents WHERE id = ?", (document_id,)).fetchone()
        return None if row is None else row[0]

    def when_layer(self, document_id: int, name: LayerName) -> str | None:
        """When a layer was deleted, if it is; for one on a deleted document, when that was."""
        if (when := self.when_document(document_id)) is not None:
            return when
        row = self._db.execute(
            "SELECT hidden_at FROM layers WHERE document_id = ? AND annotator = ? AND kind = ?", (document_id, *name)
        ).fetchone()
        return None if row is None else row[0]

    def deleted(self) -> Iterator[Deleted]:
        """Everything that is hidden, documents first. A layer on a hidden document is counted with it."""
        for id, key, at in self._db.execute(
            "SELECT id, key, hidden_at FROM documents WHERE hidden_at IS NOT NULL ORDER BY id"
        ).fetchall():
            layers = [layer for (layer,) in self._db.execute("SELECT id FROM layers WHERE document_id = ?", (id,))]
            yield Deleted(key, "", at, len(layers), *self._sizes(layers), id, None)
        for layer_id, document_id, key, annotator, kind, at in self._db.execute(
            "SELECT layers.id, document_id, key, annotator, kind, layers.hidden_at FROM layers"
            " JOIN shown_documents AS documents ON documents.id = document_id"
            " WHERE layers.hidden_at IS NOT NULL ORDER BY layers.id"
        ).fetchall():
            short = LayerName(annotator, LayerKind(kind)).short
            yield Deleted(key, short, at, 1, *self._sizes([layer_id]), document_id, layer_id)

    def _sizes(self, layers: list[int]) -> tuple[int, int]:
        """(annotations, revisions) in layers."""
        annotations = revisions = 0
        for id in layers:
            annotations += sum(self._db[table].count_where("layer_id = ?", [id]) for table in _ANNOTATIONS)
            revisions += self._db["revisions"].count_where("layer_id = ?", [id])
        return annotations, revisions

    def destroy(self, document_id: int, layer_id: int | None) -> None:
        """Delete the rows of a document, or of one layer, with all that points at them. Nothing takes this back."""
        self._db.execute("DELETE FROM models")  # they hold words of what they learned from, and are made again
        self._db.execute("DELETE FROM reckoned")
        self._db.execute("PRAGMA defer_foreign_keys = ON")  # rows point at one another; at the end, none is left
        if layer_id is not None:
            self._delete_time_of(layer_id)
            self._delete_sightings_of(layer_id)
            self._db.execute(_FORGET_DELETION, (layer_id,))  # whoever begins anew is not hidden
            self._delete_verdicts_of(layer_id)
            self._delete_with_dependents("layers", layer_id)
            return
        for (id,) in self._db.execute("SELECT id FROM layers WHERE document_id = ?", (document_id,)).fetchall():
            self._delete_with_dependents("layers", id)
        self._db.execute(
            "DELETE FROM imports WHERE sha256 = (SELECT source_sha256 FROM documents WHERE id = ?)", (document_id,)
        )
        (text,) = self._db.execute("SELECT text FROM texts WHERE document_id = ?", (document_id,)).fetchone()
        self._search.remove(document_id, text)
        told = self._db.execute("DELETE FROM stories WHERE document_id = ?", (document_id,)).rowcount
        self._delete_with_dependents("documents", document_id)
        if told:  # the others may have been one story by way of this one, or be named after it
            join_stories(self._db)

    def _delete_time_of(self, layer_id: int) -> None:
        """Delete how long the annotator of a layer worked on its document."""
        self._db.execute(
            "DELETE FROM sittings WHERE (document_id, annotator) IN"
            " (SELECT document_id, annotator FROM layers WHERE id = ? AND kind = 'annotator')",
            (layer_id,),
        )

    def _delete_sightings_of(self, layer_id: int) -> None:
        """Delete what the annotator of a layer saw of others' work on its document."""
        self._db.execute(
            "DELETE FROM sightings WHERE (document_id, who) IN"
            " (SELECT document_id, annotator FROM layers WHERE id = ? AND kind = 'annotator')",
            (layer_id,),
        )

    def _delete_verdicts_of(self, layer_id: int) -> None:
        """Delete what the annotator of a layer said of suggestions on its document."""
        self._db.execute(
            "DELETE FROM verdicts WHERE (document_id, who) IN"
            " (SELECT document_id, annotator FROM layers WHERE id = ? AND kind = 'annotator')",
            (layer_id,),
        )

    def _delete_with_dependents(self, table: str, id: int) -> None:
        """Delete a row and the rows of every table that points at it; the names are the schema's own."""
        for other in self._db.utils.tables:
            for key in other.foreign_keys:
                if key.other_table == table and not key.is_compound:
                    other.delete_where(f'"{key.column}" = ?', [id])
        self._db[table].delete_where("id = ?", [id])


_LAYER = (
    "SELECT annotator, kind, coalesce((SELECT max(at) FROM revisions WHERE layer_id = layers.id), '') FROM layers"
    " WHERE id = ?"
)

_FORGET_DELETION = (
    "DELETE FROM decisions WHERE about = 'deletion'"
    " AND (document_id, subject) IN (SELECT document_id, kind || ':' || annotator FROM layers WHERE id = ?)"
)

_ANNOTATIONS = ("spans", "events", "relations")
