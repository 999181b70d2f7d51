"""Suggestions from a command of the user's: documents go to it as lines of JSON, and come back with what it proposes.

In: a line a document, `{"document": 7, "key": "ar-0001", "language": "ar", "text": ...}`. Out: a line for each document
it has something to say of, in any order: `{"document": 7, "spans": [{"start": 4, "end": 9, "label": "GPE", "score":
0.93}], "events": [{"start": 0, "end": 3, "type": "Conflict.Attack", "arguments": [{"role": "Target", "target": 0}]}]}`.
Offsets are code points, half-open; a target is the number of a span of that line, from 0, or its `id`.
"""

import shlex
import subprocess
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from corpus_tool.errors import UnreadableFileError, UsageError
from corpus_tool.model.annotations import Annotation, Argument, Attributes, Event, Span
from corpus_tool.model.documents import Document
from corpus_tool.model.suggestions import SCORE
from corpus_tool.workbench.suggesting import Suggester, Suggestions

LAST_WORDS = 400
"""How much is shown of the end of what a command that failed said, in characters."""


class SpanLine(Struct):
    """A span as the command writes it."""

    start: int
    end: int
    label: str
    id: str = ""
    score: float | None = None
    attributes: Attributes = {}
    link: str | None = None


class ArgumentLine(Struct):
    """Who plays a role: the number of a span of the line, or an id."""

    role: str
    target: int | str


class EventLine(Struct):
    """An event as the command writes it; its place is the trigger's."""

    start: int
    end: int
    type: str
    id: str = ""
    score: float | None = None
    arguments: list[ArgumentLine] = []
    attributes: Attributes = {}


class AnswerLine(Struct):
    """What the command says of one document."""

    document: int
    spans: list[SpanLine] = []
    events: list[EventLine] = []


def command_suggester(command: str, timeout: float, name: str = "") -> Suggester:
    """What asks a command; it is run as it is, by no shell, and has `timeout` seconds for all documents.

    Raises UsageError for words that cannot be a command. Asking raises UnreadableFileError where the command cannot be
    run, fails, takes too long, or where a line of what it says cannot be read; then nothing of it is kept.
    """
    try:
        words = shlex.split(command)
    except ValueError as wrong:
        raise UsageError(f"{command!r} is no command: {wrong}.") from None
    if not words:
        raise UsageError("--from 'command ...' wants a command behind the word: --from 'command python tag.py'.")

    def suggest(documents: Iterable[Document]) -> Iterator[Suggestions]:
        asked = list(documents)
        said = _said(words, b"".join(_line(one) + b"\n" for one in asked), timeout)
        yield from _read(said, {one.id or 0 for one in asked}, words[0])

    return Suggester(name or words[0].rpartition("/")[2], suggest)


def _line(one: Document) -> bytes:
    said = {"document": one.id, "key": one.key, "language": one.language, "text": one.text}
    return msgspec.json.encode(said)


def _said(words: list[str], asked: bytes, timeout: float) -> bytes:
    """What the command writes to stdout."""
    try:
        done = subprocess.run(words, input=asked, capture_output=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired:
        raise UnreadableFileError(
            f"{words[0]} was not ready after {timeout:g} seconds; --timeout gives it more."
        ) from None
    except OSError as wrong:
        raise UnreadableFileError(f"{words[0]} cannot be run: {wrong.strerror}.") from None
    if done.returncode:
        told = done.stderr.decode(errors="replace").strip()[-LAST_WORDS:] or "it said nothing"
        raise UnreadableFileError(f"{words[0]} ended with exit code {done.returncode}: {told}")
    return done.stdout


def _read(said: bytes, asked: set[int], command: str) -> Iterator[Suggestions]:
    found: dict[int, Suggestions] = {}
    for number, line in enumerate(said.split(b"\n"), 1):
        if line.strip():
            where = f"Line {number} of what {command} said"
            one = _answer(line, where)
            if one.document not in asked or one.document in found:
                again = "is given twice" if one.document in found else "was not asked about"
                raise UnreadableFileError(f"{where}: document {one.document} {again}.")
            found[one.document] = Suggestions(one.document, tuple(_annotations(one, where)))
    yield from found.values()


def _answer(line: bytes, where: str) -> AnswerLine:
    try:
        return msgspec.json.decode(line, type=AnswerLine)
    except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
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
