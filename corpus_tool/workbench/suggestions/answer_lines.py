"""What is proposed of documents as lines of JSON, from a command or a file: with the lines of one of them in hand.

A line for each document: `{"key": "ar-0001", "spans": [{"start": 4, "end": 9, "label": "GPE", "score": 0.93}],
"events": [{"start": 0, "end": 3, "type": "Conflict.Attack", "arguments": [{"role": "Target", "target": 0}]}]}`. The
document is named by its key, or by the number it has in the corpus (`document`). Offsets are code points, half-open; a
target is the number of a span of that line, from 0, or its `id`. Where the line has the document's text, it must be the
text; where a span has its own, it must stand there.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from corpus_tool.errors import UnreadableFileError
from corpus_tool.model.annotations import Annotation, Argument, Attributes, Event, Span
from corpus_tool.model.documents import Document
from corpus_tool.model.json_values import value_lines
from corpus_tool.model.suggestions import SCORE
from corpus_tool.workbench.suggestions.suggesting import Suggestions


class SpanLine(Struct):
    """A span as it is written."""

    start: int
    end: int
    label: str
    id: str = ""
    text: str | None = None
    score: float | None = None
    attributes: Attributes = {}
    link: str | None = None


class ArgumentLine(Struct):
    """Who plays a role: the number of a span of the line, or an id."""

    role: str
    target: int | str


class EventLine(Struct):
    """An event as it is written; its place is the trigger's."""

    start: int
    end: int
    type: str
    id: str = ""
    text: str | None = None
    score: float | None = None
    arguments: list[ArgumentLine] = []
    attributes: Attributes = {}


class AnswerLine(Struct):
    """What is said of one document."""

    document: int | None = None
    key: str | None = None
    text: str | None = None
    spans: list[SpanLine] = []
    events: list[EventLine] = []


class Answers:
    """Lines as they come, held against the documents that were asked about. Nothing is given on before all are read."""

    def __init__(self, who: str) -> None:
        """`who` says it, in sentences about what is wrong."""
        self._who = who
        self._asked: dict[int, int] = {}
        """Number of a document in the corpus to a hash of its text: the texts of a large corpus are not kept."""
        self._keys: dict[str, int] = {}
        self._found: dict[int, Suggestions] = {}
        self._asking: Iterator[Document] = iter(())

    def ask(self, documents: Iterable[Document]) -> Iterator[Document]:
        """The same documents, as they are asked about."""
        self._asking = self._noted(documents)
        return self._asking

    def _noted(self, documents: Iterable[Document]) -> Iterator[Document]:
        for one in documents:
            self._asked[one.id or 0] = hash(one.text)
            self._keys[one.key] = one.id or 0
            yield one

    def read(self, lines: Iterable[bytes], others: list[str] | None = None) -> list[Suggestions]:
        """What is said of each document.

        Whoever answers may be quicker than we ask: what is said of a document before we did is read when all are asked
        about. Raises UnreadableFileError for a line that cannot be read; and for one about a document that is not
        among them, unless these are to be put in `others`.
        """
        early: list[tuple[AnswerLine, str]] = []
        for number, line in value_lines(lines):
            where = f"{number.capitalize()} of what {self._who} said"
            said = _read(line, where)
            if self._document(said, where)[0] is None:
                early.append((said, where))
            else:
                self._take(said, where, others)
        if early:
            deque(self._asking, maxlen=0)
        for said, where in early:
            self._take(said, where, others)
        return list(self._found.values())

    def _take(self, said: AnswerLine, where: str, others: list[str] | None) -> None:
        id, name = self._document(said, where)
        if id is None and others is not None:
            others.append(name)
            return
        if id is None or id in self._found:
            why = "was not asked about" if id is None else "is given twice"
            raise UnreadableFileError(f"{where}: document {name} {why}.")
        if said.text is not None and hash(said.text) != self._asked[id]:
            raise UnreadableFileError(f"{where}: document {name} has another text.")
        found = tuple(_annotations(said, where))
        texts = (*(span.text for span in said.spans), *(event.text for event in said.events))
        words = {one.id: words for one, words in zip(found, texts, strict=True) if words}
        self._found[id] = Suggestions(id, found, words)

    def _document(self, said: AnswerLine, where: str) -> tuple[int | None, str]:
        """Its number in the corpus, None where it was not asked about; and what the line calls it."""
        if said.key is not None:
            return self._keys.get(said.key), said.key
        if said.document is None:
            raise UnreadableFileError(f"{where} names no document: `key` or `document` was expected.")
        return (said.document if said.document in self._asked else None), str(said.document)


def _read(line: bytes, where: str) -> AnswerLine:
    try:
        return msgspec.json.decode(line, type=AnswerLine)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise UnreadableFileError(f"{where} cannot be read: {wrong}.") from None


def _annotations(one: AnswerLine, where: str) -> Iterator[Annotation]:
    ids = [span.id or f"s{number}" for number, span in enumerate(one.spans)]
    for id, span in zip(ids, one.spans, strict=True):
        attributes = _with_score(span.attributes, span.score, where)
        place = ((span.start, span.end),)
        yield Span(id=id, label=span.label, fragments=place, attributes=attributes, link=span.link)
    for number, event in enumerate(one.events):
        yield Event(
            id=event.id or f"e{number}",
            type=event.type,
            fragments=((event.start, event.end),),
            attributes=_with_score(event.attributes, event.score, where),
            arguments=tuple(Argument(each.role, _target(each.target, ids, where)) for each in event.arguments),
        )


def _target(said: int | str, ids: list[str], where: str) -> str:
    if isinstance(said, str):
        return said
    if not 0 <= said < len(ids):
        raise UnreadableFileError(f"{where}: there is no span {said}; it has {len(ids)}, counted from 0.")
    return ids[said]


def _with_score(attributes: Attributes, score: float | None, where: str) -> dict[str, Any]:
    if score is None:
        return attributes
    if not 0 <= score <= 1:
        raise UnreadableFileError(f"{where}: a score is a number from 0 to 1, not {score}.")
    return {**attributes, SCORE: score}
