"""Words and annotations looked for across the corpus, each with the text around it: the lines of a concordance."""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from itertools import groupby, islice

from msgspec import Struct

from corpus_tool import languages
from corpus_tool.errors import UsageError
from corpus_tool.model.annotations import surface
from corpus_tool.saying import tr
from corpus_tool.store.found import FoundAnnotation, Wanted
from corpus_tool.store.search import match_expression
from corpus_tool.store.store import Store
from corpus_tool.text.queries import Phrase, find, index_words, read_query
from corpus_tool.workbench.progress import Progress, Tell, ignore

CONTEXT = 120
"""How much of the text stands on each side of a find, in code points."""

MOST_WORDS = 64
"""In one query. A pasted article is no query, and each word asks for a hundred forms."""

MOST_SORTED = 20_000
"""Lines that are read before they are sorted; 20,000 take about two seconds."""


class Order(StrEnum):
    """How the lines of a concordance are sorted."""

    DOCUMENT = "document"
    LEFT = "left"
    """By what stands in front of the find, the nearest word first."""
    RIGHT = "right"
    """By what stands behind it."""


class Line(Struct, frozen=True):
    """One find. Texts are as stored, in logical order: `before` is what is read first."""

    document: str
    start: int
    end: int
    before: str
    text: str
    after: str
    annotator: str = ""
    kind: str = ""
    annotation: str = ""
    label: str = ""
    role: str = ""


class Concordance(Struct, frozen=True):
    """The lines asked for, and whether there are more."""

    lines: list[Line]
    has_more: bool
    is_cut_before_sorting: bool
    """Whether there were so many that not all of them were sorted."""


def search(
    store: Store,
    query: str,
    wanted: Wanted | None = None,
    *,
    proclitics: bool = True,
    order: Order = Order.DOCUMENT,
    limit: int = 100,
    tell: Tell = ignore,
) -> Concordance:
    """Find the words of `query`, or the annotations `wanted`, or those `wanted` that share a character with the words.

    Raises UsageError for a query of too many words, and for one without any that does not want annotations.
    """
    phrases = phrases_of(query, proclitics=proclitics)
    if not phrases and (wanted is None or query.strip()):
        raise UsageError(
            tr("There is no word in this query: give letters or digits, an option such as --label, or both.")
        )
    renew_index(store, tell)
    with store.reading():
        lines = _words(store, phrases) if wanted is None else _annotations(store, wanted, phrases)
        if order is Order.DOCUMENT:
            found = list(islice(lines, limit + 1))
            return Concordance(found[:limit], len(found) > limit, is_cut_before_sorting=False)
        found = list(islice(lines, MOST_SORTED + 1))
        sorted_lines = sorted(found[:MOST_SORTED], key=_SORT_KEYS[order])
        return Concordance(sorted_lines[:limit], len(found) > limit, len(found) > MOST_SORTED)


def phrases_of(query: str, *, proclitics: bool = True) -> list[Phrase]:
    """What `query` asks the index for; a phrase's first word also behind the proclitics of its language."""
    phrases = read_query(query)
    if sum(1 + len(phrase.tail) for phrase in phrases) > MOST_WORDS:
        raise UsageError(
            tr(
                "This query has more than {count} words; a few of them find the place as well.",
                count=MOST_WORDS,
            )
        )
    return [_with_proclitics(phrase) for phrase in phrases] if proclitics else phrases


def _with_proclitics(phrase: Phrase) -> Phrase:
    forms = [form for known in languages.languages() for form in known.behind_proclitics(phrase.heads[0])]
    return phrase._replace(heads=(*phrase.heads, *forms))


def renew_index(store: Store, tell: Tell = ignore) -> None:
    """Make the index anew where a program that folded otherwise made it."""
    if store.search.is_stale():
        rebuild_index(store, tell)


def rebuild_index(store: Store, tell: Tell = ignore) -> None:
    """Make the index anew, in one transaction."""
    total = store.documents.count()
    with store.writing():
        for done, id in enumerate(store.search.rebuild(), 1):
            tell(Progress(done, total, str(id)))
        store.search.optimize()


def _words(store: Store, phrases: list[Phrase]) -> Iterator[Line]:
    """Every place where one of `phrases` stands, in the documents that hold all of them."""
    for _, key, text in store.search.documents(phrases):
        yield from lines_in(key, text, phrases)


def lines_in(key: str, text: str, phrases: Sequence[Phrase]) -> Iterator[Line]:
    """Every place in a document's text where one of `phrases` stands."""
    for hit in find(text, phrases):
        yield Line(key, hit.start, hit.end, *_around(text, hit.start, hit.end, text[hit.start : hit.end]))


def _annotations(store: Store, wanted: Wanted, phrases: list[Phrase]) -> Iterator[Line]:
    """Every annotation that is as wanted and, where there are phrases, shares a character with a find of one."""
    match = match_expression(phrases) if phrases else None
    for document_id, group in groupby(store.found.annotations(wanted, match), key=lambda one: one.document_id):
        key, text = store.documents.key_and_text(document_id)
        places = find(text, phrases)
        for one in group:
            if not phrases or any(
                start < hit.end and hit.start < end for start, end in one.fragments for hit in places
            ):
                yield _line_of(one, key, text)


def _line_of(one: FoundAnnotation, key: str, text: str) -> Line:
    start, end = one.fragments[0][0], one.fragments[-1][1]
    around = _around(text, start, end, surface(text, one.fragments))
    return Line(key, start, end, *around, one.annotator, one.kind, one.id, one.label, one.role)


def _around(text: str, start: int, end: int, middle: str) -> tuple[str, str, str]:
    return text[max(0, start - CONTEXT) : start], middle, text[end : end + CONTEXT]


def _context_key(line: Line, order: Order) -> tuple[list[str], str, int]:
    words = index_words(line.before if order is Order.LEFT else line.after).split()
    return (words[::-1] if order is Order.LEFT else words), line.document, line.start


_SORT_KEYS: dict[Order, Callable[[Line], tuple[list[str], str, int]]] = {
    order: partial(_context_key, order=order) for order in (Order.LEFT, Order.RIGHT)
}
