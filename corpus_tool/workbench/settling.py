"""What a layer's log comes to: the layer after any of its revisions, its main line, and the lines that wait."""

from typing import NamedTuple

from msgspec import Struct

from corpus_tool.model import edits
from corpus_tool.model.layers import Layer
from corpus_tool.model.lines import heads
from corpus_tool.store.store import Store


class Settled(NamedTuple):
    """Numbers of the newest revisions of a layer's lines."""

    main: int
    sides: list[int]
    """Of lines that lead to something else than the main one does; smallest first."""
    twins: list[int]
    """Of lines that lead to the same; the next act ends them."""


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


def settled(store: Store, layer_id: int) -> Settled:
    """Where the log says that a layer's lines are. Raises RefusedError where one contradicts itself."""
    numbers = store.lines.numbers(layer_id)
    open_lines = [numbers[uid] for uid in heads(store.lines.knots(layer_id))]
    if len(open_lines) < 2:
        return Settled(open_lines[0] if open_lines else 0, [], [])
    main, *others = (layer_after(store, layer_id, head) for head in open_lines)
    sides = {other.revision for other in others if edits.difference(main, other)}
    return Settled(main.revision, sorted(sides), sorted({other.revision for other in others} - sides))


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
