"""The documents as somebody goes through them: sorted, narrowed, a row at a time. No screen in it."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from corpus_tool.saying import tr
from corpus_tool.store.list_questions import Column, Order, Wanted
from corpus_tool.store.listing import AS_ADDED, STEPS, Listed, Progress, StoppedError
from corpus_tool.store.store import Store
from corpus_tool.text.finding import sought_in_names
from corpus_tool.text.oddities import in_brief

AT_ONCE = 60 * STEPS
"""Steps of SQLite's machine that are worth waiting for: some 20 ms, in which 20,000 documents are sorted.

Steps and not seconds, so that a test finds the same on any machine.
"""

MOST_FIRST = frozenset(
    {Column.WORDS, Column.SPANS, Column.EVENTS, Column.FINDINGS, Column.QUESTIONS, Column.DATE, Column.ASSIGNED}
)
"""Columns whose greatest values are wanted first."""


class Question(Struct, frozen=True):
    """What somebody wants to see of a corpus. None: whatever it is."""

    order: Order = AS_ADDED
    typed: str = ""
    """Stands in the key, the title or the source, in any spelling."""
    language: str | None = None
    source: str | None = None
    state: str | None = None
    assigned: str | None = None

    @property
    def wanted(self) -> Wanted:
        """The same as the store knows it, without the order."""
        return Wanted(sought_in_names(self.typed), self.language, self.source, self.state, self.assigned)

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return self.wanted != Wanted()

    def sorted_by(self, column: Column) -> "Question":
        """The same, sorted by that column; the other way round where it is already."""
        if self.order.column is column:
            return replace(self, order=replace(self.order, descending=not self.order.descending))
        return replace(self, order=Order(column, column in MOST_FIRST))

    def typing(self, typed: str) -> "Question":
        """The same for other words that were typed."""
        return replace(self, typed=typed)

    def told(self) -> str:
        """What is left in, in words: `done, he, of sami`; empty for everything."""
        source = tr("no source") if self.source == "" else self.source
        whose = None if self.assigned is None else tr("of {who}", who=self.assigned or tr("nobody"))
        typed = f"“{self.typed}”" if self.wanted.names else None
        return ", ".join(part for part in (self.state and tr(self.state), self.language, source, whose, typed) if part)


class Found(NamedTuple):
    """The ids a question leads to."""

    ids: Sequence[int]
    is_whole: bool
    """False: there may be more; these are the first."""


GoOn = Callable[[], bool]
"""Asked now and then during long work; where it says no, that ends with a StoppedError."""


class Done(NamedTuple):
    """How far the work is: what the annotator was given, and what everybody was."""

    hers: Progress
    all: Progress


class Catalogue:
    """A corpus as one annotator goes through it. Belongs to the thread of its store."""

    def __init__(self, store: Store, annotator: str) -> None:
        self._store = store
        self._annotator = annotator

    def first(self, question: Question, steps: int = AT_ONCE) -> Found:
        """What is found without keeping anybody waiting: all of a small corpus, the beginning of a large one."""
        if question == Question() and (unbroken := self._store.listing.unbroken()):
            return Found(unbroken, is_whole=True)
        found = array("q")
        try:
            for batch in self._ids(question, _only(steps)):
                found.extend(batch)
        except StoppedError:
            return Found(found, is_whole=False)
        return Found(found, is_whole=True)

    def whole(self, question: Question, go_on: GoOn) -> Found:
        """All of it, over a connection of its own: for another thread."""
        found = array("q")
        with self._store.beside() as other:
            for batch in Catalogue(other, self._annotator)._ids(question, go_on):
                found.extend(batch)
        return Found(found, is_whole=True)

    def count(self) -> int:
        """How many documents there are."""
        return self._store.listing.count()

    def rows(self, ids: Sequence[int]) -> list[Listed]:
        """What is said of these documents; one that was deleted meanwhile is left out."""
        return self._store.listing.rows(ids, self._annotator)

    def oddities(self, id: int) -> str:
        """What the audit found in a document, in one line; empty where nothing is odd."""
        return in_brief(self._store.findings.of(id))

    def done_at_once(self, steps: int = AT_ONCE) -> Done | None:
        """How far the work is; None where counting it would keep somebody waiting."""
        try:
            return self._done(_only(steps))
        except StoppedError:
            return None

    def done(self, go_on: GoOn) -> Done:
        """How far the work is, over a connection of its own: for another thread."""
        with self._store.beside() as other:
            return Catalogue(other, self._annotator)._done(go_on)

    def _done(self, go_on: GoOn) -> Done:
        progress = self._store.listing.progress
        return Done(progress(self._annotator, go_on), progress(None, go_on))

    def _ids(self, question: Question, go_on: GoOn) -> "Iterator[array[int]]":
        return self._store.listing.ids(self._annotator, question.order, question.wanted, go_on)


def _only(steps: int) -> GoOn:
    """Goes on for so many steps of SQLite's machine."""
    asked = count(1)
    return lambda: next(asked) * STEPS < steps
