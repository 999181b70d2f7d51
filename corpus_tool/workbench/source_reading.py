"""One source as it is read: its digest, its lines counted, what is in it, and what was asked of the files beside it."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from corpus_tool import formats
from corpus_tool.formats import Notice, Reading, Refusal
from corpus_tool.model.bundles import Bundle
from corpus_tool.workbench.folders import place_of, placed
from corpus_tool.workbench.sidecars import with_sidecar
from corpus_tool.workbench.sources import Source


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
    """What is in a source, each bundle with the metadata that lies beside it."""
    format = formats.reader(source.format)
    if format.read is None:
        return
    reading = reading._replace(suffix=source.suffix, stem=source.shown.stem)
    place = place_of(source)
    for found in format.read(lines, reading):
        if place and isinstance(found, Bundle):
            yield placed(found, place, reading.stem)
        elif source.sidecar and isinstance(found, Bundle):
            yield with_sidecar(found, source.sidecar_bytes(), source.sidecar)
        else:
            yield found


def digest_of_source(source: Source) -> str:
    """SHA-256 of the bytes of a source."""
    digest = sha256()
    with source.open() as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
