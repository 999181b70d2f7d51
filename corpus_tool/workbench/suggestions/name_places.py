"""Where else a name stands, in the open document or the whole corpus, and what the annotator's work says there already.

In the corpus only that is listed where she may mark: not what she is done with, what is locked for her, and what is
assigned to others alone. How much was passed over is counted.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from corpus_tool import languages
from corpus_tool.model.annotations import Span
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import Layer, LayerKind, LayerName
from corpus_tool.saying import tr_later
from corpus_tool.store.store import Store
from corpus_tool.text.queries import read_query
from corpus_tool.workbench.concordance import CONTEXT, renew_index
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.suggestions.name_forms import Mention, Name, name_at

MOST_PLACES = 500
"""Listed at once; the rest comes when these are marked."""


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


class Sought(NamedTuple):
    """A name that something found, without what is written onto it there."""

    name: Name
    place: tuple[int, int]
    mark: Span | None
    """Hers, just there."""


def sought_at(store: Store, annotator: str, document_id: int, place: tuple[int, int], query: str = "") -> Sought:
    """The name at a place of a document; `query` is what found it, in which proclitics were not typed."""
    _, text = store.documents.key_and_text(document_id)
    bare = _bare(text, place, query)
    layer = store.layers.load(document_id, LayerName(annotator, LayerKind.ANNOTATOR))
    marks = layer.spans if layer else ()
    return Sought(name_at(text, *bare), bare, next((span for span in marks if span.fragments == (bare,)), None))


def _bare(text: str, place: tuple[int, int], query: str) -> tuple[int, int]:
    """What of a find the query says; all of it where the query says only how it begins."""
    language = languages.language_or_plain(languages.identify(text[:CONTEXT]))
    for phrase in read_query(query):
        for one in Name(" ".join((*phrase.heads, *phrase.tail))).mentions(text, language):
            if place[0] <= one.start and one.end == place[1]:
                return one.start, one.end
    return place


class Closed(StrEnum):
    """Why a document is passed over."""

    DONE = "done"
    LOCKED = "locked"
    OTHERS = "assigned to others"


CLOSED_WORDS = {
    Closed.DONE: tr_later("done"),
    Closed.LOCKED: tr_later("locked"),
    Closed.OTHERS: tr_later("assigned to others"),
}


class InCorpus(NamedTuple):
    """What is listed."""

    found: list[Found]
    passed_over: Counter[Closed]
    """How many documents with the name are not for her to mark, as far as they were read."""


def in_corpus(store: Store, annotator: str, name: Name, label: str, limit: int | None = MOST_PLACES) -> InCorpus:
    """The first places of a name in all documents that are open to her, in the order they came in; None: all places."""
    found: list[Found] = []
    passed_over = Counter[Closed]()
    if not name.words:
        return InCorpus(found, passed_over)
    renew_index(store)
    code = languages.identify(name.text)
    with store.reading():
        documents = store.search.documents(name.phrases, every=False)
        while (limit is None or len(found) < limit) and (some := list(islice(documents, MOST_PLACES))):
            closed, layers = _hers(store, [id for id, _, _ in some], annotator)
            for id, key, text in some:
                if id in closed:
                    passed_over[closed[id]] += 1
                    continue
                language = code if code != "other" else languages.identify(text[:CONTEXT])
                mentions = name.mentions(text, languages.language_or_plain(language))
                found += _found(id, key, text, mentions, layers.get(id), label)
                if limit is not None and len(found) >= limit:
                    break
    return InCorpus(found[:limit], passed_over)


def _hers(store: Store, ids: Sequence[int], annotator: str) -> tuple[dict[int, Closed], dict[int, Layer]]:
    """Of these documents those that are closed to her, and her layers on the others."""
    whose = LayerName(annotator, LayerKind.ANNOTATOR)
    heads = {head.document_id: head for some in store.layers.heads(ids).values() for head in some if head.name == whose}
    closed = dict.fromkeys(store.work.others_alone(ids, annotator) - heads.keys(), Closed.OTHERS)
    closed |= {id: Closed.DONE for id, head in heads.items() if head.status is Status.DONE}
    closed |= dict.fromkeys(store.work.locked_of(ids, annotator), Closed.LOCKED)
    loaded = store.layers.loaded(head for id, head in heads.items() if id not in closed)
    return closed, {id: loaded[head.id] for id, head in heads.items() if id not in closed}


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


class Sifted:
    """Places that are gone through: some are left out, and those to be marked are taken one by one, by form, or all."""

    def __init__(self) -> None:
        self._found: Sequence[Found] = ()
        self._left_out: set[tuple[int, tuple[int, int]]] = set()

    def take(self, found: Sequence[Found]) -> None:
        """Go through these from now on; what was left out stays so."""
        self._found = found

    @property
    def open(self) -> list[Found]:
        """Those that were not left out."""
        return [one for one in self._found if (one.document_id, one.range) not in self._left_out]

    @property
    def proposed(self) -> list[Found]:
        """Those that `all` takes."""
        return [one for one in self.open if one.is_proposed]

    def of_form(self, one: Found) -> list[Found]:
        """Those of them that stand as this one does, with what is written onto it."""
        return [other for other in self.proposed if other.mention.form == one.mention.form]

    def leave_out(self, one: Found) -> None:
        """Do not list it any more."""
        self._left_out.add((one.document_id, one.range))


def markable(found: Sequence[Found]) -> list[Found]:
    """Those that nothing stands in the way of: where nothing is marked, or only something around it."""
    return [one for one in found if one.state in {State.FREE, State.INSIDE}]
