"""The acts of one layer as its annotator remembers them: what stands, what she took back, and going back to one."""

from typing import NamedTuple

from corpus_tool.errors import RefusedError
from corpus_tool.model.annotations import Event, Span
from corpus_tool.model.changes import Act, Change, Revision
from corpus_tool.model.layers import Layer, SchemaRef
from corpus_tool.saying import tr
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.settling import layer_after


class Deed(NamedTuple):
    """One act. Its undoing and redoing are no acts of their own here: they say whether it stands."""

    number: int
    """Of its revision; 0 for the beginning, before any act."""
    at: str
    who: str
    title: str
    what: str
    """The text it was about; empty for none."""
    place: tuple[int, int] | None
    stands: bool


BEGINNING = Deed(0, "", "", "Before the first act", "", None, stands=True)


def deeds(desk: Desk) -> list[Deed]:
    """Every act of the layer that is open, newest first, and the beginning last."""
    done: dict[int, Revision] = {}
    first: dict[int | None, int] = {}
    """Revision to the one that it undoes or redoes, directly or by way of others."""
    standing: dict[int, bool] = {}
    for revision in desk.store.revisions.of_layer(desk.document_id, desk.layer.name):
        number = revision.number or 0
        root = first.get(revision.of, number) if revision.act in {Act.UNDO, Act.REDO} else number
        first[number] = root
        standing[root] = revision.act is not Act.UNDO
        done.setdefault(root, revision)
    told = [_deed(desk, number, revision, stands=standing[number]) for number, revision in done.items()]
    return [*sorted(told, reverse=True), BEGINNING]


def _deed(desk: Desk, number: int, revision: Revision, *, stands: bool) -> Deed:
    about = next(
        (
            annotation
            for change in revision.changes
            if isinstance(change, Change) and isinstance(annotation := change.after or change.before, Span | Event)
        ),
        None,
    )
    what = desk.text_of(about) if about else ""
    place = about.fragments[0] if about else None
    return Deed(number, revision.at, revision.who, revision.title, what, place, stands)


def as_it_was(desk: Desk, number: int) -> Layer:
    """The layer right after an act, 0: before the first."""
    layer_id = desk.store.layers.id_of(desk.document_id, desk.layer.name)
    if layer_id is None:
        return Layer(desk.layer.name, SchemaRef(desk.schema.name, desk.schema.version))
    return layer_after(desk.store, layer_id, number)


def go_back(desk: Desk, deed: Deed) -> Revision:
    """Make the layer what it was right after an act, as one act of its own. Raises RefusedError where it is that."""
    revision = desk.become(f"Back to: {deed.title}", as_it_was(desk, deed.number))
    if revision is None:
        raise RefusedError(tr("The layer is already as it was then; nothing was done."))
    return revision
