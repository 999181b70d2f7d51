"""What the guidelines leave open: disagreements of one kind over the same words, as a work list for their author."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from msgspec import Struct

from corpus_tool.model.border_gaps import gaps_of
from corpus_tool.model.disagreements import What
from corpus_tool.model.documents import Document
from corpus_tool.model.gold import LayerHead, gold_of
from corpus_tool.model.layers import Layer
from corpus_tool.model.usage import bare_forms
from corpus_tool.store.store import Store
from corpus_tool.text.queries import index_words
from corpus_tool.workbench.agreement.cases import Case, cases_of, lines_of_cases
from corpus_tool.workbench.agreement.disagreements import clitics_of, finished
from corpus_tool.workbench.concordance import Line
from corpus_tool.workbench.consistency import behind_proclitics
from corpus_tool.workbench.progress import Progress, Tell, ignore
from corpus_tool.workbench.selecting import bundles

EXAMPLES = 3


class Gap(Struct, frozen=True):
    """Disagreements of one kind: the two labels, the words, and the clitic that one has and the other has not."""

    what: What
    """Never a relation."""
    labels: tuple[str, str]
    """In alphabetical order; nothing for having no mark."""
    words: str
    """In one spelling; nothing where they differ from case to case."""
    clitic: str
    """A proclitic or a suffix; nothing where that is not it."""
    kinds: tuple[str, ...]
    count: int
    documents: int
    examples: tuple[Line, ...]


class GapKind(NamedTuple):
    """What disagreements of one kind have in common; the fields are those of `Gap`."""

    what: What
    labels: tuple[str, str]
    words: str
    clitic: str


def gaps(store: Store, *, gold: bool = False, tell: Tell = ignore) -> list[Gap]:
    """Disagreements of annotators over what they have done, or of annotators with gold, the most frequent first.

    A disagreement over a clitic is one of that clitic and its label, whatever the words.
    """
    return [gap_of(store, kind, cases) for kind, cases in kinds_of_gaps(store, gold=gold, tell=tell)]


def kinds_of_gaps(store: Store, *, gold: bool = False, tell: Tell = ignore) -> list[tuple[GapKind, list[Case]]]:
    """The same as kinds, each with all its cases."""
    found: dict[GapKind, list[Case]] = defaultdict(list)
    for case, document in _differing(store, gold=gold, tell=tell):
        found[_key(case, document)].append(case)
    bare = bare_forms({key.words for key in found}, behind_proclitics)
    merged: dict[GapKind, list[Case]] = defaultdict(list)
    for key, cases in found.items():
        merged[key._replace(words=bare[key.words])] += cases
    return sorted(merged.items(), key=lambda item: (-len(item[1]), item[0]))


def _differing(store: Store, *, gold: bool, tell: Tell) -> Iterator[tuple[Case, Document]]:
    ids = store.documents.ids()
    numbers = {id: number for number, id in enumerate(ids, 1)}
    for bundle in bundles(store, _with_gold if gold else finished(), ids):
        document = bundle.document
        id = document.id or 0
        for one, other in _pairs(bundle.layers, gold=gold):
            cases = cases_of(id, one, other)
            yield from ((case, document) for case in cases if case.kinds and case.what is not What.RELATION)
        tell(Progress(numbers[id], len(ids), document.key))


def _with_gold(heads: Sequence[LayerHead]) -> Sequence[LayerHead]:
    theirs, measure = finished()(heads), gold_of(heads)
    return (*theirs, measure) if theirs and measure else ()


def _pairs(layers: Sequence[Layer], *, gold: bool) -> Iterator[tuple[Layer, Layer]]:
    """Each two annotators, or each with gold, which is the last."""
    if gold:
        return ((one, layers[-1]) for one in layers[:-1])
    return combinations(layers, 2)


def _key(case: Case, document: Document) -> GapKind:
    one, other = sorted(case.labels)
    borders = gaps_of(case.marked, document.text, document.tokens, clitics_of(document.language))
    clitic = next((gap.between for gap in borders if gap.is_clitic), "")
    words = "" if clitic else index_words(document.text[slice(*case.place)])
    return GapKind(case.what, (one, other), words, clitic)


def gap_of(store: Store, key: GapKind, cases: Sequence[Case]) -> Gap:
    """A kind with its counts and examples."""
    kinds = Counter(kind for case in cases for kind in case.kinds)
    documents = len({case.document_id for case in cases})
    return Gap(
        *key, tuple(kind for kind, _ in kinds.most_common()), len(cases), documents, tuple(_examples(store, cases))
    )


def _examples(store: Store, cases: Sequence[Case]) -> list[Line]:
    """Those of as many documents as there are, first."""
    by_document: dict[int, list[Case]] = defaultdict(list)
    for case in cases:
        by_document[case.document_id].append(case)
    first = [there[0] for there in by_document.values()]
    rest = [case for there in by_document.values() for case in there[1:]]
    return lines_of_cases(store, [*first, *rest][:EXAMPLES])
