"""A layer that was changed here and elsewhere: what its sides say, and choosing one."""

from msgspec import Struct

from corpus_tool.errors import NotFoundError
from corpus_tool.model import edits
from corpus_tool.model.changes import Changes, Revision
from corpus_tool.model.lines import heads
from corpus_tool.store.store import Store
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.settling import layer_after
from corpus_tool.workbench.surroundings import Surroundings


class Side(Struct, frozen=True):
    """One line of a layer that moved on several sides."""

    layer: str
    """The layer's short name."""
    revision: int
    """The newest of its line."""
    at: str
    who: str
    shown: bool
    """It is the one that the annotator and exports see."""
    difference: Changes
    """What would make the shown side into this one."""


def sides(store: Store, document_id: int) -> list[Side]:
    """Every side of every layer of a document that waits for a choice, the shown one of each layer first."""
    found: list[Side] = []
    for layer_id in store.lines.waiting():
        owner, name = store.layers.whose(layer_id)
        if owner != document_id:
            continue
        main = store.layers.revision_of(layer_id)
        shown = layer_after(store, layer_id, main)
        for head in (main, *store.lines.sides(layer_id)):
            *_, newest = store.revisions.line(head)
            difference = edits.difference(shown, layer_after(store, layer_id, head))
            found.append(Side(name.short, head, newest.at, newest.who, head == main, difference))
    return found


def resolve(
    store: Store, document_id: int, number: int, who: str, surroundings: Surroundings | None = None
) -> Revision:
    """Let the side whose newest revision is `number` be the layer; the others are ended, and stay in the history.

    Raises NotFoundError where that is none of the sides that wait on this document.
    """
    layer_id = store.layers.of_revision(number)
    there = sides(store, document_id)
    if layer_id is None or number not in {side.revision for side in there}:
        known = ", ".join(str(side.revision) for side in there) or "none"
        raise NotFoundError(f"Revision {number} is no side that waits on this document (waiting: {known}).")
    _, name = store.layers.whose(layer_id)
    desk = Desk(store, document_id, name, surroundings, who=who)
    main, *others = heads(store.lines.knots(layer_id))
    chosen = next(side for side in there if side.revision == number)
    done = desk.become(f"Keep the side of {chosen.who}, {chosen.at[:19]}", layer_after(store, layer_id, number), others)
    if done is None:
        raise NotFoundError(f"Nothing waits on this document any more; {main} is its only line.")
    return done
