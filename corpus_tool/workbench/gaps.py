"""What the guidelines leave open: disagreements of one kind over the same words, as a work list for their author."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from msgspec import Struct

from corpus_tool.model.changes import Status
from corpus_tool.model.gold import gold_of
from corpus_tool.model.layers import LayerKind
from corpus_tool.model.usage import bare_forms
from corpus_tool.store.store import Store
from corpus_tool.text.queries import index_words
from corpus_tool.workbench.cases import Case, cases_of, lines_of_cases
from corpus_tool.workbench.concordance import Line
from corpus_tool.workbench.consistency import behind_proclitics
from corpus_tool.workbench.progress import Progress, Tell, ignore

EXAMPLES = 3


class Gap(Struct, frozen=True):
    """Disagreements of one kind: the two labels, the words, and the proclitic that one has and the other has not."""

    what: str
    """span or event."""
    labels: tuple[str, str]
    """In alphabetical order; nothing for having no mark."""
    words: str
    """In one spelling; nothing where they differ from case to case."""
    clitic: str
    kinds: tuple[str, ...]
    count: int
    documents: int
    examples: tuple[Line, ...]


class _Key(NamedTuple):
    what: str
    labels: tuple[str, str]
    words: str
    clitic: str


def gaps(store: Store, *, gold: bool = False, tell: Tell = ignore) -> list[Gap]:
    """Disagreements of annotators over what they have done, or of annotators with gold, the most frequent first.

    A disagreement over a proclitic is one of that proclitic and its label, whatever the words.
    """
    found: dict[_Key, list[Case]] = defaultdict(list)
    texts: dict[int, str] = {}
    for case, text in _differing(store, gold=gold, tell=tell):
        found[_key(case, text)].append(case)
        texts[case.document_id] = text
    bare = bare_forms({key.words for key in found}, behind_proclitics)
    merged: dict[_Key, list[Case]] = defaultdict(list)
    for key, cases in found.items():
        merged[key._replace(words=bare[key.words])] += cases
    ranked = sorted(merged.items(), key=lambda item: (-len(item[1]), item[0]))
    return [_gap(store, key, cases) for key, cases in ranked]


def _differing(store: Store, *, gold: bool, tell: Tell) -> Iterator[tuple[Case, str]]:
    ids = store.documents.ids()
    for done, id in enumerate(ids, 1):
        heads = store.layers.heads([id]).get(id, [])
        theirs = [head for head in heads if head.name.kind is LayerKind.ANNOTATOR and head.status is Status.DONE]
        measure = gold_of(heads) if gold else None
        pairs = [(head, measure) for head in theirs if measure] if gold else list(combinations(theirs, 2))
        if not pairs:
            continue
        key, text = store.documents.key_and_text(id)
        loaded = store.layers.loaded([head for pair in pairs for head in pair])
        for one, other in pairs:
            yield from (
                (case, text)
                for case in cases_of(id, loaded[one.id], loaded[other.id])
                if case.kinds and case.what != "relation"
            )
        tell(Progress(done, len(ids), key))


def _key(case: Case, text: str) -> _Key:
    one, other = sorted(case.labels)
    clitic = clitic_between(case, text)
    words = "" if clitic else index_words(text[slice(*case.place)])
    return _Key(case.what, (one, other), words, clitic)


def clitic_between(case: Case, text: str) -> str:
    """The proclitic that one of them has in the mark and the other has not; nothing where that is not it."""
    if case.first is None or case.second is None or not case.first.fragments or not case.second.fragments:
        return ""
    start, other = sorted((case.first.fragments[0][0], case.second.fragments[0][0]))
    word = text[start : max(case.place)].split(maxsplit=1)
    is_one = start < other and bool(word) and other - start in behind_proclitics(word[0])
    return text[start:other] if is_one else ""


def _gap(store: Store, key: _Key, cases: list[Case]) -> Gap:
    kinds = Counter(kind for case in cases for kind in case.kinds)
    documents = len({case.document_id for case in cases})
    return Gap(
        *key, tuple(kind for kind, _ in kinds.most_common()), len(cases), documents, tuple(_examples(store, cases))
    )


def _examples(store: Store, cases: list[Case]) -> list[Line]:
    """Those of as many documents as there are, first."""
    by_document: dict[int, list[Case]] = defaultdict(list)
    for case in cases:
        by_document[case.document_id].append(case)
    first = [there[0] for there in by_document.values()]
    rest = [case for there in by_document.values() for case in there[1:]]
    return lines_of_cases(store, [*first, *rest][:EXAMPLES])
