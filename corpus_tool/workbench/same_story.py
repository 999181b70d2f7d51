"""Which documents no split may part: those that tell the same in whole or in part, or come from one page."""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from corpus_tool.model.addresses import same_page
from corpus_tool.model.stories import Stories
from corpus_tool.store.store import Store
from corpus_tool.text.shingles import shingles
from corpus_tool.workbench.containment import contained
from corpus_tool.workbench.duplicates import own_text
from corpus_tool.workbench.progress import Progress, Tell, ignore


class Tie(Struct, frozen=True):
    """Two documents, by id, that belong together, and why."""

    first: int
    second: int
    why: Literal["text", "url"]
    containment: float
    """Shared shingles among those of the smaller; 0 where the address ties them."""


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
    first: dict[str, int] = {}
    for entry in store.documents.entries():
        if page := same_page(str(entry.metadata.get("url") or "")):
            other = first.setdefault(page, entry.id)
            if other != entry.id:
                yield Tie(other, entry.id, "url", 0.0)
