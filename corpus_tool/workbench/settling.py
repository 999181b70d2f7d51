"""What a layer's log comes to: the layer after any of its revisions, its main line, and the lines that wait."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from corpus_tool.model import edits
from corpus_tool.model.layers import Layer
from corpus_tool.model.lines import heads
from corpus_tool.model.schema_history import SchemaHistory
from corpus_tool.store.store import Store


class Settled(NamedTuple):
    """Numbers of the newest revisions of a layer's lines."""

    main: int
    sides: list[int]
    """Of lines that lead to something else than the main one does; smallest first."""
    twins: list[int]
    """Of lines that lead to the same, or say nothing of their own; the next act ends them."""


class Waiting(Struct, frozen=True):
    """A layer that moved on several sides, and what somebody has to choose between."""

    document: str
    """Its key."""
    layer: str
    """Its short name."""
    main: int
    sides: list[int]


def layer_after(store: Store, layer_id: int, head: int) -> Layer:
    """The layer right after revision `head`, replayed from its log; empty for 0.

    Raises RefusedError where the log contradicts itself.
    """
    _, name = store.layers.whose(layer_id)
    empty = Layer(name, store.layers.schema_of(layer_id))
    return empty.replay(revision.changes for revision in store.revisions.line(head)).numbered(head)


class _Log:
    """A layer's log, and the layer after each of its revisions."""

    def __init__(self, store: Store, layer_id: int) -> None:
        self._store = store
        self._layer_id = layer_id
        self._entries = {entry.uid: entry for entry in store.lines.entries(layer_id)}
        self.numbers = store.lines.numbers(layer_id)

    def layer(self, uid: str) -> Layer:
        """As it was right after a revision."""
        return layer_after(self._store, self._layer_id, self.numbers[uid])

    def overtaken(self, open_lines: Sequence[str]) -> set[str]:
        """The open lines that end with nothing but a new schema, while work goes on before it on another line.

        That work is brought to the schema by itself (`bringing_over`), so there is nothing to choose.
        """
        if not any(self._begins_a_version(uid) for uid in open_lines):
            return set()
        history = SchemaHistory([schema for schema, _ in self._store.schemas.adopted()])
        begun = {uid: self._before_new_schemas(uid, history) for uid in open_lines}
        carried = {uid: before for uid, before in begun.items() if uid != before}
        return {
            uid
            for uid, before in carried.items()
            if any(before in self._line(other) for other in open_lines if carried.get(other) != before)
        }

    def _line(self, uid: str) -> Iterator[str]:
        """From a revision back to the first."""
        at: str | None = uid
        while at is not None:
            yield at
            at = self._entries[at].parent

    def _before_new_schemas(self, uid: str, history: SchemaHistory) -> str:
        """What a revision, and those before it, only bring to another schema; itself where it does more."""
        while self._begins_a_version(uid) and self._only_carries(uid, history):
            uid = self._entries[uid].parent or ""
        return uid

    def _begins_a_version(self, uid: str) -> bool:
        before = self._entries.get(self._entries[uid].parent or "")
        return before is not None and before.deed.schema_version != self._entries[uid].deed.schema_version

    def _only_carries(self, uid: str, history: SchemaHistory) -> bool:
        """Whether a revision says no more than what the schema's migrations make of the layer before it."""
        entry = self._entries[uid]
        before = self._entries[entry.parent or ""]
        carried = history.carry(self.layer(before.uid), before.deed.schema_version, entry.deed.schema_version)
        return carried is not None and not edits.difference(carried.layer, self.layer(uid))


def settled(store: Store, layer_id: int) -> Settled:
    """Where the log says that a layer's lines are. Raises RefusedError where one contradicts itself."""
    open_lines = heads(store.lines.knots(layer_id))
    if len(open_lines) < 2:
        return Settled(store.lines.numbers(layer_id)[open_lines[0]] if open_lines else 0, [], [])
    log = _Log(store, layer_id)
    overtaken = log.overtaken(open_lines)
    main, *others = (log.layer(uid) for uid in open_lines if uid not in overtaken)
    sides = {other.revision for other in others if edits.difference(main, other)}
    twins = {other.revision for other in others} - sides | {log.numbers[uid] for uid in overtaken}
    return Settled(main.revision, sorted(sides), sorted(twins))


def settle(store: Store, layer_id: int, text: str) -> Settled:
    """Bring the tables to where the log is. To be called inside `Store.writing`; `text` is the document's."""
    found = settled(store, layer_id)
    document_id, name = store.layers.whose(layer_id)
    there = store.layers.load(document_id, name)
    if there is not None and there.revision != found.main:
        after = layer_after(store, layer_id, found.main)
        store.layers.write(layer_id, edits.difference(there, after), text, found.main)
    store.lines.set_sides(layer_id, found.sides, found.twins)
    return found


def waiting(store: Store) -> list[Waiting]:
    """Every layer that waits for a choice."""
    return [_waiting(store, layer_id) for layer_id in store.lines.waiting()]


def _waiting(store: Store, layer_id: int) -> Waiting:
    document_id, name = store.layers.whose(layer_id)
    key = store.documents.key_of(document_id)
    return Waiting(key, name.short, store.layers.revision_of(layer_id), store.lines.sides(layer_id))
