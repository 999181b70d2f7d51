"""What became of an annotator's work: her layer against gold, difference by difference, and how often they are one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from corpus_tool.errors import NotFoundError
from corpus_tool.model.changes import Status
from corpus_tool.model.gold import gold_of
from corpus_tool.model.guidelines import sections, whole
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.saying import spoken
from corpus_tool.store.store import Store
from corpus_tool.workbench.agreement.cases import Case, cases_of


class AgainstGold(NamedTuple):
    """How often an annotator and gold have the same label on the same place. Not agreement: gold is the measure."""

    both: int
    hers: int
    """How many she has."""
    gold: int
    """How many gold has."""

    @property
    def precision(self) -> float | None:
        """Of what she has, the share that gold has; None where she has nothing."""
        return self.both / self.hers if self.hers else None

    @property
    def recall(self) -> float | None:
        """Of what gold has, the share that she has; None where gold has nothing."""
        return self.both / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """2 both / (hers + gold); None where there is nothing on either side."""
        return 2 * self.both / (self.hers + self.gold) if self.hers + self.gold else None


class Because(NamedTuple):
    """What the adjudicator said of a decision."""

    reason: str
    guideline: str
    """What the guidelines say about it: a section, a label."""
    who: str


class Feedback(Struct, frozen=True):
    """All differences of an annotator's finished work from gold."""

    annotator: str
    documents: int
    """In which both are done."""
    overall: Mapping[str, AgainstGold]
    """span, event (its trigger and type) and relation to the counts, for those there are."""
    labels: Mapping[str, AgainstGold]
    """Label or type to the counts, those with most differences first."""
    cases: tuple[Case, ...]
    """Where they differ; hers is first, gold second. In the order of the corpus."""
    because: Mapping[tuple[int, str, str], Because] = {}
    """(document, short name of a layer, id of a mark in it) to what the adjudicator said of it, where she did."""

    def why(self, case: Case) -> Because | None:
        """What the adjudicator said of a difference."""
        spots = zip(case.layers, (case.first, case.second), strict=True)
        keys = ((case.document_id, name.short, spot.id) for name, spot in spots if spot)
        return next((self.because[key] for key in keys if key in self.because), None)


def feedback(store: Store, annotator: str, documents: Sequence[int] = ()) -> Feedback:
    """Compare her finished layers with gold, in some documents (in all where none is named).

    Raises NotFoundError where there is no document in which both are done.
    """
    own = LayerName(annotator, LayerKind.ANNOTATOR)
    cases: list[Case] = []
    because: dict[tuple[int, str, str], Because] = {}
    count = 0
    for id in documents or store.documents.ids():
        heads = store.layers.heads([id]).get(id, [])
        gold = gold_of(heads)
        hers = next((head for head in heads if head.name == own and head.status is Status.DONE), None)
        if gold and hers:
            count += 1
            loaded = store.layers.loaded((hers, gold))
            cases += cases_of(id, loaded[hers.id], loaded[gold.id])
            because.update(_reasons(store, id, gold.name))
    if not count:
        raise NotFoundError(f"There is no document that {annotator} has finished and that has gold.")
    differing = tuple(case for case in cases if case.kinds)
    return Feedback(annotator, count, _by_kind(cases), _by_label(cases), differing, because)


def _reasons(store: Store, id: int, gold: LayerName) -> Iterator[tuple[tuple[int, str, str], Because]]:
    """By what stands in gold, and by what each annotator had said."""
    for one in store.adjudication.reasons(id):
        if one.gold == gold:
            said = Because(one.ruling.reason, one.ruling.guideline, one.ruling.who)
            yield from (((id, gold.short, item.id), said) for item in one.ruling.items)
            yield from (((id, there.layer, there.annotation.id), said) for there in one.ruling.candidates)


def advice(store: Store, label: str) -> str:
    """What the guidelines say of a label or type, in Markdown; nothing where they have no section of it."""
    schema = store.schemas.current()
    return sections(whole(schema, store.schemas.guidelines(schema), spoken())).get(label, "")


def _by_kind(cases: Iterable[Case]) -> dict[str, AgainstGold]:
    kinds: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        kinds[case.what].append(case)
    return {what: _counted(there) for what, there in kinds.items()}


def _by_label(cases: Iterable[Case]) -> dict[str, AgainstGold]:
    labels: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        for label in set(filter(None, case.labels)):
            labels[label].append(case)
    counted = {label: _counted(there, label) for label, there in labels.items()}
    return dict(sorted(counted.items(), key=lambda item: (2 * item[1].both - item[1].hers - item[1].gold, item[0])))


def _counted(cases: Iterable[Case], label: str = "") -> AgainstGold:
    both = hers = gold = 0
    for case in cases:
        one, other = case.labels
        hers += bool(one) and label in {"", one}
        gold += bool(other) and label in {"", other}
        both += case.is_strictly_same
    return AgainstGold(both, hers, gold)
