"""One source as it is read: its digest, its lines counted, what is in it, and what was asked of the files beside it."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from corpus_tool import formats
from corpus_tool.formats import Notice, Reading, Refusal
from corpus_tool.model.bundles import Bundle
from corpus_tool.text.decoding import too_long
from corpus_tool.workbench.folders import Place, place_of, placed
from corpus_tool.workbench.sidecars import with_sidecar
from corpus_tool.workbench.sources import Source

MOST_REFUSALS = 10_000
"""Of a source, told one by one: a file of something else has one for each of its lines, and may have millions."""


class Neighbours:
    """The files beside a source, and whether any of them was asked for: then its own bytes do not say everything."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.were_read = False

    def __call__(self, name: str) -> bytes | None:
        """The bytes of the file of that name; None where there is none."""
        self.were_read = True
        return self._source.beside(name)


class CountedLines:
    """The lines of a file, and how many bytes of it were read."""

    def __init__(self, file: Iterable[bytes]) -> None:
        self._file = file
        self.bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        for line in self._file:
            self.bytes += len(line)
            yield line


def found_in(source: Source, lines: Iterable[bytes], reading: Reading) -> Iterator[Bundle | Refusal | Notice]:
    """What is in a source, each bundle with the metadata beside it; refusals as far as somebody reads them."""
    format = formats.reader(source.format)
    if format.read is None:
        return
    reading = reading._replace(suffix=source.suffix, stem=source.shown.stem)
    place = place_of(source)
    refusals = 0
    for found in format.read(lines, reading):
        one = _fitted(found, source, place)
        refusals += isinstance(one, Refusal)
        if refusals <= MOST_REFUSALS or not isinstance(one, Refusal):
            yield one
    if refusals > MOST_REFUSALS:
        yield Refusal("", f"{refusals - MOST_REFUSALS:,} more in it cannot come in; these are not told one by one")


def _fitted(found: Bundle | Refusal | Notice, source: Source, place: Place | None) -> Bundle | Refusal | Notice:
    """With what lies beside it; refused where its text is longer than any article."""
    if not isinstance(found, Bundle):
        return found
    if wrong := too_long(len(found.document.text)):
        return Refusal(found.document.key, wrong)
    if place:
        return placed(found, place, source.shown.stem)
    return with_sidecar(found, source.sidecar_bytes(), source.sidecar) if source.sidecar else found


def digest_of_source(source: Source) -> str:
    """SHA-256 of the bytes of a source."""
    digest = sha256()
    with source.open() as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
