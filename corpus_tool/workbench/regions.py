"""What the lines of a document are: found by their shape, by being repeated over a source, and told by the user."""

from collections import Counter
from collections.abc import Iterable, Iterator
from math import ceil

from msgspec import Struct

from corpus_tool.errors import NotFoundError
from corpus_tool.model.documents import Document
from corpus_tool.model.regions import Origin, Region, RegionKind, line_numbers, lines_of, overlaid
from corpus_tool.model.shape import regions_of
from corpus_tool.store.store import Store
from corpus_tool.text.folding import fold_text
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
    author = str(document.metadata.get("author") or "")
    found = regions_of(document.text, document.title, author)
    return overlaid(found, store.regions.of_document(document.id) if document.id is not None else ())


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
    with store.writing():
        if kind is None:
            store.regions.unsay(document.id, line.start, line.end)
        else:
            now = (surroundings or Surroundings()).now()
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
            stories = _stories_by_line(store, source)
            common = {line for line, count in stories.items() if count >= _enough(sizes[source])}
            places = list(_places(store, source, common)) if common else []
            boilerplate = ((id, _repeated(place)) for id, place, _, _ in places)
            store.regions.replace_repeated(source, boilerplate, now)
        documents = Counter(line for line, _ in {(line, id) for id, _, line, _ in places})
        as_written = {line: written for _, _, line, written in reversed(places)}
        found += [Repeated(source, as_written[line], count) for line, count in documents.most_common()]
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


def _stories_by_line(store: Store, source: str) -> Counter[str]:
    """Folded line to the number of stories it stands in."""
    told: set[tuple[str, int]] = set()
    for _, story, text in store.regions.texts_of_source(source):
        told.update((line, story) for line in _candidates(text) if line)
    return Counter(line for line, _ in told)


def _places(store: Store, source: str, common: set[str]) -> Iterator[tuple[int, tuple[int, int], str, str]]:
    """(document id, place, folded line, line as written) of every common line in a source."""
    for id, _, text in store.regions.texts_of_source(source):
        folded = _candidates(text)
        if not common.isdisjoint(folded):
            by_line = dict(zip(line_numbers(text), lines_of(text), strict=True))
            for number, line in enumerate(folded):
                if line in common:
                    start, end = by_line[number]
                    yield id, (start, end), line, text[start:end]


def _candidates(text: str) -> list[str]:
    """Every line of a text, folded; empty for those that are not boilerplate by being repeated: the first, the long."""
    lines = [line.strip() for line in fold_text(text).split("\n")]
    first = next((number for number, line in enumerate(lines) if line), 0)
    return ["" if number == first or len(line) > LONGEST else line for number, line in enumerate(lines)]
