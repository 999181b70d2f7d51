"""The desk at which a gold layer is made: others' layers beside it, and what is known of each gold annotation.

Whatever is done at it, by a decision or by hand, keeps the rulings true; undo takes both back.
"""

from collections.abc import Iterable
from typing import NamedTuple

from corpus_tool.errors import RefusedError
from corpus_tool.model import edits
from corpus_tool.model.adjudicating import Matter, Matters, following
from corpus_tool.model.changes import Changes, Revision, RulingChange, Status, StatusChange
from corpus_tool.model.layers import Layer, LayerKind, LayerName
from corpus_tool.saying import tr, tr_many
from corpus_tool.store.store import Store
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.surroundings import Surroundings

GOLD = LayerName("gold", LayerKind.GOLD)
"""The gold layer of a document that has none yet."""


class Task(NamedTuple):
    """What is adjudicated, and into which layer."""

    between: tuple[str, ...] = ()
    """Whose layers, done or not; else all that are done."""
    into: str = ""
    """The name of the gold layer; else the one there is, or `gold`."""

    def gold(self, names: Iterable[LayerName]) -> LayerName | None:
        """The layer that is worked on, out of a document's; None where it is not there yet."""
        golds = (name for name in names if name.kind is LayerKind.GOLD)
        return next((name for name in golds if self.into in {"", name.annotator}), None)

    def takes(self, name: LayerName, status: Status) -> bool:
        """Whether that layer is one that gold is made from."""
        if name.kind is not LayerKind.ANNOTATOR:
            return False
        return name.annotator in self.between if self.between else status is Status.DONE


USUAL = Task()


class GoldDesk(Desk):
    """A gold layer open for work, and the annotators' layers that it is made from."""

    def __init__(
        self,
        store: Store,
        document_id: int,
        who: str,
        task: Task = USUAL,
        surroundings: Surroundings | None = None,
    ) -> None:
        """`who` adjudicates.

        Raises RefusedError where there is nothing to adjudicate, or where `who` still annotates the document herself.
        """
        self._task = task
        self.matters: Matters
        super().__init__(store, document_id, gold_name(store, document_id, task), surroundings, who=who)

    def reload(self) -> None:
        """Read everything anew, what annotators say as well."""
        super().reload()
        with self._store.reading():
            layers = annotators_layers(self._store, self._document_id, self._task)
            own = self._store.layers.load(self._document_id, LayerName(self._who, LayerKind.ANNOTATOR))
        if own is not None and own.status is not Status.DONE and own.placed:
            raise RefusedError(
                tr(
                    "{who} still annotates {document}: who sees others' work first does not annotate on her own any"
                    " more. Say that you are done with it first.",
                    who=self._who,
                    document=self.document.key,
                )
            )
        if not layers:
            raise RefusedError(
                tr("Nobody is done with {document}: there is nothing to adjudicate.", document=self.document.key)
            )
        self.matters = Matters(layers)

    @property
    def left(self) -> list[Matter]:
        """The matters that are still to be decided."""
        return [matter for matter in self.matters.all if self.matters.is_left(matter, self.layer)]

    def do(self, title: str, changes: Changes) -> Revision:
        """Make `changes` as one act; where no ruling made them, they were made by hand.

        Raises RefusedError, with nothing done, where a rule says no, or where it is to be done with matters open.
        """
        if any(isinstance(change, StatusChange) and change.after is Status.DONE for change in changes):
            self._refuse_open()
        if not any(isinstance(change, RulingChange) for change in changes):
            changes = (*changes, *following(self.layer, changes, self.who, self.surroundings.now()))
        return super().do(title, changes)

    def decide(self, title: str, wanted: Layer) -> Revision | None:
        """Make the gold layer what `wanted` is, as one act; None where it is that already."""
        changes = edits.difference(self.layer, wanted)
        return super().do(title, changes) if changes else None

    def finish(self) -> Revision:
        """Say that the gold layer is done, whatever is still open."""
        return super().do("Done", edits.set_status(self.layer, Status.DONE))

    def _refuse_open(self) -> None:
        if count := len(self.left):
            raise RefusedError(
                tr_many(
                    "{count} matter is still open; D in the list of matters says done all the same.",
                    "{count} matters are still open; D in the list of matters says done all the same.",
                    count,
                )
            )


def gold_name(store: Store, document_id: int, task: Task) -> LayerName:
    """The gold layer that is worked on: the document's, `gold` where it has none yet and no other is wanted."""
    new = LayerName(task.into, LayerKind.GOLD) if task.into else GOLD
    return task.gold(store.layers.names(document_id)) or new


def annotators_layers(store: Store, document_id: int, task: Task) -> list[Layer]:
    """The layers that gold is made from, by name."""
    heads = store.layers.heads([document_id]).get(document_id, [])
    wanted = [head for head in heads if task.takes(head.name, head.status)]
    found = store.layers.loaded(wanted)
    return sorted((found[head.id] for head in wanted), key=lambda layer: layer.name)
