"""File formats, one module each. A module declares `FORMAT = Format(...)`; the registry finds it.

A format does no input and output: it turns bundles into pieces of named files and lines of a file into bundles. It
is told nothing about the corpus and imports no other format; what two share stands in `model` or `text`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple, Protocol, TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from corpus_tool.errors import NotFoundError
from corpus_tool.model.bracketed_columns import is_bracketed, read_bracketed
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying import Carries, restricted
from corpus_tool.model.carrying.places import window_starts
from corpus_tool.model.columns import columns, read_columns, spans_by_column
from corpus_tool.model.layers import Layer, LayerName
from corpus_tool.model.losses import OF_ITS_ENDS, Loss
from corpus_tool.model.plain_columns import plain_columns
from corpus_tool.model.plain_layers import NotPlainError, PlainLayers
from corpus_tool.model.policies import AS_USUAL, Overlaps, Policy
from corpus_tool.model.refusals import Refusal as Refusal
from corpus_tool.model.schemas import Schema
from corpus_tool.model.tagging import Tagger
from corpus_tool.registry import discover


class Piece(NamedTuple):
    """Some more of one file of an export."""

    file: str
    """The name of the file within the export; folders in it are parted by `/`."""
    content: str | bytes


class Notice(NamedTuple):
    """What is to be known about a file before its documents come in: how its columns are read."""

    words: str


def no_splits(_key: str) -> str:
    """Every document is training data."""
    return "train"


def nothing_beside(_name: str) -> bytes | None:
    """A file that lies alone."""
    return None


def no_texts(_digest: str) -> str | None:
    """Nothing is known yet."""
    return None


class Reading(NamedTuple):
    """How a file is to be read, where the user says so or its name does."""

    suffix: str = ""
    """How its name ends, with the dot, in small letters."""
    encoding: str = ""
    """Of its bytes; UTF-8 where none is named."""
    columns: Mapping[str, str] = {}
    """What we know a thing by (`text`, `title`, `key`, `language`, any name of metadata) to the column it is in."""
    stem: str = ""
    """The name of the file without its ending: a document's key where the file says none."""
    beside: Callable[[str], bytes | None] = nothing_beside
    """A file name to the bytes of the file of that name in the same folder or archive; None where there is none.
    `../NAME` is one in the folder above."""
    annotator: str = "imported"
    """Whose work it is, where the file does not say."""
    text_of: Callable[[str], str | None] = no_texts
    """A digest (`Document.text_sha256`) to the text of the corpus that has it: for files that came without texts."""
    scores: bool = False
    """Whether scores come in, as the attribute `score`: what they are said of becomes suggestions."""


class Writing(NamedTuple):
    """How an export is to be written."""

    name: str
    """Of the export; files that hold all of it are called so."""
    schema: Schema
    """The one in force, for formats that list labels beside the data."""
    policy: Policy = AS_USUAL
    with_text: bool = True
    """Whether the articles themselves may be passed on; False only where `Format.textless`."""
    split_of: Callable[[str], str] = no_splits
    """A document's key to the part of the data it belongs to (`train`, `dev`, `test`)."""

    def part_of(self, key: str) -> str:
        """The part of the data that a document belongs to; empty where it is not split."""
        return "" if self.split_of is no_splits else self.split_of(key)

    def stem(self, layer: LayerName, key: str) -> str:
        """`gold`, or `gold.train` where the data is split: what the file of a layer of a document is called."""
        name = one_name(layer.short)
        return name if self.split_of is no_splits else f"{name}.{self.split_of(key)}"


AS_IT_IS = Reading()
"""Nothing said about it: UTF-8, columns guessed."""


class Need(NamedTuple):
    """What has to be installed for a format."""

    module: str
    extra: str
    """The optional part of corpus-tool that brings it."""


Writer: TypeAlias = Callable[[Iterable[Bundle], Writing], Iterator[Piece]]
"""Bundles, brought down to what the format carries, to the pieces of its files. Pieces of one file come in order."""


class Reader(Protocol):
    """Lines of a file (each with its line feed) to the bundles in it. Texts come as they are, not yet cleaned.

    Where a file does not say under which schema it was made, the name in the layer's `SchemaRef` is empty: the schema
    in force. Names of labels and roles come as they are; `import --map` renames them.
    """

    def __call__(self, lines: Iterable[bytes], reading: Reading = AS_IT_IS, /) -> Iterator[Bundle | Refusal | Notice]:
        """Read; a notice comes before the bundles it is about."""


class Format(Struct, frozen=True, kw_only=True):
    """What one file format can do."""

    name: str
    """As on the command line."""
    title: str
    suffix: str
    """With the dot; files that end so are read by it."""
    more_suffixes: tuple[str, ...] = ()
    """Other endings that it reads as well."""
    write: Writer | None = None
    gather: Callable[[Iterable[Piece], Writing], Iterator[Piece]] | None = None
    """What makes files of the pieces that `write` makes, where these are only parts of them."""
    write_plain: Callable[[PlainLayers, Writing], Iterator[Piece]] | None = None
    """What `write` makes of plain layers, sooner; NotPlainError where `restricted` would change or tell anything."""
    carries: Carries = Carries()
    """What of a layer comes through."""
    parts: Mapping[str, Carries] = {}
    """Parts of what is written that hold less, and what they hold; what they do not is told, and never a refusal."""
    textless: bool = False
    """Whether it can be written without the articles themselves (`Writing.with_text`)."""
    read: Reader | None = None
    by_tokens: bool = False
    """Whether it holds tokens and no text, so that some of them can be left out.

    Its reader gives documents whose text was made of the words (`model.aligning.laid_out`), with `tokens` that say
    where each word stands in it; then the words are found again in the document of the same key, where there is one.
    """
    tokens: bool = True
    """Whether its writer looks at the tokens of documents: cutting them out of the store takes longer than all else."""
    described: bool = True
    """Whether its writer looks at what is said of documents: titles, languages, metadata."""
    apart: bool = False
    """Whether what it writes of a document does not depend on the others: then two processes share a large export."""
    by_splits: bool = False
    """Whether it keeps the parts of the data (`Writing.split_of`) apart itself."""
    has_sidecar: bool = False
    """Whether a file is one article, whose metadata may lie beside it in NAME.json or NAME.toml."""
    need: Need | None = None
    """What it needs beyond a plain install."""
    is_folder: bool = False
    """Whether what it writes is a folder that ends so, of which it reads the files."""
    in_folders: bool = False
    """Whether others keep it a folder for each document, a file in it for each who worked on it."""
    by_name_only: bool = False
    """Whether it reads files that end so only where the user names it: the ending says too little, or is taken."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Every ending it reads."""
        return (self.suffix, *self.more_suffixes)

    def pieces(self, bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
        """The pieces of the files of an export, of bundles that `restricted` made; none where it only reads."""
        return self.gathered(self.write_some(bundles, writing), writing)

    def write_some(self, bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
        """The pieces of some documents, which `gathered` makes files of."""
        return self.write(bundles, writing) if self.write else iter(())

    def gathered(self, pieces: Iterable[Piece], writing: Writing) -> Iterator[Piece]:
        """The pieces of files."""
        return self.gather(pieces, writing) if self.gather else iter(pieces)

    def lost_in_words(self) -> list[str]:
        """What does not come through, one phrase each, with what only a part of what is written does not hold."""
        parts = (f"{', '.join(less.lost_in_words())}: not in {part}" for part, less in self.parts.items())
        return [*self.carries.lost_in_words(), *(f"{said} (told, and no reason to refuse)" for said in parts)]

    def restricted(self, bundle: Bundle, policy: Policy = AS_USUAL) -> tuple[Bundle, list[Loss]]:
        """What of a bundle the format can hold, and everything that is lost with the rest."""
        kept, losses = restricted(bundle, self.carries, policy)
        for part, carries in self.parts.items():
            lost = restricted(kept, carries, policy)[1]
            losses += [
                replace(loss, part=part) for loss in lost if not carries.events or loss.reason not in OF_ITS_ENDS
            ]
        return kept, losses


def one_name(words: str) -> str:
    """What a layer or document is called, as the name of one file or folder: a stroke in it makes no folder.

    Else two documents could share a file, and what lies once in a folder would not be beside all its files. `%` is
    spelled out as well, so that `a/b` and `a%2Fb` stay two.
    """
    return words.replace("%", "%25").replace("/", "%2F")


def a_file_each_layer(
    found: Iterable[Bundle],
    writing: Writing,
    suffix: str,
    lines: Callable[[Bundle, Layer, Writing], Iterable[Struct]],
) -> Iterator[Piece]:
    """JSON lines of the layers of documents, those of an annotator in a file of her own."""
    for bundle in found:
        for layer in bundle.layers:
            file = f"{writing.stem(layer.name, bundle.document.key)}{suffix}"
            for line in lines(bundle, layer, writing):
                yield Piece(file, msgspec.json.encode(line).decode() + "\n")


def columns_each_layer(found: Iterable[Bundle], writing: Writing, format: Format, tagger: Tagger) -> Iterator[Piece]:
    """Columns of words and tags of the layers of documents, those of an annotator in a file of her own."""
    count = format.carries.columns if writing.policy.overlaps is Overlaps.LAYERED else 1
    for bundle in found:
        windows = window_starts(bundle.document.text, writing.policy.window)
        for layer in bundle.layers:
            lines = columns(bundle.document, spans_by_column(layer, count), windows, tagger)
            yield Piece(f"{one_name(layer.name.short)}{format.suffix}", lines)


def columns_of_plain(layers: PlainLayers, writing: Writing, format: Format, tagger: Tagger) -> Iterator[Piece]:
    """The same, of plain layers as they are; raises NotPlainError at one that does not fit."""
    if writing.policy.overlaps is Overlaps.LAYERED:
        raise NotPlainError
    for some in layers:
        lines = zip(
            [layer.head.name for layer in some], plain_columns(some, writing.policy.window, tagger), strict=True
        )
        for name, of_one in groupby(lines, key=itemgetter(0)):
            yield Piece(f"{one_name(name.short)}{format.suffix}", "".join([text for _, text in of_one]))


def documents_of_columns(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """Each document of such a file, whatever scheme its tags follow, made of its words, with one layer."""
    left = iter(lines)
    first = next(left, b"")
    read = read_bracketed if is_bracketed(first) else read_columns
    return read(chain([first] if first else [], left), reading.stem, reading.annotator, reading.encoding)


@cache
def formats() -> dict[str, Format]:
    """Name to format, in alphabetical order."""
    found = [declared for declared in discover(__name__, "FORMAT") if isinstance(declared, Format)]
    return {format.name: format for format in sorted(found, key=lambda format: format.name)}


@cache
def format_alone(name: str) -> Format:
    """One format by its name; the others are not read in where its module is called as it is."""
    return _declared(name) or formats()[name]


def _declared(name: str) -> Format | None:
    """The format whose module is called as it is."""
    try:
        declared = getattr(import_module(f"{__name__}.{name.replace('-', '_')}"), "FORMAT", None)
    except (ModuleNotFoundError, ValueError):  # no module, or no name of one
        return None
    return declared if isinstance(declared, Format) and declared.name == name else None


def writable(name: str) -> Format:
    """The format to write with; NotFoundError names those there are."""
    if (format := _declared(name)) is not None and format.write:
        return format  # a tenth of a second sooner than all of them
    known = {format.name: format for format in formats().values() if format.write}
    if name not in known:
        raise NotFoundError(f"There is no format {name!r} to export to (known: {', '.join(known)}).")
    return known[name]


def reader(name: str) -> Format:
    """The format to read with, whatever the ending; NotFoundError names those there are."""
    known = {format.name: format for format in formats().values() if format.read}
    if name not in known:
        raise NotFoundError(f"There is no format {name!r} to import from (known: {', '.join(known)}).")
    return known[name]


def readable(suffix: str) -> Format | None:
    """The format that reads files with that suffix, if one does."""
    return _readers().get(suffix.lower())


def readable_folder(suffix: str) -> Format | None:
    """The format that reads the files of folders with that ending, if one does."""
    found = (one for one in formats().values() if one.read and one.is_folder)
    return next((one for one in found if one.suffix == suffix.lower()), None)


def readable_suffixes() -> list[str]:
    """Every ending that some format reads."""
    return sorted(_readers())


@cache
def _readers() -> dict[str, Format]:
    found = [format for format in formats().values() if format.read and not format.by_name_only]
    return {suffix: format for format in found for suffix in format.suffixes}
