"""What a file holds, read some way ahead of what is written, so that a helper can examine the texts meanwhile.

Everything comes out in the order of the file, and nobody but the clock can tell whether there was a helper.
"""

import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TypeAlias
from zipfile import BadZipFile

from msgspec import Struct

from corpus_tool.formats import Notice, Refusal
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.cleaning import Cleaned, clean
from corpus_tool.workbench.examining import Examination, Question
from corpus_tool.workbench.helping import Helper
from corpus_tool.workbench.sidecars import SidecarError

UNREADABLE = (OSError, BadZipFile, NotImplementedError, zlib.error, SidecarError)
"""How a file can turn out to be damaged half-way."""

Examiner: TypeAlias = Helper[list[Question], list[Examination]]

DOCUMENTS = 32
"""In a batch, which is what the helper is asked at a time."""

CHARACTERS = 50_000
"""From which on a batch is full too, so that long articles are not held in numbers."""

ASKED = 3
"""Batches that the helper has before it; what more there is, is studied here, so that neither waits for the other."""

AHEAD = 6
"""Batches that are held at most."""


class Incoming(Struct):
    """Something that was found in a file."""

    found: Bundle | Refusal | Notice
    read: int
    """Bytes of the file up to here."""
    cleaned: Cleaned | None = None
    """Its text, where the helper was asked about it."""
    examination: Examination | None = None
    """What the helper found out about the text; None where it was not asked."""
    is_taken: bool = False
    """Whether it came in out of its turn: somebody asked for the text."""


class _Batch(Struct):
    items: list[Incoming]
    is_asked: bool = False


class ReadingAhead:
    """The contents of one file, in its order."""

    def __init__(self, found: Iterable[Incoming], helper: Examiner | None) -> None:
        self._found = iter(found)
        self._helper = helper
        self._batches: deque[_Batch] = deque()
        self._fresh: list[Incoming] = []
        self._error: Exception | None = None

    @property
    def pending(self) -> list[Incoming]:
        """What was read and is not done with; some of the first of them may have come out."""
        return [*chain.from_iterable(batch.items for batch in self._batches), *self._fresh]

    def __iter__(self) -> Iterator[Incoming]:
        """Raises what reading raises, after everything that stood before it in the file."""
        if self._helper is None:
            yield from self._found
            return
        while self._read_on(self._helper) or self._batches:
            batch = self._batches[0]
            if batch.is_asked:
                _answer(batch, self._helper)
            for item in batch.items:
                yield item
                self._helper.pump()
            self._batches.popleft()
        if self._error is not None:
            raise self._error

    def _read_on(self, helper: Examiner) -> bool:
        """Fill up what is held; answers whether there was anything."""
        before = len(self._batches)
        while len(self._batches) < AHEAD and self._error is None and (items := self._some()):
            self._batches.append(batch := _Batch(items))
            helper.pump()
            if helper.is_ready and not helper.is_gone and helper.outstanding < ASKED:
                helper.ask(list(_questions(items)))
                batch.is_asked = True
            self._fresh = []
        return len(self._batches) > before

    def _some(self) -> list[Incoming]:
        """As many as make a batch."""
        characters = 0
        self._fresh = []
        try:
            for item in self._found:
                self._fresh.append(item)
                characters += len(item.found.document.text) if isinstance(item.found, Bundle) else 0
                if len(self._fresh) == DOCUMENTS or characters >= CHARACTERS:
                    break
        except UNREADABLE as error:
            self._error = error
        return self._fresh


def _questions(items: Iterable[Incoming]) -> Iterator[Question]:
    for item in items:
        if isinstance(item.found, Bundle):
            document = item.found.document
            item.cleaned = clean(document.text)
            yield Question(item.cleaned.text, document.language, document.direction)


def _answer(batch: _Batch, helper: Examiner) -> None:
    """Give every document of a batch what was found out about it."""
    documents = (item for item in batch.items if isinstance(item.found, Bundle))
    for item, examination in zip(documents, helper.answer() or (), strict=False):
        item.examination = examination
