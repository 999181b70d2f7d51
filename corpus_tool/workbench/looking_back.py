"""What happened to a document, act by act, and going back to what a layer was."""

from collections import Counter

from msgspec import Struct

from corpus_tool.errors import NotFoundError
from corpus_tool.model.changes import Change, Changes, Revision, StatusChange
from corpus_tool.store.store import Store
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.selecting import Wanted
from corpus_tool.workbench.settling import layer_after
from corpus_tool.workbench.surroundings import Surroundings


class Past(Struct, frozen=True):
    """A revision as a list shows it."""

    revision: int
    at: str
    who: str
    layer: str
    """The layer's short name."""
    act: str
    title: str
    added: int
    changed: int
    removed: int
    status: str
    """The status it brought the layer to; empty where it left that alone."""
    side: bool
    """It is not on the line that the layer shows: it waits, or was not chosen."""


def past(store: Store, document_id: int, wanted: Wanted) -> list[Past]:
    """Every revision of the wanted layers of a document, oldest first."""
    found: list[Past] = []
    for name in store.layers.names(document_id):
        layer_id = store.layers.id_of(document_id, name)
        if layer_id is not None and wanted(name):
            found += _past_of_layer(store, layer_id, name.short)
    return sorted(found, key=lambda one: one.revision)


def _past_of_layer(store: Store, layer_id: int, short: str) -> list[Past]:
    numbers = store.lines.numbers(layer_id)
    shown = {revision.number: revision for revision in store.revisions.line(store.layers.revision_of(layer_id))}
    if len(shown) == len(numbers):
        return [_past(revision, short, side=False) for revision in shown.values()]
    others: dict[int | None, Revision] = {}
    for end in store.lines.ends(layer_id):
        others.update((revision.number, revision) for revision in store.revisions.line(end))
    return [_past(revision, short, side=number not in shown) for number, revision in {**others, **shown}.items()]


def _past(revision: Revision, short: str, *, side: bool) -> Past:
    kinds = Counter(_kind(change) for change in revision.changes if isinstance(change, Change))
    return Past(
        revision=revision.number or 0,
        at=revision.at,
        who=revision.who,
        layer=short,
        act=revision.act,
        title=revision.title,
        added=kinds["added"],
        changed=kinds["changed"],
        removed=kinds["removed"],
        status=_status(revision.changes),
        side=side,
    )


def _kind(change: Change) -> str:
    if change.before is None:
        return "added"
    return "removed" if change.after is None else "changed"


def _status(changes: Changes) -> str:
    return next((change.after.value for change in reversed(changes) if isinstance(change, StatusChange)), "")


def restore(
    store: Store, document_id: int, number: int, who: str, surroundings: Surroundings | None = None
) -> tuple[Desk, Revision | None]:
    """Make a layer what it was right after revision `number`; answer its desk, and what was done.

    That is a revision of its own, to be undone like any other; None where nothing differs. Rules that were broken
    then are broken again. Raises NotFoundError for a revision that is not one of this document's.
    """
    layer_id = store.layers.of_revision(number)
    owner, name = store.layers.whose(layer_id) if layer_id is not None else (None, None)
    if layer_id is None or name is None or owner != document_id:
        key = store.documents.key_of(document_id)
        raise NotFoundError(f"Document {key} has no revision {number}; `corpus-tool history {key}` lists them.")
    desk = Desk(store, document_id, name, surroundings, who=who)
    (then,) = (revision for revision in store.revisions.line(number) if revision.number == number)
    return desk, desk.become(f"Restore {then.at[:19]}: {then.title}", layer_after(store, layer_id, number))
