"""How annotators stand to one another, for a screen: figures, and the things behind each of them to be listed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from msgspec import Struct

from corpus_tool.agreement.drawing import NO_INTERVALS, Resampling
from corpus_tool.store.store import Store
from corpus_tool.workbench.agreement.cases import Case, cases_of
from corpus_tool.workbench.agreement.disagreements import finished
from corpus_tool.workbench.agreement.measuring import Agreement, Asked, measure
from corpus_tool.workbench.agreement.rulers import Unit
from corpus_tool.workbench.blindness import opened_to
from corpus_tool.workbench.progress import Progress, Tell, ignore

MEASURES = (
    "f1_strict",
    "f1_bounds",
    "f1_overlap_typed",
    "alpha",
    "label_percent",
    "ev_trig_cls",
    "ev_arg_cls_attached",
)
"""Those that are shown first; the command line has them all."""


class Wanted(Struct, frozen=True):
    """What is behind a cell; nothing named asks for everything."""

    pair: frozenset[str] = frozenset()
    document_id: int | None = None
    what: str = ""
    label: str | None = None
    """One of the two labels."""
    labels: tuple[str, str] | None = None
    """Both, in the order of the pair; in any order where no pair is named. Nothing stands for having no mark."""
    kind: str = ""
    """One of the ways in which they differ."""

    def allows(self, case: Case) -> bool:
        """Whether a case is behind the cell."""
        return (
            (not self.pair or self.pair == frozenset(name.annotator for name in case.layers))
            and self.document_id in {None, case.document_id}
            and self.what in {"", case.what}
            and (self.label is None or self.label in case.labels)
            and (self.labels is None or self._has_labels(case.labels))
            and (not self.kind or self.kind in case.kinds)
        )

    def _has_labels(self, labels: tuple[str, str]) -> bool:
        return labels == self.labels or (not self.pair and labels[::-1] == self.labels)


class Overview(Struct, frozen=True):
    """Everything the screen shows of who agrees with whom."""

    cases: tuple[Case, ...]
    """Of each two annotators who have done a document, alphabetically; agreed and not, in the order of the corpus."""
    keys: Mapping[int, str]
    """Id of a document that two have done to its key."""
    open_to: frozenset[int]
    """Documents in which the asker may see what others say."""


def overview(store: Store, asker: str, tell: Tell = ignore) -> Overview:
    """Put what every two annotators say side by side, in all documents that two of them have done."""
    cases: list[Case] = []
    keys: dict[int, str] = {}
    open_to: set[int] = set()
    ids, of_annotators, is_open = store.documents.ids(), finished(), opened_to(store, asker)
    for done, id in enumerate(ids, 1):
        heads = store.layers.heads([id]).get(id, [])
        done_by = of_annotators(heads)
        if len(done_by) > 1:
            keys[id] = store.documents.key_of(id)
            layers = sorted(store.layers.loaded(done_by).values(), key=lambda layer: layer.name)
            cases += (case for one, other in combinations(layers, 2) for case in cases_of(id, one, other))
            open_to |= {id} if is_open(heads) else set()
            tell(Progress(done, len(ids), keys[id]))
    return Overview(tuple(cases), keys, frozenset(open_to))


def figures(store: Store, unit: Unit, resampling: Resampling = NO_INTERVALS) -> Agreement:
    """The measures, with intervals where resampling says so."""
    return measure(store, Asked((), unit, MEASURES, resampling))


def strict_f1(cases: Iterable[Case]) -> tuple[float | None, int]:
    """(2 alike / all that both have, how many that is) of spans by letters; None where nobody has any."""
    alike = both = 0
    for case in cases:
        if case.what == "span":
            alike += case.is_strictly_same
            both += (case.first is not None) + (case.second is not None)
    return (2 * alike / both if both else None), both


def confusion(cases: Iterable[Case], *, symmetric: bool) -> Counter[tuple[str, str]]:
    """Pair of labels of spans to how often one says the one and the other the other."""
    counted = Counter(case.labels for case in cases if case.what == "span")
    if symmetric:
        counted += Counter({(other, one): count for (one, other), count in counted.items() if one != other})
    return counted


def labels_of(cases: Iterable[Case]) -> Iterator[str]:
    """Every label of a span, those with most differences first."""
    differing: Counter[str] = Counter()
    for case in cases:
        if case.what == "span":
            for label in set(filter(None, case.labels)):
                differing[label] += bool(case.kinds)
    return iter(sorted(differing, key=lambda label: (-differing[label], label)))
