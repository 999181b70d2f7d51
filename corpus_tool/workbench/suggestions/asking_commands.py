"""Suggestions from outside: from a command of the user's that is asked about the documents, or from a file.

A command is told a line a document, `{"document": 7, "key": "ar-0001", "language": "ar", "text": ...}`, and answers as
`answer_lines.py` says, in any order, with a line for each document it has something to say of. A file has such lines.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from corpus_tool.errors import UnreadableFileError
from corpus_tool.model.documents import Document
from corpus_tool.saying.counting import counted
from corpus_tool.workbench.suggestions.answer_lines import Answers
from corpus_tool.workbench.suggestions.conversing import Conversation, command_of
from corpus_tool.workbench.suggestions.suggesting import Suggester, Suggestions

Hear = Callable[[str], None]
"""Is told in a sentence what the source says beside its suggestions."""

NAMED = 3
"""Of documents that a file has too many, so many are named."""


def command_suggester(typed: str, timeout: float, name: str, hear: Hear) -> Suggester:
    """What asks a command; it has `timeout` seconds for all documents. `hear` is told the end of what stderr got.

    Raises UsageError for words that cannot be a command. Asking raises UnreadableFileError where the command cannot be
    run, fails, takes too long, or where a line of what it says cannot be read; then nothing of it is kept.
    """
    command = command_of(typed, timeout)

    def suggest(documents: Iterable[Document]) -> Iterator[Suggestions]:
        answers = Answers(command.name)
        conversation = Conversation(command, map(_line, answers.ask(documents)))
        with closing(conversation.answers()) as lines:
            said = answers.read(lines)
        if conversation.complaint:
            hear(f"{command.name} said: {conversation.complaint}")
        yield from said

    return Suggester(name or command.name, suggest)


def file_suggester(path: Path, name: str, hear: Hear) -> Suggester:
    """What reads a file; `hear` is told of lines about documents that were not asked about.

    Asking raises UnreadableFileError where a line cannot be read; then nothing of it is kept.
    """

    def suggest(documents: Iterable[Document]) -> Iterator[Suggestions]:
        answers, others = Answers(path.name), list[str]()
        deque(answers.ask(documents), maxlen=0)
        try:
            with path.open("rb") as lines:
                said = answers.read(lines, others)
        except OSError as wrong:
            raise UnreadableFileError(f"{path} cannot be read: {wrong.strerror}.") from None
        if others:
            some = ", ".join(others[:NAMED]) + (", ..." if len(others) > NAMED else "")
            many = counted(len(others), "document")
            hear(f"{path.name} tells of {many} not here or not asked about: {some}.")
        yield from said

    return Suggester(name or path.stem, suggest)


def _line(one: Document) -> bytes:
    said = {"document": one.id, "key": one.key, "language": one.language, "text": one.text}
    return msgspec.json.encode(said) + b"\n"
