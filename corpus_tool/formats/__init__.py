"""File formats, one module each. A module declares `FORMAT = Format(...)`; the registry finds it.

A format does no input and output: it turns bundles into pieces of named files and lines of a file into bundles. It
is told nothing about the corpus and imports no other format; what two share stands in `model` or `text`.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from corpus_tool.errors import NotFoundError
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.losses import Loss
from corpus_tool.registry import discover


class Piece(NamedTuple):
    """Some more text of one file of an export."""

    file: str
    """The name of the file within the export."""
    text: str


class Refusal(NamedTuple):
    """A part of a file that cannot be taken in: where, and why with what would have worked."""

    where: str
    reason: str


Writer: TypeAlias = Callable[[Iterable[Bundle], str], Iterator[Piece]]
"""(bundles, the export's name) to the pieces of its files. Pieces of one file come in order."""

Reader: TypeAlias = Callable[[Iterable[bytes]], Iterator[Bundle | Refusal]]
"""Lines of a file (each with its line feed) to the bundles in it. Texts come as they are, not yet cleaned."""


class Format(Struct, frozen=True, kw_only=True):
    """What one file format can do."""

    name: str
    """As on the command line."""
    title: str
    suffix: str
    """With the dot; files that end so are read by it."""
    write: Writer | None = None
    losses: Callable[[Bundle], Iterator[Loss]] | None = None
    """What writing a bundle would lose; None where nothing ever is."""
    read: Reader | None = None

    def pieces(self, bundles: Iterable[Bundle], name: str) -> Iterator[Piece]:
        """The pieces of the files of an export called `name`; none where the format only reads."""
        return self.write(bundles, name) if self.write else iter(())


@cache
def formats() -> dict[str, Format]:
    """Name to format, in alphabetical order."""
    found = [declared for declared in discover(__name__, "FORMAT") if isinstance(declared, Format)]
    return {format.name: format for format in sorted(found, key=lambda format: format.name)}


def writable(name: str) -> Format:
    """The format to write with; NotFoundError names those there are."""
    known = {format.name: format for format in formats().values() if format.write}
    if name not in known:
        raise NotFoundError(f"There is no format {name!r} to export to (known: {', '.join(known)}).")
    return known[name]


def readable(suffix: str) -> Format | None:
    """The format that reads files with that suffix, if one does."""
    return next((format for format in formats().values() if format.read and format.suffix == suffix.lower()), None)
