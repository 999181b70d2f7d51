"""Work that was done under an older schema than the one in force here, brought to it as a revision of its own.

The way is the one that `schema apply` went with the work that was here. What the revision says follows from the work
and from the schemas alone, not from who makes it, when or where: every copy of the corpus makes the same one, in the
name of whoever did the work.
"""

from collections.abc import Iterator

from corpus_tool.model.changes import Revision
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.lines import heads
from corpus_tool.model.rules import Weight, violations_of
from corpus_tool.model.schema_history import Carried, SchemaHistory
from corpus_tool.model.schemas import Schema
from corpus_tool.saying.counting import counted
from corpus_tool.store.lines import Entry
from corpus_tool.store.store import Store
from corpus_tool.workbench.settling import layer_after, settle

MANY_TITLES = 3
"""Migrations that are named one by one."""


class Ferry:
    """Brings layers to the schema in force, all by the same way."""

    def __init__(self, store: Store) -> None:
        self._store = store
        adopted = store.schemas.adopted()
        self._history = SchemaHistory([schema for schema, _ in adopted])
        self._schema, self._since = adopted[-1]

    def bring(self, layer_id: int) -> str:
        """Bring every open line of a layer; answer what became of those that were behind, in words.

        What cannot be brought stays as it is, and is told. To be called inside `Store.writing`.
        """
        store = self._store
        entries = {entry.uid: entry for entry in store.lines.entries(layer_id)}
        open_lines = [entries[uid] for uid in heads(store.lines.knots(layer_id))]
        behind = [entry for entry in open_lines if entry.deed.schema_version != self._schema.version]
        if not behind:
            return ""
        document_id, _ = store.layers.whose(layer_id)
        document = store.documents.load(document_id)
        numbers = store.lines.numbers(layer_id)
        told = [self._bring(layer_id, entry, numbers[entry.uid], document) for entry in behind]
        settle(store, layer_id, document.text)
        return "; ".join(dict.fromkeys(told))

    def _bring(self, layer_id: int, head: Entry, number: int, document: Document) -> str:
        """Bring one line."""
        old, new = head.deed.schema_version, self._schema.version
        before = layer_after(self._store, layer_id, number)
        carried = self._history.carry(before, old, new)
        if carried is None:
            return f"made under {old}, from which no way is known to {new}; it is kept as it is"
        if carried.changes:
            self._write(layer_id, head, carried)
        return "; ".join([_what_was_done(carried, old, new), *self._what_is_left(before, carried, old, document)])

    def _write(self, layer_id: int, head: Entry, carried: Carried) -> None:
        schema = self._schema
        revision = Revision(
            title=f"{_titles(carried)} ({schema.name} {schema.version})",
            changes=carried.changes,
            who=head.deed.who,
            at=max(self._since, head.deed.at),
            schema_version=schema.version,
        )
        self._store.lines.follow(layer_id, head.uid, revision)

    def _what_is_left(self, before: Layer, carried: Carried, old: str, document: Document) -> Iterator[str]:
        """What breaks a rule that it did not break under the old schema, and where it is listed."""
        was = self._history.of(old)
        known = _breaking(before, was, document) if was else set()
        if left := _breaking(carried.layer, self._schema, document) - known:
            lists = "`corpus-tool schema work` and `corpus-tool check`" if carried.has_splits else "`corpus-tool check`"
            yield f"{len(left):,} break a rule of {self._schema.version} and stay: {lists} name them"


def _what_was_done(carried: Carried, old: str, new: str) -> str:
    if not carried.changes:
        return f"made under {old}; nothing in it had to change for {new}"
    return f"brought from {old} to {new}: {_titles(carried)}, {counted(carried.annotations, 'annotation')}"


def _titles(carried: Carried) -> str:
    titles = list(dict.fromkeys(carried.titles))
    return "; ".join(titles) if len(titles) <= MANY_TITLES else f"{counted(len(titles), 'migration')}"


def _breaking(layer: Layer, schema: Schema, document: Document) -> set[str]:
    """The ids of annotations that break a rule."""
    return {
        one.id
        for one in layer.ordered
        if any(found.weight is Weight.ERROR for found in violations_of(one, layer, schema, document))
    }
