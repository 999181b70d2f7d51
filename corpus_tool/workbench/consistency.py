"""The same words labelled one way here and another way, or not at all, there: within a layer, or between layers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain

from corpus_tool import languages
from corpus_tool.model.annotations import Event, Span, label_of, last_offset, surface
from corpus_tool.model.changes import Status
from corpus_tool.model.gold import LayerHead, gold_of
from corpus_tool.model.layers import Layer, LayerKind
from corpus_tool.model.usage import Group, Use, bare_forms, grouped
from corpus_tool.store.store import Store
from corpus_tool.text.queries import CutText, index_words
from corpus_tool.workbench.concordance import CONTEXT, Line
from corpus_tool.workbench.progress import Progress, Tell, ignore

GOLD = "gold"
"""In place of a name: what was adjudicated."""

Strings = Mapping[str, Sequence[tuple[tuple[str, ...], str, str]]]
"""First word to what may follow it: (the words behind it, the whole string, span or event), the longest first."""


def consistency(
    store: Store,
    whose: Sequence[str] = (),
    tell: Tell = ignore,
    is_wanted: Callable[[int], bool] = lambda _id: True,
    *,
    every: bool = False,
) -> list[Group]:
    """What is not treated alike in the layers of `whose` (annotators, or "gold"; all annotators where none is named).

    Counted are marks; and, in what is done, places of the same words without any mark. In what is in progress, only
    those before its last mark: nobody has been further yet. `is_wanted` says of a document whether it is looked at;
    `every`: strings that are treated alike, too.
    """
    layers = list(_layers(store, frozenset(whose), tell, is_wanted))
    marked = [list(_marked(id, text, layer)) for id, text, layer in layers]
    bare = bare_forms({use.words for use in chain.from_iterable(marked)}, behind_proclitics)
    strings = _strings(chain.from_iterable(marked), bare)
    unmarked = (list(_unmarked(id, text, layer, strings)) for id, text, layer in layers)
    return grouped(chain(chain.from_iterable(marked), chain.from_iterable(unmarked)), bare, every=every)


def lines_of(store: Store, uses: Iterable[Use]) -> list[Line]:
    """Each place with the text around it, in the order given."""
    texts: dict[int, tuple[str, str]] = {}
    found = []
    for use in uses:
        key, text = texts.setdefault(use.document_id, store.documents.key_and_text(use.document_id))
        start, end = use.place
        around = text[max(0, start - CONTEXT) : start], surface(text, use.fragments), text[end : end + CONTEXT]
        found.append(Line(key, start, end, *around, use.layer.short, use.what, use.id, use.label))
    return found


def _layers(
    store: Store, whose: frozenset[str], tell: Tell, is_wanted: Callable[[int], bool]
) -> Iterator[tuple[int, str, Layer]]:
    """(document id, text, layer) of what has been begun."""
    ids = [id for id in store.documents.ids() if is_wanted(id)]
    for done, id in enumerate(ids, 1):
        heads = [head for head in store.layers.heads([id]).get(id, ()) if head.status is not Status.NEW]
        wanted = [head for head in heads if _is_wanted(head, heads, whose)]
        if wanted:
            key, text = store.documents.key_and_text(id)
            for layer in store.layers.loaded(wanted).values():
                yield id, text, layer
            tell(Progress(done, len(ids), key))


def _is_wanted(head: LayerHead, heads: Sequence[LayerHead], whose: frozenset[str]) -> bool:
    if head.name.kind is LayerKind.GOLD:
        return GOLD in whose and head == gold_of(heads)
    return head.name.kind is LayerKind.ANNOTATOR and (not whose or head.name.annotator in whose)


def _marked(id: int, text: str, layer: Layer) -> Iterator[Use]:
    placed: list[Span | Event] = [*layer.spans, *layer.events]
    for one in placed:
        if words := index_words(surface(text, one.fragments)):
            yield Use(id, layer.name, one.fragments, words, _kind(one), label_of(one), one.id)


def _kind(one: Span | Event) -> str:
    return "span" if isinstance(one, Span) else "event"


def _strings(uses: Iterable[Use], bare: Mapping[str, str]) -> Strings:
    found: dict[str, set[tuple[tuple[str, ...], str, str]]] = defaultdict(set)
    for use in uses:
        head, *tail = bare[use.words].split()
        found[head].add((tuple(tail), bare[use.words], use.what))
    return {head: sorted(there, key=lambda one: (-len(one[0]), one)) for head, there in found.items()}


def _unmarked(id: int, text: str, layer: Layer, strings: Strings) -> Iterator[Use]:
    """Places of `strings` that no mark of the layer touches; never inside another word, but behind proclitics."""
    placed: list[Span | Event] = [*layer.spans, *layer.events]
    covered = bytearray(len(text))
    for start, end in chain.from_iterable(one.fragments for one in placed):
        covered[start:end] = b"\1" * (end - start)
    until = len(text) if layer.status is Status.DONE else max(map(last_offset, placed), default=0)
    cut = CutText(text)
    for number, word in enumerate(cut.words):
        form = next((form for form in _forms(word) if form in strings), None)
        following = strings[form] if form is not None else ()
        for tail, words, what in following:
            if tuple(cut.words[number + 1 : number + 1 + len(tail)]) == tail:
                start, end = cut.place(number, number + len(tail))
                start += _proclitic(text[start:end], words)
                if end <= until and not any(covered[start:end]):
                    yield Use(id, layer.name, ((start, end),), words, what)


@cache
def _forms(word: str) -> tuple[str, ...]:
    """A folded word, and what it may be without proclitics."""
    return (word, *(word[border:] for border in behind_proclitics(word)))


@cache
def behind_proclitics(word: str) -> list[int]:
    """Where a name may start in a word of any of the languages, best first."""
    return list(dict.fromkeys(border for known in languages.languages() for border in known.clitic_borders(word)))


def _proclitic(found: str, words: str) -> int:
    """How many code points of a find stand before `words`."""
    head = found.split(maxsplit=1)[0]
    wanted = words.split(" ")[0]
    if index_words(head).startswith(wanted):
        return 0
    return next((border for border in behind_proclitics(head) if index_words(head[border:]).startswith(wanted)), 0)
