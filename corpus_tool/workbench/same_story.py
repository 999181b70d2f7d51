"""Which documents no split may part: those that tell the same in whole or in part, or come from one page."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from corpus_tool.model.addresses import same_page
from corpus_tool.model.stories import Stories
from corpus_tool.model.tallies import source_of
from corpus_tool.store.store import Store
from corpus_tool.text.shingles import shingles
from corpus_tool.workbench.containment import contained
from corpus_tool.workbench.duplicates import own_text
from corpus_tool.workbench.progress import Progress, Tell, ignore

Why: TypeAlias = Literal["text", "url", "source"]
"""Much the same text, one page, or, where a split keeps these together, one source."""


class Tie(Struct, frozen=True):
    """Two documents, by id, that belong together, and why."""

    first: int
    second: int
    why: "Why"
    containment: float
    """Shared shingles among those of the smaller; 0 where something else ties them."""


def ties(store: Store, tell: Tell = ignore) -> list[Tie]:
    """Enough pairs to tie together all documents that belong together, looked for anew in the whole corpus.

    Exact copies share all their shingles. Takes two milliseconds a document. To be called inside `Store.reading`.
    """
    found = [Tie(pair.first, pair.second, "text", pair.containment) for pair in contained(_texts(store, tell))]
    return [*found, *_of_one_page(store)]


def stories(found: Sequence[Tie]) -> Stories:
    """The stories that ties make."""
    return Stories((tie.first, tie.second) for tie in found)


def _texts(store: Store, tell: Tell) -> Iterator[tuple[int, frozenset[str]]]:
    ids = store.documents.ids()
    for number, id in enumerate(ids, 1):
        yield id, shingles(own_text(store, id))
        tell(Progress(number, len(ids), "documents"))


def _of_one_page(store: Store) -> Iterator[Tie]:
    """Each document with the first that came from the same page."""
    pages = ((entry.id, same_page(str(entry.metadata.get("url") or ""))) for entry in store.documents.entries())
    return _alike(pages, "url")


def of_one_source(store: Store, ids: Collection[int]) -> Iterator[Tie]:
    """Each of some documents with the first of them that came from the same source."""
    sources = ((entry.id, source_of(entry.metadata)) for entry in store.documents.entries() if entry.id in ids)
    return _alike(sources, "source")


def _alike(found: Iterable[tuple[int, str]], why: Why) -> Iterator[Tie]:
    """Each id with the first that is told of in the same words, if in any."""
    first: dict[str, int] = {}
    for id, words in found:
        other = first.setdefault(words, id) if words else id
        if other != id:
            yield Tie(other, id, why, 0.0)
