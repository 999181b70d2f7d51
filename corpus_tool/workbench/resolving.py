"""A layer that was changed here and elsewhere: what its sides say, choosing one, and joining them."""

from msgspec import Struct

from corpus_tool.errors import NotFoundError
from corpus_tool.model import edits
from corpus_tool.model.changes import Changes, Revision
from corpus_tool.model.joining import joined
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.lines import heads, line
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


class Together(Struct, frozen=True):
    """What became of a layer whose sides were joined."""

    layer: str
    """Its short name."""
    revision: int
    contested: tuple[str, ...]
    """The ids of annotations that two sides changed, each otherwise: they are as the shown one has them."""


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


def join(
    store: Store, document_id: int, who: str, surroundings: Surroundings | None = None, *, own: bool = False
) -> list[Together]:
    """Let each layer of a document that waits say all that its sides say; with `own`, those of `who` alone.

    It is one act for each, and ends the other lines, which stay in the history.
    """
    done = []
    for layer_id in store.lines.waiting():
        owner, name = store.layers.whose(layer_id)
        if owner == document_id and (not own or name == LayerName(who, LayerKind.ANNOTATOR)):
            done.append(_join(store, layer_id, Desk(store, document_id, name, surroundings, who=who)))
    return done


def _join(store: Store, layer_id: int, desk: Desk) -> Together:
    knots, numbers = store.lines.knots(layer_id), store.lines.numbers(layer_id)
    uids = {number: uid for uid, number in numbers.items()}
    wanted = desk.layer
    way = line(knots, uids[wanted.revision])
    contested: list[str] = []
    for side in store.lines.sides(layer_id):
        parted = [uid for uid in line(knots, uids[side]) if uid in way]
        base = layer_after(store, layer_id, numbers[parted[-1]] if parted else 0)
        found = joined(base, wanted, layer_after(store, layer_id, side))
        wanted = found.layer
        contested += found.contested
    _, *others = heads(knots)
    done = desk.become("Join the sides", wanted, others)
    return Together(desk.layer.name.short, (done and done.number) or 0, tuple(dict.fromkeys(contested)))


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
