"""Which revisions can be undone and redone: a question to the log, so the answer survives a restart."""

from collections.abc import Iterable
from typing import NamedTuple

from corpus_tool.model.changes import Act, Change, Revision, annotation_id


class Step(NamedTuple):
    """An act as the log tells it in brief."""

    number: int
    """Of its revision."""
    act: Act


class History(NamedTuple):
    """Two stacks of numbers of revisions, the next to go at the end."""

    undoable: tuple[int, ...] = ()
    redoable: tuple[int, ...] = ()

    def after(self, *steps: Step) -> "History":
        """The stacks once `steps` are in the log, oldest first.

        A new act empties the redo stack. What came in by import cannot be undone: it is nobody's keystroke.
        """
        undoable, redoable = list(self.undoable), list(self.redoable)
        for step in steps:
            match step.act:
                case Act.DO:
                    undoable.append(step.number)
                    redoable.clear()
                case Act.UNDO:
                    undoable.pop()
                    redoable.append(step.number)
                case Act.REDO:
                    undoable.append(step.number)
                    redoable.pop()
                case Act.IMPORT:
                    undoable.clear()
                    redoable.clear()
        return History(tuple(undoable), tuple(redoable))


def made_under(revisions: Iterable[Revision]) -> dict[str, str]:
    """Annotation id -> the schema version in force when it came to be, for a layer's revisions, oldest first."""
    versions: dict[str, str] = {}
    for revision in revisions:
        for change in revision.changes:
            if isinstance(change, Change) and change.before is None:
                versions.setdefault(annotation_id(change), revision.schema_version)
    return versions
