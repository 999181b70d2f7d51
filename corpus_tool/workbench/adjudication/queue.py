"""What is to be adjudicated: the documents that annotators are done with, those with most disagreements first."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from corpus_tool.errors import CorpusToolError
from corpus_tool.model.adjudicating import Matters
from corpus_tool.model.changes import Status
from corpus_tool.model.gold import LayerHead
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.store.store import Store
from corpus_tool.workbench.adjudication.gold_desk import USUAL, GoldDesk, Task
from corpus_tool.workbench.adjudication.judging import EXACT, Judging
from corpus_tool.workbench.surroundings import Surroundings

AT_ONCE = 200
"""Documents whose layers are read together."""


class Waiting(Struct, frozen=True):
    """A document to be adjudicated."""

    document: str
    """Its key."""
    document_id: int
    annotators: tuple[str, ...]
    matters: int
    """Things that anybody marked."""
    disagreements: int
    open: int
    """Of the disagreements, those that are not decided yet."""
    gold: Status
    """How far its gold layer is; new where there is none."""


def queue(store: Store, task: Task = USUAL, *, all: bool = False) -> list[Waiting]:
    """Documents of two and more annotators, those with most open disagreements first, then those of one.

    `all`: also those whose gold layer is done.
    """
    ids = sorted(store.documents.ids())
    found = [one for at in range(0, len(ids), AT_ONCE) for one in _waiting(store, ids[at : at + AT_ONCE], task, all)]
    return sorted(found, key=lambda one: (len(one.annotators) < 2, -one.open, -one.matters, one.document))


def _waiting(store: Store, ids: Sequence[int], task: Task, all: bool) -> Iterator[Waiting]:
    heads = store.layers.heads(ids)
    wanted = {id: [one for one in heads.get(id, []) if task.takes(one.name, one.status)] for id in ids}
    golds = {id: _gold(heads.get(id, []), task) for id in ids}
    asked = [id for id in ids if wanted[id] and (all or not _is_done(golds[id]))]
    layers = store.layers.loaded([head for id in asked for head in (*wanted[id], *golds[id])])
    for id in asked:
        gold = next((layers[head.id] for head in golds[id]), None)
        yield _told(store, id, sorted((layers[head.id] for head in wanted[id]), key=lambda one: one.name), gold)


def _gold(heads: Sequence[LayerHead], task: Task) -> list[LayerHead]:
    """The gold layer of a document that is worked on; nothing where there is none."""
    name = task.gold(head.name for head in heads)
    return [head for head in heads if head.name == name]


def _is_done(golds: Sequence[LayerHead]) -> bool:
    return any(head.status is Status.DONE for head in golds)


def _told(store: Store, id: int, layers: Sequence[Layer], gold: Layer | None) -> Waiting:
    matters = Matters(layers)
    there = gold or Layer(LayerName("", LayerKind.GOLD), SchemaRef("", ""))
    disputed = list(matters.disputed)
    return Waiting(
        document=store.documents.key_of(id),
        document_id=id,
        annotators=tuple(name.annotator for name in matters.names),
        matters=len(matters.all),
        disagreements=len(disputed),
        open=sum(matters.is_left(matter, there) for matter in disputed),
        gold=gold.status if gold else Status.NEW,
    )


class TakenOver(Struct, frozen=True):
    """What was taken over in one document."""

    document: str
    taken: int
    left: int
    """Agreed, but it would break a rule."""
    open: int
    """Still to be decided."""
    wrong: str = ""
    """Why nothing was done, in a sentence."""


def accept_all(
    store: Store,
    who: str,
    task: Task = USUAL,
    surroundings: Surroundings | None = None,
    only: int | None = None,
) -> Iterator[TakenOver]:
    """Take over what all annotators of a document say, in all documents of two or more, or in one; one act in each."""
    for one in queue(store, task):
        if len(one.annotators) < 2 or only not in {None, one.document_id}:
            continue
        try:
            desk = GoldDesk(store, one.document_id, who, task, surroundings)
            taken, left = Judging(desk).take_over(EXACT)
            yield TakenOver(one.document, taken, left, len(desk.left))
        except CorpusToolError as refused:
            yield TakenOver(one.document, 0, 0, one.open, str(refused))
