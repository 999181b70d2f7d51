"""The acts that stand in a layer, and those that were undone: numbers at first, read whole when one is asked for."""

from functools import cached_property

from corpus_tool.model.annotations import Annotation
from corpus_tool.model.changes import Change, Revision
from corpus_tool.model.history import History, Step
from corpus_tool.store.store import Store


class Standing:
    """What can be undone and redone after one revision of a layer. Frozen: another act makes another."""

    def __init__(self, store: Store, history: History) -> None:
        self._store = store
        self._history = history

    @classmethod
    def at(cls, store: Store, head: int) -> "Standing":
        """As of that revision; 0 before the first."""
        return cls(store, History().after(*store.revisions.steps(head)))

    def after(self, revision: Revision) -> "Standing":
        """Once that is in the log."""
        return Standing(self._store, self._history.after(Step(revision.number or 0, revision.act)))

    def has(self, number: int | None) -> bool:
        """Whether an act of this number was done and not undone since."""
        return number in self._history.undoable

    @cached_property
    def undoable(self) -> Revision | None:
        """What undo would take back."""
        return self._read(self._history.undoable[-1:])

    @cached_property
    def redoable(self) -> Revision | None:
        """What redo would bring back."""
        return self._read(self._history.redoable[-1:])

    def last_seen(self, id: str) -> Annotation | None:
        """An annotation that was taken out of the layer, as it was; None where no act here had it."""
        read = self._store.revisions.numbered
        acts = (*reversed(read(self._history.undoable)), *reversed(read(self._history.redoable)))
        changes = (one for act in acts for one in act.changes if isinstance(one, Change))
        known = (seen for change in changes for seen in (change.before, change.after) if seen is not None)
        return next((seen for seen in known if seen.id == id), None)

    def _read(self, numbers: tuple[int, ...]) -> Revision | None:
        return next(iter(self._store.revisions.numbered(numbers)), None) if numbers else None
