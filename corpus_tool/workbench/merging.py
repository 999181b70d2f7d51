"""Work that was done in other corpus files, brought home. Nothing is overwritten, and no order matters.

Documents are the same where their texts are; revisions, where their uids are. What is here already is passed over, so
a file can be merged again. A layer that moved here and there has two lines in its log: one is shown, the other waits
until somebody chooses (`resolving`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field

from corpus_tool.errors import RefusedError
from corpus_tool.model.annotations import Relation
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.model.rules import misplaced
from corpus_tool.saying import tr
from corpus_tool.store.decisions import Decision
from corpus_tool.store.exchange import Arrival
from corpus_tool.store.identity import LayerIdentity
from corpus_tool.store.lines import Entry
from corpus_tool.store.store import Store
from corpus_tool.workbench.bringing_over import Ferry
from corpus_tool.workbench.luggage import Journey, carry, carry_schemas, carry_stories
from corpus_tool.workbench.progress import Progress, Tell, ignore
from corpus_tool.workbench.settling import layer_after, settle


class Outcome(StrEnum):
    """What became of a document or a layer of a merged file."""

    NEW_DOCUMENT = "new document"
    NEW_LAYER = "new layer"
    FURTHER = "brought further"
    APART = "moved on both sides"
    OVERRULED = "decided later elsewhere"
    DELETED = "deleted elsewhere"
    """It was hidden; `corpus-tool undelete` takes it back, here and in every file that is merged with this one."""
    WORKED_ON = "deleted, and worked on since"
    """It is shown: whoever deleted it did not know of that work."""
    NOTHING = "nothing new"
    REFUSED = "refused"


class Merged(Struct, frozen=True):
    """One thing to know."""

    outcome: Outcome
    document: str
    """Its key here."""
    layer: str = ""
    """Its short name; empty for the document."""
    message: str = ""


class MergeReport(Struct):
    """Everything there is to know about a merged file, in order."""

    file: Path
    entries: list[Merged] = field(default_factory=list)
    others: dict[str, int] = field(default_factory=dict)
    """What came beside documents and layers, by kind: `comments`, `resolutions`, `assignments`, `guidelines` ..."""

    def count(self, outcome: Outcome) -> int:
        """How many entries have that outcome."""
        return sum(entry.outcome is outcome for entry in self.entries)


def merge(store: Store, path: Path, tell: Tell = ignore) -> MergeReport:
    """Bring home what is in another corpus file and not here; each document whole, in a transaction of its own.

    The file is only read. Raises RefusedError where it was made under a schema that this corpus does not know.
    """
    if path.exists() and path.samefile(store.path):
        raise RefusedError(f"{path} is the corpus itself; name the file that came back.")
    report = MergeReport(path)
    others: Counter[str] = Counter()
    with Store.copy_of(path) as other:
        _refuse_strange_schema(store, other, path)
        with store.writing():
            others += carry_schemas(other, store)
        ids, ferry = other.documents.ids(deleted=True), Ferry(store)
        for number, id in enumerate(ids, 1):
            key = other.documents.key_of(id)
            try:
                with store.writing():
                    entries, counts = _document(store, other, id, ferry)
                others += counts
            except RefusedError as wrong:
                entries = [Merged(Outcome.REFUSED, key, message=str(wrong))]
            report.entries += entries
            tell(Progress(number, len(ids), key))
        with store.writing():
            others["near-duplicates"] += carry_stories(other, store)
    report.others = dict(+others)
    return report


def _refuse_strange_schema(store: Store, other: Store, path: Path) -> None:
    theirs = other.schemas.current()
    known = {SchemaRef(schema.name, schema.version): schema for schema, _ in store.schemas.adopted()}
    there = SchemaRef(theirs.name, theirs.version)
    if there not in known:
        ours = ", ".join(" ".join(name) for name in known)
        raise RefusedError(f"{path} was made under schema {' '.join(there)}, which is not known here (known: {ours}).")
    if not known[there].says_the_same_as(theirs):
        raise RefusedError(f"{path} has another schema {' '.join(there)} than this corpus; one of them was edited.")


def _document(store: Store, other: Store, id: int, ferry: Ferry) -> tuple[list[Merged], Counter[str]]:
    """Bring one document with its layers and all that goes with it. To be called inside `Store.writing`."""
    arrival = other.exchange.arrival(id)
    refuse_torn(arrival)
    here, is_new = store.exchange.bring(arrival)
    key = store.documents.key_of(here)
    note = "deleted here; it stays hidden" if store.hiding.when_document(here) else ""
    before = _Deletions.of(store, here)
    entries = [Merged(Outcome.NEW_DOCUMENT, key)] if is_new else []
    for name in other.layers.names(id, deleted=True):
        there = other.layers.id_of(id, name) or 0
        incoming = other.lines.entries(there)
        refuse_forged(incoming, LayerIdentity(arrival.document.text_sha256, *name))
        outcome = bring_layer(store, here, name, other.layers.schema_of(there), incoming, arrival.document.text)
        notes = [note]
        if outcome is not Outcome.NOTHING:
            outcome, said = bring_over(store, here, name, outcome, ferry)
            notes += [_lock_on(store, here, name), said]
        entries.append(Merged(outcome, key, name.short, "; ".join(filter(None, notes))))
    counts, overruled = carry(Journey(other, store, id, here, lambda _everyone: True))
    entries += [Merged(Outcome.OVERRULED, key, message=sentence) for sentence in overruled]
    entries += _Deletions.of(store, here).since(before, key)
    return entries or [Merged(Outcome.NOTHING, key, message=note)], counts


class _Deletions(NamedTuple):
    """What is deleted of a document: None is the document itself."""

    hidden: dict[LayerName | None, str]
    """To when."""
    worked_on: dict[LayerName, Decision]
    """Layers that are shown all the same, to what was decided about them."""

    @classmethod
    def of(cls, store: Store, document_id: int) -> "_Deletions":
        """As it is now."""
        hidden: dict[LayerName | None, str] = {}
        if document := store.hiding.when_document(document_id):
            hidden[None] = document
        for name in () if document else store.layers.names(document_id, deleted=True):
            if layer := store.hiding.when_layer(document_id, name):
                hidden[name] = layer
        return cls(hidden, dict(store.decisions.worked_on_since(document_id)))

    def since(self, before: "_Deletions", key: str) -> Iterator[Merged]:
        """What became of it by a merge."""
        for name, at in self.hidden.items():
            if name not in before.hidden and None not in before.hidden:
                layer = "" if name is None else name.short
                yield Merged(Outcome.DELETED, key, layer, f"since {at[:10]}; `corpus-tool undelete` takes it back")
        for worked_on, decision in self.worked_on.items():
            if worked_on not in before.worked_on:
                wrong = f"{decision.who} deleted it on {decision.at[:10]}; it is shown, as the work on it is newer"
                yield Merged(Outcome.WORKED_ON, key, worked_on.short, wrong)


def _lock_on(store: Store, document_id: int, name: LayerName) -> str:
    """That work came in although nobody was to change it."""
    lock = store.work.lock_of(document_id, name.annotator)
    if lock is None or name.kind is not LayerKind.ANNOTATOR:
        return ""
    return f"locked here by {lock.who} since {lock.at[:10]}; it came in all the same"


def bring_layer(
    store: Store, document_id: int, name: LayerName, schema: SchemaRef, incoming: Sequence[Entry], text: str
) -> Outcome:
    """Bring one layer's log, and the tables to where it leads. To be called inside `Store.writing`.

    `incoming` is genuine, parents before children. Raises RefusedError where it leads to what the text does not bear.
    """
    here = store.layers.id_of(document_id, name)
    id = here if here is not None else store.layers.add(document_id, Layer(name, schema))
    taken = store.lines.take(id, incoming)
    if here is not None and not taken:
        return Outcome.APART if store.lines.sides(id) else Outcome.NOTHING
    # Any rule would do that does not ask who came first.
    store.layers.schema_is(id, max(schema, store.layers.schema_of(id)))
    found = settle(store, id, text)
    for head in (found.main, *found.sides):
        _refuse_misplaced(layer_after(store, id, head), text)
    if found.sides:
        return Outcome.APART
    return Outcome.NEW_LAYER if here is None else Outcome.FURTHER


def bring_over(store: Store, document_id: int, name: LayerName, outcome: Outcome, ferry: Ferry) -> tuple[Outcome, str]:
    """Bring a layer that came in to the schema in force; what became of it, and a word about that.

    To be called inside `Store.writing`.
    """
    layer_id = store.layers.id_of(document_id, name) or 0
    said = ferry.bring(layer_id)
    if outcome is Outcome.APART and not store.lines.sides(layer_id):
        return Outcome.FURTHER, said  # under one schema both say the same
    return outcome, said


def refuse_torn(arrival: Arrival) -> None:
    """Raise RefusedError for a document whose tokens do not lie in its text."""
    cut = tuple((token.start, token.end) for token in arrival.document.tokens)
    if cut and (wrong := misplaced(cut, arrival.document.text)):
        raise RefusedError(tr("its tokens do not lie in its text: {wrong}", wrong=wrong))


def refuse_forged(incoming: Sequence[Entry], identity: LayerIdentity, known: Iterable[str] = ()) -> None:
    """Raise RefusedError for a log that is not as it was written, or that has holes; `known` is here already."""
    whose = {"name": identity.annotator, "kind": identity.kind}
    seen: set[str | None] = {None, *known}
    for entry in incoming:
        if not entry.is_genuine(identity):
            raise RefusedError(
                tr(
                    "the log of {name}'s layer ({kind}) is not as it was written: revision {uid} says something else",
                    **whose,
                    uid=entry.uid,
                )
            )
        if not {entry.parent, entry.of, *entry.closes} <= seen:
            raise RefusedError(
                tr("the log of {name}'s layer ({kind}) has a hole before revision {uid}", **whose, uid=entry.uid)
            )
        seen.add(entry.uid)


def _refuse_misplaced(layer: Layer, text: str) -> None:
    for annotation in layer.ordered:
        if not isinstance(annotation, Relation) and (wrong := misplaced(annotation.fragments, text)):
            raise RefusedError(f"{layer.name.short}: {annotation.id}: {wrong}")
