"""Columns, a word a line with its tags: written from layers, and read in the shapes they are met in.

A blank line ends a sentence; a line that begins with `-DOCSTART-` begins a document, and may have its key behind it
in brackets. Cells are parted by a tab, or by spaces where a line has no tab. Either all cells behind the word are tags,
the outermost first, or the last one is and the others (parts of speech, chunks) are passed over.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from corpus_tool.model.bundles import Bundle
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.nesting import in_columns
from corpus_tool.model.refusals import Refusal
from corpus_tool.model.span_columns import SpanColumns
from corpus_tool.model.tagged import Marked, Sentence, bundle_of_words
from corpus_tool.model.tagging import OUTSIDE, Tagger, is_tag, spans_of, tags_of, token_numbers
from corpus_tool.saying.counting import counted
from corpus_tool.text.cuts import borders
from corpus_tool.text.decoding import UndecodableError, decode, too_long
from corpus_tool.text.tokens import Token

DOCUMENT_START = "-DOCSTART-"

LONGEST_LINE = 1 << 20
"""Bytes; a line that is longer is no word with its tags."""

_UNSAFE = re.compile(r"[^\S ]|%")
"""In a key: white space that is no space, and what stands for it."""

_CELL, LAST_CELL = "\t{}".format, "\t{}\n".format
"""What a tag becomes in a line."""

_KEY = re.compile(r"-DOCSTART-\s+\((.*)\)(?:\s|$)", re.DOTALL)


def columns(document: Document, spans: Sequence[SpanColumns], windows: Sequence[int], tagger: Tagger) -> str:
    """The lines of one document: its words, with a tag for each of some columns of spans; a blank line before each
    window (see `window_starts`) and at the end."""
    tokens, last = document.tokens, len(spans) - 1
    cells = [LAST_CELL if number == last else _CELL for number in range(len(spans))]
    tags = [tags_of(column, tokens, tagger, cell) for column, cell in zip(spans, cells, strict=True)]
    return lines_of(document, tags, token_numbers(tokens, windows))


def lines_of(document: Document, tags: Sequence[Sequence[str]], windows: Iterable[int]) -> str:
    """The lines of a document, of columns of tags as they stand behind a word; a blank line before the tokens with
    some numbers, but not before the first or behind the last."""
    text, tokens = document.text, document.tokens
    # Words, and behind each its tags with what is around them, in one list that is joined once: no function of Python
    # is called for a row.
    width, height = len(tags) + 1, len(tokens)
    pieces = [""] * (width * height)
    pieces[::width] = [text[start:end] for start, end in zip(*borders(tokens), strict=True)]
    for number, column in enumerate(tags, 1):
        pieces[number::width] = column
    for number in windows:
        if 0 < number < height:
            pieces[number * width - 1] += "\n"
    outside = f"\t{OUTSIDE}" * len(tags)
    return f"{DOCUMENT_START} ({_escaped(document.key)}){outside}\n\n{''.join(pieces)}\n"


def spans_by_column(layer: Layer, count: int) -> list[SpanColumns]:
    """The spans of each of `count` columns of tags."""
    if count == 1:
        return [layer.plain or SpanColumns.of(layer.spans)]
    return [SpanColumns.of(spans) for spans in in_columns(layer.spans, count)]


def _escaped(key: str) -> str:
    """A key that breaks no line and no cell; `unquote` gives it back."""
    return _UNSAFE.sub(_quoted, key) if not key.isalnum() else key


def _quoted(found: re.Match[str]) -> str:
    return quote(found[0])


class _WrongLineError(Exception):
    """What is wrong with a line, and what was expected."""


def read_columns(lines: Iterable[bytes], stem: str, annotator: str, encoding: str = "") -> Iterator[Bundle | Refusal]:
    """Each document of a file, its text made of its words; one with a wrong line is told instead.

    `stem` is the key of a file that is one document without a name; several without names have none.
    """
    article = _Article(stem)
    for number, raw in enumerate(lines, 1):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if line.startswith(DOCUMENT_START.encode()):
            yield from article.finished(annotator)
            article = _Article("", is_announced=True)
        if article.wrong:
            continue
        try:
            article.add(_text(line, encoding))
        except _WrongLineError as wrong:
            article.refuse(Refusal(f"line {number}", str(wrong)))
    yield from article.finished(annotator)


def _text(line: bytes, encoding: str) -> str:
    if len(line) > LONGEST_LINE:
        raise _WrongLineError(f"it has {len(line):,} bytes; a word with its tags was expected")
    try:
        return decode(line, encoding).removesuffix("\n").removesuffix("\r")
    except UndecodableError as broken:
        raise _WrongLineError(str(broken)) from None


@dataclass(slots=True)
class _Article:
    """A document as its lines come in."""

    key: str
    is_announced: bool = False
    wrong: Refusal | None = None
    width: int = 0
    """Cells in each of its lines; 0 before the first."""
    length: int = 0
    """Of the text that its words make."""
    sentences: list[Sentence] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    """Those of the sentence that is being read: the word, then its tags."""

    def add(self, line: str) -> None:
        """Take one more line."""
        if line.startswith(DOCUMENT_START):
            found = _KEY.match(line)
            self.key = unquote(found[1]) if found else ""
        elif not line.strip(" \t"):
            self._end_sentence()
        elif cells := _cells(line):
            if self.width not in (0, len(cells)):
                raise _WrongLineError(f"it has {counted(len(cells), 'cell')}, the lines before it {self.width}")
            self.width = len(cells)
            self.length += len(cells[0]) + 1
            if wrong := too_long(self.length):
                raise _WrongLineError(f"{wrong}; a line {DOCUMENT_START} begins each")
            self.rows.append(cells)

    def refuse(self, wrong: Refusal) -> None:
        """Let what came so far go: nothing of a document with a wrong line comes in."""
        self.wrong = wrong
        self.sentences, self.rows = [], []

    def finished(self, annotator: str) -> Iterator[Bundle | Refusal]:
        """What became of it; nothing where there is nothing in it but an end."""
        if self.wrong:
            yield self.wrong
            return
        self._end_sentence()
        if self.sentences or (self.is_announced and self.key):
            yield bundle_of_words(self.key, self.sentences, annotator)

    def _end_sentence(self) -> None:
        if self.rows:
            words, *tags = zip(*self.rows, strict=True)
            self.sentences.append(Sentence(words, _marked(tags)))
            self.rows = []


def _cells(line: str) -> list[str]:
    """The word and its tags; nothing for a comment."""
    cells = line.split("\t") if "\t" in line else re.split(" +", line.strip(" "))
    is_tagged = len(cells) > 1 and is_tag(cells[-1])
    if not is_tagged and (cells[0] == "#" or cells[0].startswith("# ")):
        return []
    if len(cells) == 1 or not cells[0].strip():
        raise _WrongLineError(f"it is {line[:40]!r}; a word, a tab or a space, and a tag were expected")
    tags = cells[1:] if is_tag(cells[1]) else cells[-1:]
    for tag in tags:
        if not is_tag(tag):
            raise _WrongLineError(f"{tag[:40]!r} is no tag; O, or B-, I-, E-, S-, L- or U- and a label were expected")
    return [cells[0], *tags]


def _marked(columns_of_tags: Sequence[Sequence[str]]) -> list[Marked]:
    """What is marked in a sentence, by place, the outer before the inner."""
    numbers = [Token(number, number + 1, "word") for number in range(len(columns_of_tags[0]))]
    found = [
        (first, -end, column, label)
        for column, tags in enumerate(columns_of_tags)
        for label, first, end in spans_of(tags, numbers)
    ]
    return [Marked(label, first, -end) for first, end, _, label in sorted(found)]
