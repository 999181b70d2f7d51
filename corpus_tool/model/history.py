"""Which revisions can be undone and redone: a question to the log, so the answer survives a restart."""

from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

from corpus_tool.model.changes import Act, Change, Revision, annotation_id


class History(NamedTuple):
    """Two stacks of revisions, the next to go at the end."""

    undoable: tuple[Revision, ...] = ()
    redoable: tuple[Revision, ...] = ()

    def after(self, revision: Revision) -> "History":
        """The stacks once `revision` is in the log.

        A new act empties the redo stack. What came in by import cannot be undone: it is nobody's keystroke.
        """
        match revision.act:
            case Act.DO:
                return History((*self.undoable, revision), ())
            case Act.UNDO:
                return History(self.undoable[:-1], (*self.redoable, revision))
            case Act.REDO:
                return History((*self.undoable, revision), self.redoable[:-1])
            case Act.IMPORT:
                return History()


def made_under(revisions: Iterable[Revision]) -> dict[str, str]:
    """Annotation id -> the schema version in force when it came to be, for a layer's revisions, oldest first."""
    versions: dict[str, str] = {}
    for revision in revisions:
        for change in revision.changes:
            if isinstance(change, Change) and change.before is None:
                versions.setdefault(annotation_id(change), revision.schema_version)
    return versions


def history(revisions: Iterable[Revision]) -> History:
    """The stacks after `revisions` of one layer, oldest first."""
    return reduce(History.after, revisions, History())
