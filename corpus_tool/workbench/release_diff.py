"""What changed between two releases: documents, and annotations by their ids and by their places."""

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import asdict

from corpus_tool.model.annotations import Annotation, Event, Relation, label_of, surface
from corpus_tool.store.releases import ReleasedDocument, ReleasedLayer
from corpus_tool.store.store import Store
from corpus_tool.workbench.release_bundles import layer_at
from corpus_tool.workbench.releasing import release_named

Kind = Literal["added", "changed", "removed", "renamed"]


class DocumentChange(Struct, frozen=True):
    """A document that is only in one of two releases, or is told of otherwise."""

    kind: Literal["added", "changed", "removed", "moved"]
    document: str
    """Its key, in the newer release where it is there."""
    what: list[str]
    """What is told otherwise: `key`, `metadata` ...; for one that moved, the two parts."""


class AnnotationChange(Struct, frozen=True):
    """An annotation that is not in both releases alike. `renamed`: the same said of the same place under another id."""

    kind: Kind
    document: str
    layer: str
    id: str
    old_id: str
    """The id it had; empty for what was added."""
    before: str
    """What it was, in words; empty for what was added."""
    after: str


class ReleaseDiff(Struct, frozen=True):
    """Everything that changed from one release to another."""

    before: str
    after: str
    documents: list[DocumentChange]
    annotations: list[AnnotationChange]


def diff_releases(store: Store, before: str, after: str) -> ReleaseDiff:
    """Compare two releases of this corpus, from the log. Raises NotFoundError where one is not there."""
    one, other = release_named(store, before).title, release_named(store, after).title
    with store.reading():
        old = {held.document_id: held for held in store.releases.documents(one)}
        new = {held.document_id: held for held in store.releases.documents(other)}
        ids = sorted({*old, *new}, key=lambda id: (new.get(id) or old[id]).key)
        documents = [change for id in ids for change in _document(store, (one, other), old.get(id), new.get(id))]
        annotations = [change for id in ids for change in _annotations(store, old.get(id), new.get(id))]
    return ReleaseDiff(one, other, documents, annotations)


def _document(
    store: Store, titles: tuple[str, str], old: ReleasedDocument | None, new: ReleasedDocument | None
) -> Iterator[DocumentChange]:
    if old is None or new is None:
        there = new or old
        if there:
            yield DocumentChange("removed" if new is None else "added", there.key, [])
        return
    before, after = (asdict(store.releases.document(title, old.document_id)) for title in titles)
    if told := sorted(name for name in before if before[name] != after[name]):
        yield DocumentChange("changed", new.key, told)
    if old.part != new.part:
        yield DocumentChange("moved", new.key, [old.part, new.part])


def _annotations(
    store: Store, old: ReleasedDocument | None, new: ReleasedDocument | None
) -> Iterator[AnnotationChange]:
    """What is said differently in the layers of a document."""
    there = new or old
    if there is None:
        return
    befores = {layer.layer_id: layer for layer in (old.layers if old else ())}
    afters = {layer.layer_id: layer for layer in (new.layers if new else ())}
    text = store.documents.key_and_text(there.document_id)[1]
    for id in sorted({*befores, *afters}):
        if befores.get(id) != afters.get(id):
            one, other = (_by_id(store, layers.get(id)) for layers in (befores, afters))
            name = store.layers.whose(id)[1].short
            for kind, annotation, was, before, after in _changes(one, other, text):
                yield AnnotationChange(kind, there.key, name, annotation, was, before, after)


def _by_id(store: Store, held: ReleasedLayer | None) -> dict[str, Annotation]:
    return {one.id: one for one in layer_at(store, held).ordered} if held else {}


def _changes(
    before: Mapping[str, Annotation], after: Mapping[str, Annotation], text: str
) -> Iterator[tuple[Kind, str, str, str, str]]:
    """(kind, id, the id it had, what it was, what it is) of all that differs."""
    gone: dict[str, list[str]] = {}
    for id, annotation in before.items():
        if id not in after:
            gone.setdefault(in_words(annotation, text), []).append(id)
    for id, annotation in after.items():
        said = in_words(annotation, text)
        if id not in before and gone.get(said):
            yield "renamed", id, gone[said].pop(0), said, said
        elif id not in before:
            yield "added", id, "", "", said
        elif annotation != before[id]:
            yield "changed", id, id, in_words(before[id], text), said
    for said, ids in gone.items():
        for id in ids:
            yield "removed", id, id, said, ""


def in_words(annotation: Annotation, text: str) -> str:
    """All that an annotation says but its own id, on one line."""
    extras = [f"{name}={value}" for name, value in annotation.attributes.items()]
    if isinstance(annotation, Relation):
        return " ".join([annotation.type, annotation.source, "->", annotation.target, *extras])
    if isinstance(annotation, Event):
        extras += [f"{argument.role}={argument.target}" for argument in annotation.arguments]
    elif annotation.link:
        extras.append(f"link={annotation.link}")
    if annotation.note:
        extras.append(f"note={annotation.note}")
    places = " ".join(f"{start}:{end}" for start, end in annotation.fragments)
    return " ".join(" ".join([label_of(annotation), places, surface(text, annotation.fragments), *extras]).split())
