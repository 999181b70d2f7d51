"""What the lines of a document are: found by their shape, by being repeated over a source, and told by the user."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from math import ceil

from msgspec import Struct

from corpus_tool.errors import NotFoundError
from corpus_tool.model.documents import Document
from corpus_tool.model.regions import Origin, Region, RegionKind, line_numbers, lines_of, overlaid
from corpus_tool.model.shape import regions_of
from corpus_tool.store.store import Store
from corpus_tool.text.folding import folded_text
from corpus_tool.workbench.progress import Progress, Tell, ignore
from corpus_tool.workbench.surroundings import Surroundings

ENOUGH = 3
"""Stories of a source that share a line which is then not the story's own."""

SHARE = 0.05
"""The same as a part of a small source's documents; two at least."""

LONGEST = 200
"""Code points of a line that may be boilerplate by being repeated; a longer one is a paragraph told twice."""

LARGE_SOURCE = 1_000
"""Documents of a source up to which an import looks for its repeated lines by itself, in a third of a second."""


class Repeated(Struct, frozen=True):
    """A line that several stories of a source share."""

    source: str
    line: str
    """As the first of them has it."""
    documents: int


def document_regions(store: Store, document: Document) -> tuple[Region, ...]:
    """What each line of a stored document is."""
    return regions_over(document, store.regions.of_document(document.id) if document.id is not None else ())


def regions_over(document: Document, stored: Iterable[Region]) -> tuple[Region, ...]:
    """What each line of a document is, where the store says that of some of them."""
    author = str(document.metadata.get("author") or "")
    return overlaid(regions_of(document.text, author), stored)


def set_region(
    store: Store,
    document: Document,
    line: Region,
    kind: RegionKind | None,
    who: str,
    surroundings: Surroundings | None = None,
) -> None:
    """Let a user say what a line is; None takes that back. Raises NotFoundError where no such line is."""
    if document.id is None or (line.start, line.end) not in lines_of(document.text):
        raise NotFoundError(f"{document.key} has no line at {line.start}..{line.end}.")
    now = (surroundings or Surroundings()).now()
    with store.writing():
        if kind is None:
            store.regions.unsay(document.id, line.start, line.end, who, now)
        else:
            store.regions.say(document.id, Region(line.start, line.end, kind, Origin.USER), who, now)


def find_repeated(
    store: Store,
    sources: Iterable[str] | None = None,
    surroundings: Surroundings | None = None,
    tell: Tell = ignore,
) -> list[Repeated]:
    """Mark the lines that are repeated over each of `sources` (without them: over all); answer them by source.

    Every source is a transaction of its own. First lines are never marked: they are titles.
    """
    sizes = store.regions.sources()
    wanted = sorted(sizes if sources is None else sizes.keys() & set(sources))
    now = (surroundings or Surroundings()).now()
    found: list[Repeated] = []
    for number, source in enumerate(wanted, 1):
        with store.writing():
            places = list(_repeated_places(store, source, _enough(sizes[source])))
            boilerplate = ((id, _repeated(place)) for id, place, _ in places)
            store.regions.replace_repeated(source, boilerplate, now)
        found += _summed(source, places)
        tell(Progress(number, len(wanted), source))
    return found


def find_repeated_in_small_sources(store: Store, sources: set[str], surroundings: Surroundings | None = None) -> None:
    """What an import does by itself; `corpus-tool regions` does it for large sources too."""
    sizes = store.regions.sources() if sources else {}
    small = [source for source in sources if 1 < sizes.get(source, 0) <= LARGE_SOURCE]
    if small:
        find_repeated(store, small, surroundings)


def source_of(document: Document) -> str:
    """Where a document is from, as far as its metadata say."""
    return str(document.metadata.get("source", document.metadata.get("sitename", "")))


def _repeated(place: tuple[int, int]) -> Region:
    return Region(*place, RegionKind.BOILERPLATE, Origin.REPEATED)


def _enough(documents: int) -> int:
    """In how many stories of a source with so many documents a line has to stand."""
    return min(ENOUGH, max(2, ceil(SHARE * documents)))


def _repeated_places(store: Store, source: str, enough: int) -> Iterator[tuple[int, tuple[int, int], str]]:
    """(document id, place, line as written) of every line that stands in enough stories of a source."""
    keys = {id: (story, _line_keys(text)) for id, story, text in store.regions.texts_of_source(source)}
    told = {(key, story) for story, of_lines in keys.values() for key in of_lines if key}
    common = {key for key, count in Counter(key for key, _ in told).items() if count >= enough}
    if common:
        for id, _, text in store.regions.texts_of_source(source):
            of_lines = keys[id][1]
            if not common.isdisjoint(of_lines):
                for number, place in zip(line_numbers(text), lines_of(text), strict=True):
                    if of_lines[number] in common:
                        yield id, place, text[slice(*place)]


def _line_keys(text: str) -> "array[int]":
    """For every line of a text a number that is the same for the same line folded.

    0 for those that are not boilerplate by being repeated: the first and the long. Numbers, because a source may have
    a hundred thousand articles.
    """
    lines = [line.strip() for line in folded_text(text).split("\n")]
    first = next((number for number, line in enumerate(lines) if line), 0)
    return array(
        "q", [0 if number == first or len(line) > LONGEST else hash(line) for number, line in enumerate(lines)]
    )


def _summed(source: str, places: list[tuple[int, tuple[int, int], str]]) -> list[Repeated]:
    """The repeated lines, the most frequent first."""
    as_written: dict[str, str] = {}
    documents: dict[str, set[int]] = {}
    folded: dict[str, str] = {}
    for id, _, written in places:
        line = folded.get(written) or folded.setdefault(written, folded_text(written).strip())
        as_written.setdefault(line, written)
        documents.setdefault(line, set()).add(id)
    found = [Repeated(source, as_written[line], len(ids)) for line, ids in documents.items()]
    return sorted(found, key=lambda one: (-one.documents, one.line))
