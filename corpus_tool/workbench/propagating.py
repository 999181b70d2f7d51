"""A name that was marked, wherever else it stands: in the document, or in the whole corpus; and marking it there.

What is marked already is told apart. Accepting is one act for each document, so that it is undone as one.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from corpus_tool import languages
from corpus_tool.errors import CorpusToolError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Span
from corpus_tool.model.changes import Change, Changes, Revision, Status
from corpus_tool.model.layers import Layer, LayerKind, LayerName
from corpus_tool.model.schemas import Schema
from corpus_tool.model.suggestions import claim_of
from corpus_tool.store.store import Store
from corpus_tool.store.verdicts import Says, Verdict
from corpus_tool.workbench.concordance import CONTEXT, renew_index
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.name_forms import Mention, Name, name_at
from corpus_tool.workbench.surroundings import Surroundings

MOST_PLACES = 500
"""Listed at once; the rest comes when these are marked."""

SOURCE = "propagation"
"""What stands beside what was marked so, where it is told what a machine helped with."""


class State(StrEnum):
    """What the layer says of a place already."""

    FREE = "free"
    MARKED = "marked"
    """Just this, with the same label."""
    OTHER = "other label"
    """Just this, with another."""
    INSIDE = "inside a longer mark"
    ACROSS = "across a mark"
    """Something marked ends or begins in it, or it holds something marked."""


class Found(NamedTuple):
    """A place where the name stands."""

    document_id: int
    document: str
    """The document's key."""
    mention: Mention
    state: State
    is_proposed: bool
    """Whether `all` takes it."""
    before: str
    text: str
    after: str

    @property
    def range(self) -> tuple[int, int]:
        """Code points."""
        return self.mention.start, self.mention.end


def name_of(desk: Desk, span: Span) -> Name:
    """What is looked for where this span was marked."""
    start, end = span.fragments[0][0], span.fragments[-1][1]
    return name_at(desk.document.text, start, end)


def in_document(desk: Desk, name: Name, label: str) -> list[Found]:
    """Every place of a name in the open document, in text order."""
    document = desk.document
    mentions = name.mentions(document.text, languages.language_or_plain(document.language))
    return list(_found(desk.document_id, document.key, document.text, mentions, desk.layer, label))


def in_corpus(store: Store, annotator: str, name: Name, label: str, limit: int = MOST_PLACES) -> list[Found]:
    """The first places of a name in all documents, in the order they came in; those that are done are passed over."""
    if not name.words:
        return []
    renew_index(store)
    whose = LayerName(annotator, LayerKind.ANNOTATOR)
    code = languages.identify(name.text)
    found: list[Found] = []
    with store.reading():
        documents = store.search.documents(name.phrases, every=False)
        while len(found) < limit and (some := list(islice(documents, limit))):
            layers = _own_layers(store, [id for id, _, _ in some], whose)
            for id, key, text in some:
                layer = layers.get(id)
                if layer is None or layer.status is not Status.DONE:
                    language = code if code != "other" else languages.identify(text[:CONTEXT])
                    mentions = name.mentions(text, languages.language_or_plain(language))
                    found += _found(id, key, text, mentions, layer, label)
                if len(found) >= limit:
                    break
    return found[:limit]


def changes_for(desk: Desk, like: Span, places: Iterable[tuple[int, int]], schema: Schema) -> Changes:
    """What marks each place as `like` is marked: its label, link, and what is chosen of it."""
    choices = {one.id for one in schema.attributes_on("entity", like.label).values() if one.type == "choice"}
    kept = {name: value for name, value in like.attributes.items() if name == "subtype" or name in choices}
    changes: Changes = ()
    layer = desk.layer
    for place in places:
        span = Span(id=desk.new_id("s"), label=like.label, fragments=(place,), attributes=kept, link=like.link)
        while span.id in layer:
            span = Span(id=desk.new_id("s"), label=like.label, fragments=(place,), attributes=kept, link=like.link)
        added = edits.add(layer, span)
        layer = layer.apply(added)
        changes += added
    return changes


def mark_all(desk: Desk, like: Span, found: Sequence[Found]) -> Revision:
    """Mark every place of the open document, as one act. Raises RefusedError, with nothing done, as any act."""
    changes = changes_for(desk, like, [one.range for one in found], desk.schema)
    with desk.store.writing():
        revision = desk.do(f"Propagate {like.label}", changes)
        desk.store.verdicts.add(desk.document_id, _origins(desk, changes, revision))
    return revision


def _origins(desk: Desk, changes: Changes, revision: Revision) -> Iterator[Verdict]:
    """Where each of the new marks came from."""
    uid = desk.store.revisions.uid_of(revision.number or 0)
    for change in changes:
        if isinstance(change, Change) and isinstance(change.after, Span):
            yield Verdict(
                who=desk.layer.name.annotator,
                says=Says.ACCEPTED,
                claim=claim_of(change.after),
                source=SOURCE,
                annotation=change.after.id,
                revision=uid,
                at=revision.at,
            )


class Batch(NamedTuple):
    """What was marked in other documents at once."""

    revisions: tuple[tuple[int, Revision], ...]
    """Document id and the act."""
    refused: tuple[str, ...]
    """Documents in which it was refused, with the reason."""


def mark_elsewhere(
    store: Store, annotator: str, like: Span, found: Sequence[Found], surroundings: Surroundings
) -> Batch:
    """Mark places in documents that are not open, an act in each; where one is refused, the others are still done."""
    revisions, refused = [], []
    for id in dict.fromkeys(one.document_id for one in found):
        some = [one for one in found if one.document_id == id]
        try:
            desk = Desk(store, id, LayerName(annotator, LayerKind.ANNOTATOR), surroundings)
            revisions.append((id, mark_all(desk, like, some)))
        except CorpusToolError as error:
            refused.append(f"{some[0].document}: {error}")
    return Batch(tuple(revisions), tuple(refused))


def take_back(store: Store, annotator: str, batch: Batch, surroundings: Surroundings) -> int:
    """Undo a batch in every document where nothing was done since; how many there were."""
    undone = 0
    for id, revision in batch.revisions:
        desk = Desk(store, id, LayerName(annotator, LayerKind.ANNOTATOR), surroundings)
        if desk.undoable is not None and desk.undoable.number == revision.number:
            desk.undo()
            undone += 1
    return undone


def _own_layers(store: Store, ids: Sequence[int], whose: LayerName) -> dict[int, Layer]:
    heads = [head for some in store.layers.heads(ids).values() for head in some if head.name == whose]
    loaded = store.layers.loaded(heads)
    return {head.document_id: loaded[head.id] for head in heads}


def _found(
    id: int, key: str, text: str, mentions: Iterable[Mention], layer: Layer | None, label: str
) -> Iterator[Found]:
    habit = layer is not None and _nests(layer, label)
    for one in mentions:
        state = _state(layer, one, label) if layer is not None else State.FREE
        proposed = (state is State.FREE or (state is State.INSIDE and habit)) and _is_likely(one, label)
        before, after = text[max(0, one.start - CONTEXT) : one.start], text[one.end : one.end + CONTEXT]
        yield Found(id, key, one, state, proposed, before, text[one.start : one.end], after)


def _is_likely(one: Mention, label: str) -> bool:
    """Whether it is the same name: a person's takes no article, so حسن is not الحسن."""
    return one.is_exact or not label.upper().startswith("PER")


def _state(layer: Layer, one: Mention, label: str) -> State:
    place = (one.start, one.end)
    touching = [
        span for span in layer.spans if any(start < one.end and one.start < end for start, end in span.fragments)
    ]
    same = [span for span in touching if span.fragments == (place,)]
    if any(span.label == label for span in same):
        return State.MARKED
    if same:
        return State.OTHER
    if not touching:
        return State.FREE
    holding = all(any(start <= one.start and one.end <= end for start, end in span.fragments) for span in touching)
    return State.INSIDE if holding else State.ACROSS


def _nests(layer: Layer, label: str) -> bool:
    """Whether whoever made the layer marks such names inside longer ones, too."""
    others = [span.fragments[0] for span in layer.spans]
    return any(
        start <= span.fragments[0][0] and span.fragments[-1][1] <= end and (start, end) != span.fragments[0]
        for span in layer.spans
        if span.label == label
        for start, end in others
    )
