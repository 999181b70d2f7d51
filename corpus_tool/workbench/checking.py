"""Whether a corpus is sound: the file, the log against the tables, offsets against texts; and the schema's rules."""

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from corpus_tool.errors import RefusedError, StoreError
from corpus_tool.model.annotations import surface
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerName
from corpus_tool.model.references import missing_references
from corpus_tool.model.rules import Weight, misplaced, violations
from corpus_tool.model.schemas import Schema
from corpus_tool.saying.counting import counted
from corpus_tool.store.identity import LayerIdentity
from corpus_tool.store.store import Store
from corpus_tool.workbench.progress import Progress, Tell, ignore
from corpus_tool.workbench.settling import layer_after, settled


class Finding(Struct, frozen=True):
    """Something to know. An error means that the corpus is unsound; a warning, that work breaks a rule."""

    weight: Weight
    kind: str
    """`file`, `document`, `log`, `place`, `reference`, `decision`, `verdict`, `comment`, `index`, ..., a rule."""
    where: str
    """The document's key and the layer's short name; empty for the file."""
    message: str


class CheckReport(Struct):
    """What was looked at, and what was found."""

    documents: int = 0
    layers: int = 0
    revisions: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing is an error."""
        return not any(finding.weight is Weight.ERROR for finding in self.findings)


def check(store: Store, tell: Tell = ignore, report: CheckReport | None = None) -> CheckReport:
    """Look at everything in a corpus, deleted things too. Changes nothing.

    With a `report` of the caller's, that is filled; so it is there where a CancelledError ends the work.
    """
    report = CheckReport() if report is None else report
    with store.reading():
        ids = store.soundness.every_document()
        tell(Progress(0, len(ids), "pages"))
        report.findings += [Finding(Weight.ERROR, "file", "", said) for said in store.soundness.damage()]
        if not report.sound:
            return report  # what stands on damaged pages cannot be read, let alone judged
        report.findings += [Finding(Weight.ERROR, "file", "", said) for said in store.soundness.orphans()]
        report.findings += _tables(store)
        schema = store.schemas.current()
        report.revisions = store.soundness.log_length()
        for id in ids:
            key = store.documents.key_of(id)
            report.findings += _document(store, id, key, schema, report)
            report.documents += 1
            tell(Progress(report.documents, len(ids), key))
    return report


def _tables(store: Store) -> Iterator[Finding]:
    """What can be asked of whole tables at once."""
    for key in store.decisions.astray():
        wrong = "its assignments, locks, corrected lines or deletions are not what was decided last"
        yield Finding(Weight.ERROR, "decision", key, wrong)
    for id in store.listing.astray():
        wrong = "the list of documents does not say of it what it says itself"
        yield Finding(Weight.ERROR, "list", store.documents.key_of(id), wrong)
    for ref in store.schemas.forged():
        yield Finding(Weight.ERROR, "guideline", "", f"the guidelines of {' '.join(ref)} are not what was kept")
    for story in store.soundness.lost_stories():
        wrong = f"story {story} is named after a document that is not in it; `corpus-tool duplicates` looks again"
        yield Finding(Weight.ERROR, "story", "", wrong)


def _beside_layers(store: Store, id: int, key: str, document: Document) -> Iterator[Finding]:
    """What is kept about a document beside its layers."""
    for wrong in store.soundness.strays(id, document.text):
        yield Finding(Weight.ERROR, "place", key, wrong)
    for decision in store.decisions.forged(id, document.text_sha256):
        wrong = f"the {decision.about} {decision.subject} is not what was decided"
        yield Finding(Weight.ERROR, "decision", key, wrong)
    for verdict in store.verdicts.forged(id, document.text_sha256):
        wrong = f"what {verdict.who} said of the suggestion {verdict.claim.label} is not what was said"
        yield Finding(Weight.ERROR, "verdict", key, wrong)
    for number in store.comments.forged(id):
        yield Finding(Weight.ERROR, "comment", key, f"comment {number} is not what was said")
    if not store.search.is_stale() and not store.soundness.is_indexed(id, document.text):
        yield Finding(Weight.ERROR, "index", key, "a search does not find it: the index of words has lost it")


def _document(store: Store, id: int, key: str, schema: Schema, report: CheckReport) -> Iterator[Finding]:
    try:
        document = store.documents.load(id)
    except StoreError as broken:
        yield Finding(Weight.ERROR, "document", key, str(broken))
        return
    if store.soundness.digest_of(id) != document.text_sha256:
        yield Finding(Weight.ERROR, "document", key, "its text is not the one whose digest is stored with it")
    cut = tuple((token.start, token.end) for token in document.tokens)
    if cut and (wrong := misplaced(cut, document.text)):
        yield Finding(Weight.ERROR, "document", key, f"its tokens do not lie in its text: {wrong}")
    yield from _beside_layers(store, id, key, document)
    for layer_id in store.layers.every_id(id):
        _, name = store.layers.whose(layer_id)
        report.layers += 1
        where = f"{key}, {name.short}"
        try:
            yield from _layer(store, layer_id, name, document, schema, where)
        except StoreError as broken:
            yield Finding(Weight.ERROR, "log", where, str(broken))


def _layer(
    store: Store, layer_id: int, name: LayerName, document: Document, schema: Schema, where: str
) -> Iterator[Finding]:
    layer = store.layers.load(document.id or 0, name)
    if layer is None:
        return
    for wrong in _places(store, layer_id, document.text):
        yield Finding(Weight.ERROR, "place", where, wrong)
    dangling = list(missing_references(layer.ordered))
    for user, missing in dangling:
        yield Finding(Weight.ERROR, "reference", where, f"{user} points at {missing}, which is not in this layer")
    for wrong in _log(store, layer_id, layer, LayerIdentity(document.text_sha256, *name)):
        yield Finding(Weight.ERROR, "log", where, wrong)
    if sides := store.lines.sides(layer_id):
        yield Finding(Weight.WARNING, "waiting", where, waiting_sentence(layer.revision, sides))
    if not dangling:
        for violation in violations(layer, schema, document):
            yield Finding(Weight.WARNING, violation.rule, where, f"{violation.annotation}: {violation.message}")


def _numbers(*groups: Iterable[int]) -> str:
    return ", ".join(map(str, sorted({number for group in groups for number in group}))) or "none but the one shown"


def waiting_sentence(main: int, sides: list[int]) -> str:
    """Say that a layer has several sides, and what can be done about it."""
    others = ", ".join(map(str, sides))
    return f"it was changed apart: revision {main} is shown, {others} wait; `corpus-tool resolve` chooses"


def _places(store: Store, layer_id: int, text: str) -> Iterator[str]:
    """Offsets that lead out of the text or to other words than those stored."""
    for place in store.soundness.places(layer_id):
        if wrong := misplaced(place.fragments, text):
            yield f"{place.id}: {wrong}"
        elif (there := surface(text, place.fragments)) != place.text:
            yield f"{place.id}: {place.text!r} is stored, but the document has {there!r} there"
        elif (place.start, place.end) != (place.fragments[0][0], place.fragments[-1][1]):
            yield f"{place.id}: its columns say {place.start}:{place.end}, its fragments {place.fragments}"


def _log(store: Store, layer_id: int, layer: Layer, identity: LayerIdentity) -> Iterator[str]:
    """What the log and the tables say differently."""
    forged = [entry.uid for entry in store.lines.entries(layer_id) if not entry.is_genuine(identity)]
    if forged:
        yield f"{counted(len(forged), 'revision is', 'revisions are')} not as written, the first {forged[0]}"
    try:
        replayed = layer_after(store, layer_id, layer.revision)
        found = settled(store, layer_id)
    except RefusedError as contradiction:
        yield f"it cannot be replayed: {contradiction}"
        return
    # A line that waited may lead to the same by now, and it goes on waiting until somebody chooses.
    kept = {*store.lines.sides(layer_id), *store.lines.twins(layer_id)}
    if found.main != layer.revision:
        yield f"its newest revision is {found.main}, but the tables are at {layer.revision}"
    elif {*found.sides, *found.twins} != kept:
        yield f"the lines of its log end at {_numbers(found.sides, found.twins)}, but the tables say {_numbers(kept)}"
    if replayed.status is not layer.status:
        yield f"replaying it leads to {replayed.status}, but the table says {layer.status}"
    if replayed.rulings != layer.rulings:
        yield "replaying it leads to other decisions of adjudicators than the tables have"
    ids = {**replayed.placed, **layer.placed}
    if differing := [id for id in ids if replayed.placed.get(id) != layer.placed.get(id)]:
        many = counted(len(differing), "annotation differs", "annotations differ")
        yield f"replaying it does not give the tables: {many}, the first {differing[0]}"
