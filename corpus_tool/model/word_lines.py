"""Documents out of the ten columns of CoNLL-U: the text made again of words and white space, and the mentions in it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias
from urllib.parse import unquote

from msgspec import Struct, field

from corpus_tool.model.aligning import MisalignedError, placed
from corpus_tool.model.annotations import Annotation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.json_values import BYTE_ORDER_MARK, UnusableError, decoded
from corpus_tool.model.luggage import FIELD, DocumentLuggage, LayerLuggage, document_of, layer_of
from corpus_tool.model.refusals import Refusal
from corpus_tool.model.tag_rows import SENTENCES
from corpus_tool.model.tagging import OUTSIDE, spans_of
from corpus_tool.model.word_misc import ALONE, BracketError, Brackets, Mention, joined_fragments, misc, spaces_of
from corpus_tool.text.decoding import UndecodableError, decode
from corpus_tool.text.tokens import Token

COLUMNS = 10

EMPTY_NODES = "words that are not in the text (empty nodes) stay out"

_ID = re.compile(r"([1-9]\d{0,8})(?:-([1-9]\d{0,8}))?")
_EMPTY = re.compile(r"\d+\.\d+")
_TAG = re.compile(r"O|[BIESLU]-.+", re.DOTALL)

LONGEST_COMMENT = 1 << 22
"""Bytes; a line that is longer is neither a word nor what is said of a document."""

MOST_LINES = 100_000
"""Of a sentence."""

Block: TypeAlias = Sequence[tuple[int, bytes]]
"""The lines of a sentence with their numbers."""

Rows: TypeAlias = Sequence[tuple[int, str]]
"""The same, decoded."""

Misc: TypeAlias = Mapping[str, str]


class Luggage(Struct):
    """What goes along."""

    document: DocumentLuggage = field(default_factory=DocumentLuggage)
    layer: LayerLuggage | None = None


class Word(NamedTuple):
    """A word as the text has it, and the syntactic words in it; itself where it is one."""

    form: str
    misc: Misc
    parts: list[tuple[str, Misc]]

    @property
    def gap(self) -> str | None:
        """The white space behind it; None: as usual."""
        if "SpacesAfter" in self.misc:
            return spaces_of(self.misc["SpacesAfter"])
        return "" if self.misc.get("SpaceAfter") == ALONE.partition("=")[2] else None


class WrongLineError(Exception):
    """What is wrong with a line, and its number."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(why)
        self.where = f"line {number}"


def word_documents(
    lines: Iterable[bytes], encoding: str, stem: str, annotator: str
) -> Iterator[Bundle | Refusal | str]:
    """The documents of a file; what is to be told of one comes before it, as words.

    Where the file names no documents, every so many sentences are one, called `stem` and numbered.
    """
    article = Article(stem, annotator)
    number = 0
    for block in _blocks(lines):
        if any(is_newdoc(line) for _, line in block):
            yield from article.finished()
            article = Article("", annotator, article.label_at, is_named=True)
        elif article.sentences == SENTENCES and not article.is_named:
            number += 1
            yield from article.finished(f"-{number:04}")
            article = Article(stem, annotator, article.label_at)
        article.add(block, encoding)
    yield from article.finished(f"-{number + 1:04}" if number and not article.is_named else "")


def is_newdoc(line: bytes) -> bool:
    """Whether a comment says that a document begins."""
    return line.startswith(b"#") and line[1:].strip().partition(b" ")[0] == b"newdoc"


def _blocks(lines: Iterable[bytes]) -> Iterator[Block]:
    """The lines of each sentence."""
    block: list[tuple[int, bytes]] = []
    for number, raw in enumerate(lines, 1):
        line = raw.removeprefix(BYTE_ORDER_MARK) if number == 1 else raw
        if line.strip():
            if len(block) <= MOST_LINES:  # one more, which _refuse_endless sees; the rest is not kept
                block.append((number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _refuse_endless(block: Block) -> None:
    if len(block) > MOST_LINES:
        raise WrongLineError(block[-1][0], f"a sentence of more than {MOST_LINES:,} lines; a blank line ends each")


def _decoded(number: int, raw: bytes, encoding: str) -> str:
    """A line without its end."""
    if len(raw) > LONGEST_COMMENT:
        raise WrongLineError(number, f"it has {len(raw):,} bytes; a word or a comment was expected")
    try:
        return decode(raw, encoding).rstrip("\r\n")
    except UndecodableError as broken:
        raise WrongLineError(number, str(broken)) from None


class Article:
    """A document while its sentences come in."""

    def __init__(self, key: str, annotator: str, label_at: int = 1, *, is_named: bool = False) -> None:
        self.label_at = label_at
        """Which field of a mention is its type."""
        self.is_named = is_named
        self.sentences = 0
        self._key, self._annotator = key, annotator
        self._wrong: Refusal | None = None
        self._luggage = Luggage()
        self._has_empty = False
        self._text: list[str] = []
        self._length = 0
        self._gap: str | None = ""
        """White space that waits for the next word; None: as usual."""
        self._words: list[Token] = []
        self._said: list[Misc] = []

    def add(self, block: Block, encoding: str) -> None:
        """Take a sentence; the first that is wrong is told in the end."""
        self.sentences += 1
        try:
            _refuse_endless(block)
            rows = [(number, _decoded(number, line, encoding)) for number, line in block]
            comments = dict(self._comments(rows))
            words = self._rows([row for row in rows if not row[1].startswith("#")])
            self._place(words, comments)
        except WrongLineError as wrong:
            self._wrong = self._wrong or Refusal(wrong.where, str(wrong))
        except UnusableError as unusable:
            self._wrong = self._wrong or Refusal(f"line {block[0][0]}", str(unusable))

    def _comments(self, rows: Rows) -> Iterator[tuple[str, str]]:
        for _, line in rows:
            if line.startswith("#"):
                name, _, value = (part.strip() for part in line[1:].partition("="))
                if name == FIELD:
                    self._luggage = decoded(value.encode(), Luggage, "what corpus-tool packed")
                elif name == "newdoc id":
                    self._key = value
                elif name == "global.Entity":
                    fields = value.split("-")
                    self.label_at = fields.index("etype") if "etype" in fields else 1
                yield name, value

    def _rows(self, rows: Rows) -> list[Word]:
        """The words of the text, in order."""
        words: list[Word] = []
        expected, inside = 1, 0
        for number, line in rows:
            cells = _cells(number, line)
            if _EMPTY.fullmatch(cells[0]):
                self._has_empty = True
                continue
            found = _ID.fullmatch(cells[0])
            if not found or int(found[1]) != expected or not cells[1]:
                raise WrongLineError(
                    number, f"it begins with {cells[0][:20]!r}; number {expected} and a word were expected"
                )
            said = misc(cells[9])
            if found[2]:
                inside = int(found[2])
                words.append(Word(cells[1], said, []))
                continue
            if expected > inside:
                words.append(Word(cells[1], said, []))
            words[-1].parts.append((cells[1], said))
            expected += 1
        if rows and expected <= inside:
            raise WrongLineError(
                rows[-1][0], f"the sentence ends before number {inside}, which belongs to a word of it"
            )
        return words

    def _place(self, words: Sequence[Word], comments: Mapping[str, str]) -> None:
        """Put words and white space behind the text."""
        if "newpar" in comments or "newpar id" in comments:
            self._gap = "\n" if self._gap is None else self._gap
        gaps = _gaps(words, comments.get("text"))
        for word, gap in zip(words, gaps, strict=True):
            before = " " if self._gap is None else self._gap
            self._append(before + spaces_of(word.misc.get("SpacesBefore", "")))
            start = self._length
            self._append(word.form)
            self._words += _within(word, start)
            self._said += [said for _, said in word.parts]
            self._gap = gap

    def _append(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)

    def finished(self, number: str = "") -> Iterator[Bundle | Refusal | str]:
        """What became of it; nothing where nothing came."""
        if not self._wrong and not self._words:
            return
        try:
            bundle = None if self._wrong else self._bundle(number)
        except (UnusableError, BracketError) as unusable:
            self._wrong = Refusal(self._key, str(unusable))
            bundle = None
        if bundle is None:
            yield self._wrong or Refusal(self._key, "")
            return
        if self._has_empty:
            yield f"{bundle.document.key}: {EMPTY_NODES}"
        yield bundle

    def _bundle(self, number: str) -> Bundle:
        self._append(self._gap or "")
        text = "".join(self._text)
        packed = self._luggage.document
        document = document_of(packed, text)
        if not packed.key:
            document = document_of(DocumentLuggage(key=self._key + number), text)
        spans = self._spans()
        if spans is None and self._luggage.layer is None:
            return Bundle(document)
        layer = layer_of(self._luggage.layer or LayerLuggage(), spans or [], text, self._annotator)
        return Bundle(document, (layer,))

    def _spans(self) -> list[Annotation] | None:
        """What is marked; None where the file has no column for it."""
        if any("Entity" in said for said in self._said):
            return self._mentioned()
        if any("NER" in said for said in self._said):
            return self._tagged()
        return None

    def _mentioned(self) -> list[Annotation]:
        brackets = Brackets(self.label_at)
        mentions = [
            mention
            for number, said in enumerate(self._said)
            for mention in brackets.closed(said.get("Entity", ""), number)
        ]
        if still := brackets.still_open():
            raise UnusableError(f"Entity opens {still[0]!r} and never closes it")
        taken: dict[str, int] = {}
        spans: list[Annotation] = []
        for fragments in joined_fragments(mentions):
            spans.append(self._span(fragments, taken))
        return spans

    def _span(self, fragments: Sequence[Mention], taken: dict[str, int]) -> Span:
        """A span; the second mention of a chain gets a number. `taken`: ids, each with the last number behind it."""
        chain = id = fragments[0].id
        times = taken.get(chain, 1)
        while id in taken:
            times += 1
            id = f"{chain}-{times}"
        taken[id] = 1
        taken[chain] = times
        places = tuple((self._words[one.first].start, self._words[one.last].end) for one in fragments)
        return Span(id=id, label=fragments[0].label, fragments=places)

    def _tagged(self) -> list[Annotation]:
        tags = [said.get("NER", OUTSIDE) for said in self._said]
        if wrong := next((tag for tag in tags if not _TAG.fullmatch(tag)), None):
            raise UnusableError(f"NER is {wrong!r}; O, or B- or I- and a label were expected")
        return [
            Span(id=f"s{number}", label=unquote(label), fragments=((start, end),))
            for number, (label, start, end) in enumerate(spans_of(tags, self._words), 1)
        ]


def _cells(number: int, line: str) -> list[str]:
    cells = line.split("\t")
    if len(cells) != COLUMNS:
        raise WrongLineError(number, f"it is {line[:40]!r}; {COLUMNS} columns, parted by tabs, were expected")
    return cells


def _within(word: Word, start: int) -> Iterator[Token]:
    """Where its parts are; each is all of it where they are not simply cut from it (Hebrew's swallowed article)."""
    forms = [form for form, _ in word.parts]
    is_cut = "".join(forms) == word.form
    for form in forms:
        length = len(form) if is_cut else len(word.form)
        yield Token(start, start + length, "word")
        start += len(form) if is_cut else 0


def _gaps(words: Sequence[Word], text: str | None) -> list[str | None]:
    """The white space behind each word: what the column says, else what the sentence as a whole shows."""
    gaps = [word.gap for word in words]
    said = "".join(word.form + (" " if gap is None else gap) for word, gap in zip(words, gaps, strict=True))
    if text is None or said.split() == text.split():
        return gaps
    try:
        places = placed([word.form for word in words], text)
    except MisalignedError as wrong:
        raise UnusableError(f"the words are not those of `# text`: {wrong}") from None
    return [text[one.end : after.start] for one, after in pairwise(places)] + gaps[-1:]
