"""The desk: one layer of one document, open for work. Do, undo, redo.

Every act goes the same road: apply to the layer in memory (or fail), write to disk (or fail), only then be what the
desk holds. Nothing needs undo code of its own.
"""

from collections.abc import Iterable
from functools import cached_property

from corpus_tool.errors import BrokenRuleError, LayerMovedError, RefusedError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Annotation, surface
from corpus_tool.model.changes import Act, Change, Changes, Revision, RulingChange, Status, StatusChange, inverse
from corpus_tool.model.documents import Document
from corpus_tool.model.ids import mint
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.model.regions import Region, RegionKind
from corpus_tool.model.rules import Violation, new_errors, violations
from corpus_tool.model.schemas import Schema
from corpus_tool.saying import tr
from corpus_tool.store.links import Use
from corpus_tool.store.store import Store
from corpus_tool.text.oddities import Finding
from corpus_tool.workbench.regions import document_regions, set_region
from corpus_tool.workbench.standing import Standing
from corpus_tool.workbench.surroundings import Surroundings


class Desk:
    """An open layer. `document` and `schema` stay; `layer` is replaced by every act."""

    def __init__(
        self,
        store: Store,
        document_id: int,
        name: LayerName,
        surroundings: Surroundings | None = None,
        *,
        who: str | None = None,
    ) -> None:
        """Open a layer. `who` works in it, where that is not the annotator it is named after."""
        self._store = store
        self._surroundings = surroundings or Surroundings()
        self._name = name
        self._who = who or name.annotator
        self.schema: Schema
        self.document: Document = store.documents.load(document_id)
        self._document_id = document_id
        self.regions: tuple[Region, ...] = document_regions(store, self.document)
        """What each line is, in text order."""
        self.layer: Layer
        self._standing: Standing
        self.acts = 0
        """How many acts were done at this desk."""
        self.saved_at = ""
        """When the newest act of the layer reached the disk, in UTC; empty where there is none."""
        self.reload()

    @property
    def store(self) -> Store:
        """The corpus."""
        return self._store

    @property
    def document_id(self) -> int:
        """The document's id in the corpus."""
        return self._document_id

    @property
    def surroundings(self) -> Surroundings:
        """The clock and the dice."""
        return self._surroundings

    @property
    def who(self) -> str:
        """Who works here."""
        return self._who

    def reload(self) -> None:
        """Read the layer, its history and the schema anew. Raises RefusedError where it was deleted."""
        with self._store.reading():
            if when := self._store.hiding.when_layer(self._document_id, self._name):
                raise RefusedError(
                    tr(
                        "{name}'s work on {document} was deleted at {when}; `corpus-tool undelete` takes it back.",
                        name=self._name.short,
                        document=self.document.key,
                        when=when[:10],
                    )
                )
            self.schema = self._store.schemas.current()
            stored = self._store.layers.load(self._document_id, self._name)
            head = stored.revision if stored else 0
            self._standing = Standing.at(self._store, head)
            self.saved_at = self._store.revisions.when(head)
        self.layer = stored or Layer(self._name, SchemaRef(self.schema.name, self.schema.version))

    def catch_up(self) -> bool:
        """Read it anew where it was changed elsewhere; answer whether it was. Raises RefusedError where it is gone."""
        layer_id = self._store.layers.id_of(self._document_id, self._name)
        newest = 0 if layer_id is None else self._store.layers.revision_of(layer_id)
        schema = (self.schema.name, self.schema.version)
        if (newest, self._store.schemas.current_ref()) == (self.layer.revision, schema):
            return False
        self.reload()
        return True

    @property
    def undoable(self) -> Revision | None:
        """What undo would take back."""
        return self._standing.undoable

    def last_seen(self, id: str) -> Annotation | None:
        """An annotation that was taken out of the layer, as it was; None where no act here had it."""
        return self._standing.last_seen(id)

    def stands(self, number: int | None) -> bool:
        """Whether an act of this number was done here and not undone since."""
        return self._standing.has(number)

    @property
    def redoable(self) -> Revision | None:
        """What redo would bring back."""
        return self._standing.redoable

    def new_id(self, letter: str, layer: Layer | None = None) -> str:
        """An id for a new annotation: `s` for spans, `e` for events, `r` for relations.

        `layer`: what the layer will be by then, where an act makes several.
        """
        return mint(self.layer if layer is None else layer, letter, self._surroundings.token)

    def text_of(self, annotation: Annotation) -> str:
        """The text under an annotation; nothing for a relation."""
        fragments = getattr(annotation, "fragments", ())
        return surface(self.document.text, fragments)

    def set_region(self, line: Region, kind: RegionKind) -> None:
        """Say what a line is; it is on disk when this returns."""
        set_region(self._store, self.document, line, kind, self._name.annotator, self._surroundings)
        self.regions = document_regions(self._store, self.document)

    def link_uses(self) -> list[Use]:
        """The ids that spans of the corpus are linked to, under which names, the most frequent first."""
        return self._store.links.uses()

    def problems(self) -> list[Violation]:
        """Every rule that the layer breaks."""
        return violations(self.layer, self.schema, self.document)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the audit found in the text when it came in, gravest first."""
        return self._store.findings.of(self._document_id)

    def guidelines(self) -> str:
        """The guidelines of the schema in force, in Markdown; nothing where there are none."""
        return self._store.schemas.guidelines(self.schema)

    def do(self, title: str, changes: Changes) -> Revision:
        """Make `changes` as one act. Raises RefusedError, with nothing done, where a rule says no."""
        started = (StatusChange(Status.NEW, Status.IN_PROGRESS),) if self._begins_work(changes) else ()
        return self._commit(title, (*changes, *started), Act.DO, None, checked=True)

    def undo(self) -> Revision | None:
        """Take back the newest act that stands; None where there is none."""
        if (last := self.undoable) is None:
            return None
        return self._commit(f"Undo {last.title}", inverse(last.changes), Act.UNDO, last.number)

    def redo(self) -> Revision | None:
        """Bring back what was undone last; None where there is none."""
        if (last := self.redoable) is None:
            return None
        return self._commit(last.title.removeprefix("Undo "), inverse(last.changes), Act.REDO, last.number)

    def become(self, title: str, wanted: Layer, closes: Iterable[str] = ()) -> Revision | None:
        """Make the layer what `wanted` is, as one act, the rules unasked; None where it is that already.

        `closes` are uids of other lines of its log that this act ends; it is then made even where nothing differs.
        """
        closed = tuple(closes)
        changes = edits.difference(self.layer, wanted)
        if not changes and not closed:
            return None
        return self._commit(title, changes, Act.DO, None, closes=closed)

    def _begins_work(self, changes: Changes) -> bool:
        return self.layer.status is Status.NEW and any(isinstance(change, Change | RulingChange) for change in changes)

    def _commit(
        self,
        title: str,
        changes: Changes,
        act: Act,
        of: int | None,
        *,
        checked: bool = False,
        closes: tuple[str, ...] = (),
    ) -> Revision:
        """Memory, then disk, then the desk. On any error the desk stays as it was, or as the disk is."""
        after = self.layer.apply(changes)
        if checked:
            self._refuse_new_errors(after, changes)
        revision = Revision(
            title=title,
            changes=changes,
            act=act,
            of=of,
            who=self._who,
            at=self._surroundings.now(),
            schema_version=self.schema.version,
        )
        try:
            stored = self._write(revision, closes)
        except LayerMovedError:
            self.reload()
            raise
        self.layer = after.numbered(stored.number or 0)
        self._standing = self._standing.after(stored)
        self.saved_at = stored.at
        self.acts += 1
        return stored

    def _write(self, revision: Revision, closes: tuple[str, ...]) -> Revision:
        with self._store.writing():
            self._refuse_if_moved_on()
            layer_id = self._store.layers.id_of(self._document_id, self._name)
            if layer_id is None:
                layer_id = self._store.layers.add(self._document_id, self.layer)
            return self._store.revisions.append(layer_id, revision, self.layer.revision, self.document.text, closes)

    def _refuse_if_moved_on(self) -> None:
        """Raise where somebody locked this work or put another schema in force since it was opened."""
        lock = self._store.work.lock_of(self._document_id, self._name.annotator)
        if lock is not None and self._name.kind is LayerKind.ANNOTATOR:
            raise RefusedError(
                tr(
                    "This document is locked for {annotator} (by {who}, {at}):"
                    " `corpus-tool unlock {document} --for {annotator}` opens it again.",
                    annotator=self._name.annotator,
                    who=lock.who,
                    at=lock.at[:10],
                    document=self.document.key,
                )
            )
        if self._store.schemas.current_ref() != (self.schema.name, self.schema.version):
            raise LayerMovedError(tr("The schema was changed meanwhile and is in force; repeat your last act."))

    def _refuse_new_errors(self, after: Layer, changes: Changes) -> None:
        """Raise where an annotation that `changes` touched breaks a rule that it did not break before."""
        for annotation in _born_or_changed(changes):
            for wrong in new_errors(annotation, self.layer, after, self.schema, self.document):
                raise BrokenRuleError(wrong.sentence)


def _born_or_changed(changes: Changes) -> Iterable[Annotation]:
    return [change.after for change in changes if isinstance(change, Change) and change.after is not None]
