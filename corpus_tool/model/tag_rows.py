"""Words with columns of tags, in which names lie inside names: read as NEMO and Wojood write them.

A line is a word and its tags, parted by spaces or a tab; a blank line ends a sentence. Tags are IOB or BIOSE. A tag may
have parts, joined by `^`: one for each part of the word, in order, so that a name may begin inside the word.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from corpus_tool.model.aligning import MisalignedError, laid_out, placed
from corpus_tool.model.annotations import Annotation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.documents import Document
from corpus_tool.model.json_values import BYTE_ORDER_MARK, UnusableError
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.model.refusals import Refusal
from corpus_tool.text.decoding import UndecodableError, decode, too_long
from corpus_tool.text.tokens import Token

SENTENCES = 100
"""What a file without documents is cut into: as many as a long article has."""

LONGEST_LINE = 1 << 16
"""Bytes; what is longer is no word with its tags."""

OUTSIDE = "O"
PART = "^"

_TAG = re.compile(r"O|[BIES]-[^^]+")
_GOES_ON = frozenset("IE")
_LAST = frozenset("ES")

Parts: TypeAlias = tuple[str, ...]
"""The tags of the parts of a word; one where it has none."""


class Row(NamedTuple):
    """A word, and for each column the tags of its parts."""

    word: str
    columns: tuple[Parts, ...]


@dataclass(slots=True)
class Stretch:
    """A name: the first and the last of the parts it covers, counted through a sentence."""

    label: str
    column: int
    first: int
    last: int


Running: TypeAlias = dict[str, dict[int, Stretch]]
"""Label and column to the name that may go on there."""

Cut: TypeAlias = Callable[[str, int], int]
"""A word, and how many of its parts stand before a name in it, to how many of its characters do."""


def nothing_before(_word: str, _parts: int) -> int:
    """Names are of whole words."""
    return 0


Sentence: TypeAlias = "list[Row] | Refusal"
"""The rows of a sentence, or what is wrong with one of them."""


def stretches(rows: Sequence[Row]) -> list[Stretch]:
    """The names of a sentence, in the order in which they begin, the wider first.

    A tag that goes on does so with what it finds in its own column, else in another one: Wojood closes up its columns
    where an outer name ends first. What goes on with nothing begins a name.
    """
    found: list[Stretch] = []
    running: Running = {}
    for number, tags in enumerate(_parts(rows)):
        free, running = running, {}
        for column, tag in enumerate(tags):
            if tag == OUTSIDE:
                continue
            one = _continued(free, tag[2:], column) if tag[0] in _GOES_ON else None
            if one:
                one.column, one.last = column, number
            else:
                found.append(one := Stretch(tag[2:], column, number, number))
            if tag[0] not in _LAST:
                running.setdefault(one.label, {})[column] = one
    return sorted(found, key=lambda one: (one.first, -one.last, one.column))


def _parts(rows: Sequence[Row]) -> Iterator[Parts]:
    """For each part of each word its tag in each column."""
    for row in rows:
        yield from zip(*row.columns, strict=True)


def _continued(free: Running, label: str, column: int) -> Stretch | None:
    """The name of that label that goes on in that column, else the outermost; it is free no longer."""
    there = free.get(label)
    return there.pop(column if column in there else next(iter(there))) if there else None


def row(line: str) -> Row:
    """A line as a row; raises UnusableError where it is something else."""
    word, *cells = re.split("[ \t]+", line.strip(" \t\r\n"))
    if not cells:
        raise UnusableError(f"it is {word[:40]!r}; a word, a space or a tab, and its tags were expected")
    columns = tuple(tuple(cell.split(PART)) for cell in cells)
    for tag in (tag for column in columns for tag in column):
        if not _TAG.fullmatch(tag):
            raise UnusableError(f"{tag[:40]!r} is no tag; O, or B-, I-, E- or S- and a label were expected")
    if len({len(column) for column in columns}) > 1:
        raise UnusableError(f"the columns of {word[:40]!r} have tags for different numbers of parts")
    return Row(word, columns)


def sentences(lines: Iterable[bytes], encoding: str) -> Iterator[Sentence]:
    """The rows of each sentence; a wrong line is told instead of its sentence."""
    rows: list[Row] = []
    wrong: Refusal | None = None
    length = 0
    for number, raw in enumerate(lines, 1):
        line = raw.removeprefix(BYTE_ORDER_MARK) if number == 1 else raw
        if not line.strip():
            if rows or wrong:
                yield wrong or rows
            rows, wrong, length = [], None, 0
            continue
        if wrong:
            continue
        try:
            rows.append(row(_decoded(line, encoding)))
            length += len(rows[-1].word) + 1
            _refuse_too_long(length)
        except UnusableError as unusable:
            rows, wrong = [], Refusal(f"line {number}", str(unusable))
    if rows or wrong:
        yield wrong or rows


def _refuse_too_long(length: int) -> None:
    if wrong := too_long(length):
        raise UnusableError(f"{wrong}; a blank line ends a sentence")


def _decoded(line: bytes, encoding: str) -> str:
    if len(line) > LONGEST_LINE:
        raise UnusableError(f"it has {len(line):,} bytes; a word with its tags was expected")
    try:
        return decode(line, encoding)
    except UndecodableError as broken:
        raise UnusableError(str(broken)) from None


class Origin(NamedTuple):
    """Where rows come from, and what is made of them."""

    stem: str
    """The document's key; with a number behind it where there are several."""
    annotator: str
    text: str | None = None
    """The text that the words are of, where it is there."""
    cut: Cut = nothing_before


def bundles(lines: Iterable[bytes], encoding: str, origin: Origin) -> Iterator[Bundle | Refusal]:
    """The documents of a file: one where its text is there, else one for every so many sentences."""
    waiting: list[Sentence] = []
    number = 0
    for sentence in sentences(lines, encoding):
        if len(waiting) == SENTENCES and origin.text is None:
            number += 1
            yield _document(waiting, f"{origin.stem}-{number:04}", origin)
            waiting = []
        waiting.append(sentence)
    if waiting:
        yield _document(waiting, f"{origin.stem}-{number + 1:04}" if number else origin.stem, origin)


def _document(found: Sequence[Sentence], key: str, origin: Origin) -> Bundle | Refusal:
    """A document, its text the one that is there or made of the words, and one layer with its names."""
    rows = [sentence for sentence in found if not isinstance(sentence, Refusal)]
    if wrong := next((sentence for sentence in found if isinstance(sentence, Refusal)), None):
        return wrong
    text, lines = laid_out([[row.word for row in sentence] for sentence in rows])
    if origin.text is not None:
        try:
            tokens = iter(placed([row.word for sentence in rows for row in sentence], origin.text))
        except MisalignedError as misaligned:
            return Refusal("", f"the words are not those of the text beside them: {misaligned}")
        text, lines = origin.text, [[next(tokens) for _ in sentence] for sentence in rows]
    names = (name for pair in zip(rows, lines, strict=True) for name in _names(*pair, origin.cut))
    spans: list[Annotation] = [
        Span(id=f"s{number}", label=label, fragments=((start, end),))
        for number, (label, start, end) in enumerate(names, 1)
    ]
    owner = LayerName(origin.annotator, LayerKind.ANNOTATOR)
    layer = Layer.of(owner, SchemaRef("", ""), spans, Status.DONE)
    tokens_of = tuple(token for line in lines for token in line)
    return Bundle(Document(key=key, text=text, language="", direction="", tokens=tokens_of), (layer,))


def _names(rows: Sequence[Row], tokens: Sequence[Token], cut: Cut) -> Iterator[tuple[str, int, int]]:
    """(label, start, end) of each name of a sentence, in code points."""
    parts = [(number, part) for number, row in enumerate(rows) for part in range(len(row.columns[0]))]
    for one in stretches(rows):
        first, before = parts[one.first]
        token = tokens[first]
        inside = cut(rows[first].word, before) if before else 0
        yield (
            one.label,
            token.start + (inside if inside < token.end - token.start else 0),
            tokens[parts[one.last][0]].end,
        )
