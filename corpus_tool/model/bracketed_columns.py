"""Columns of CoNLL-2012, as OntoNotes is handed on: names in brackets, `(ORG*`, `*`, `*)`, in the eleventh.

`#begin document (ID); part 000` begins a document; its parts are documents of their own. Coreference, the last column,
and syntax are passed over.
"""

import re
from collections.abc import Iterable, Iterator

from corpus_tool.model.bundles import Bundle
from corpus_tool.model.json_values import BYTE_ORDER_MARK, UnusableError
from corpus_tool.model.refusals import Refusal
from corpus_tool.model.tagged import Marked, Sentence, bundle_of_words
from corpus_tool.saying.counting import counted
from corpus_tool.text.decoding import UndecodableError, decode

BEGIN, END = "#begin document", "#end document"
WORD, NAME = 3, 10
"""The numbers of the columns that are read, from 0."""
FEWEST = 12
LONGEST_LINE = 1 << 20
"""Bytes; a line that is longer is no word with its columns."""

_HEAD = re.compile(r"#begin document \((?P<id>.+)\)(?:; part (?P<part>[0-9]+))?\s*")
_NAME = re.compile(r"(?P<open>(?:\([^()*\s]+)*)\*?(?P<close>\)*)")


def is_bracketed(line: bytes) -> bool:
    """Whether a file whose first line is this has such columns."""
    return line.removeprefix(BYTE_ORDER_MARK).startswith(BEGIN.encode())


def read_bracketed(lines: Iterable[bytes], stem: str, annotator: str, encoding: str = "") -> Iterator[Bundle | Refusal]:
    """Each document of a file, its text made of its words; one with a wrong line is told instead."""
    article = _Article(stem)
    for number, raw in enumerate(lines, 1):
        line = raw.removeprefix(BYTE_ORDER_MARK) if number == 1 else raw
        if line.startswith(BEGIN.encode()):
            yield from article.finished(annotator)
            article = _Article(stem)
        try:
            article.add(_text(line, encoding))
        except UnusableError as wrong:
            article.wrong = article.wrong or Refusal(f"line {number}", str(wrong))
    yield from article.finished(annotator)


def _text(line: bytes, encoding: str) -> str:
    if len(line) > LONGEST_LINE:
        raise UnusableError(f"it has {len(line):,} bytes; a word with its columns was expected")
    try:
        return decode(line, encoding).strip("\r\n")
    except UndecodableError as broken:
        raise UnusableError(str(broken)) from None


class _Article:
    """A document as its lines come in."""

    def __init__(self, key: str) -> None:
        self.wrong: Refusal | None = None
        self._key = key
        self._sentences: list[Sentence] = []
        self._words: list[str] = []
        self._names: list[Marked] = []
        self._open: list[tuple[str, int]] = []
        """Names that have begun: label and first word."""

    def add(self, line: str) -> None:
        """Take one more line."""
        if line.startswith(BEGIN):
            head = _HEAD.fullmatch(line)
            if head is None:
                raise UnusableError(f"it is {line[:60]!r}; {BEGIN} (ID); part 000 was expected")
            part = int(head["part"] or 0)
            self._key = f"{head['id']}-{part:03}" if part else head["id"]
        elif not line.strip() or line.startswith(END):
            self._end_sentence()
        elif not line.startswith("#"):
            self._row(line.split())

    def _row(self, cells: list[str]) -> None:
        if len(cells) < FEWEST:
            raise UnusableError(f"it has {counted(len(cells), 'column')}; CoNLL-2012 has {FEWEST} or more")
        found = _NAME.fullmatch(cells[NAME])
        if found is None:
            raise UnusableError(f"{cells[NAME][:40]!r} says of no name where it is; (ORG*, *, *) or (ORG) was expected")
        number = len(self._words)
        self._words.append(cells[WORD])
        self._open += [(label, number) for label in found["open"].split("(")[1:]]
        closed = len(found["close"])
        if closed > len(self._open):
            raise UnusableError("a name ends here that has not begun")
        for _ in range(closed):
            label, first = self._open.pop()
            self._names.append(Marked(label, first, number + 1))

    def _end_sentence(self) -> None:
        if self._open:
            raise UnusableError(f"the sentence ends within a name of the label {self._open[-1][0]}")
        if self._words:
            # The outer of two at one place ended last.
            names = sorted(enumerate(self._names), key=lambda pair: (pair[1].first, -pair[1].end, -pair[0]))
            self._sentences.append(Sentence(self._words, [one for _, one in names]))
            self._words, self._names = [], []

    def finished(self, annotator: str) -> Iterator[Bundle | Refusal]:
        """What became of it; nothing where there is nothing in it."""
        try:
            self._end_sentence()
        except UnusableError as wrong:
            self.wrong = self.wrong or Refusal("", str(wrong))
        if self.wrong:
            yield self.wrong
        elif self._sentences:
            yield bundle_of_words(self._key, self._sentences, annotator)
