"""Study: what annotators said about the same documents, laid out for counting.

All documents stand end to end on one line of positions (tokens or characters, as the study was made), so that a
position is a number and a document a stretch of it.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement.marks import COLUMNS, Mark, Marks, Names
from corpus_tool.model.annotations import Fragments

Numbers: TypeAlias = NDArray[np.int64]

END_TO_END = "The counted documents are laid end to end. "
"""Begins the definition of what is computed on one line."""

_LENGTH_BITS = 24
"""For the length of a span in `Items.place`: 16 million positions."""


class Filler(NamedTuple):
    """Who or what plays a role in an event, by place: ids mean nothing between two annotators."""

    role: str
    fragments: Fragments


class Happening(NamedTuple):
    """An event as it is compared."""

    fragments: Fragments
    """Of the trigger."""
    type: str
    arguments: tuple[Filler, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


class Tie(NamedTuple):
    """A relation as it is compared: the places of its ends."""

    type: str
    source: Fragments
    target: Fragments


class Answer(NamedTuple):
    """All that one annotator said about a document she has done; empty is an answer too."""

    spans: Sequence[Mark] = ()
    """`Marks` where there may be many: they need not be taken apart to be counted."""
    events: tuple[Happening, ...] = ()
    ties: tuple[Tie, ...] = ()
    chains: tuple[frozenset[Fragments], ...] = ()
    """Mentions of the same thing. One alone is a chain too, where somebody says that nothing else is meant by it."""


class Shared(NamedTuple):
    """A document with the answers to it."""

    key: str
    length: int
    """In positions."""
    answers: Mapping[str, Answer]
    """Annotator to answer, of those only who have done it."""


class Items(NamedTuple):
    """The spans of one annotator, or their fragments, one entry each, in the order of the documents."""

    document: Numbers
    """Its number in the study."""
    start: Numbers
    """In positions of the whole line, half-open."""
    end: Numbers
    label: Numbers
    place: Numbers
    """Equal where the fragments are equal, and only there."""


@dataclass(frozen=True)
class Study:
    """Documents and what was said about them."""

    documents: tuple[Shared, ...]
    unit: str = "characters"

    @cached_property
    def annotators(self) -> tuple[str, ...]:
        """Everybody who has done a document, in alphabetical order."""
        return tuple(sorted({name for document in self.documents for name in document.answers}))

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Every label of a span, in alphabetical order; the numbers in `Items.label` are places in it."""
        uses = sum(np.bincount(one.label, minlength=len(self._names)) for one in self._spans_by_name.values())
        return tuple(sorted(self._names.label(int(number)) for number in np.flatnonzero(uses)))

    @cached_property
    def starts(self) -> Numbers:
        """Where each document begins on the line; the last number is the length of the line."""
        return np.cumsum([0, *(document.length for document in self.documents)], dtype=np.int64)

    @cached_property
    def _done(self) -> dict[str, NDArray[np.bool_]]:
        """Annotator to which documents she has done."""
        return {name: np.array([name in one.answers for one in self.documents]) for name in self.annotators}

    def has_done(self, annotators: Sequence[str]) -> NDArray[np.bool_]:
        """Annotators x documents."""
        nothing = np.zeros(len(self.documents), dtype=bool)
        rows = [self._done.get(name, nothing) for name in annotators]
        return np.array(rows, dtype=bool).reshape(len(annotators), len(self.documents))

    def done_by(self, annotators: Iterable[str]) -> Numbers:
        """The numbers of the documents that all of these have done."""
        return np.flatnonzero(self.has_done(tuple(annotators)).all(axis=0))

    def spans(self, annotator: str) -> Items:
        """Her spans, those of several fragments from the first to the last."""
        return self._spans.get(annotator) or _NOTHING

    def pieces(self, annotator: str) -> Items:
        """Her spans fragment by fragment: what positions they cover."""
        return self._pieces.get(annotator) or _NOTHING

    @cached_property
    def _spans(self) -> dict[str, Items]:
        number_of = {label: number for number, label in enumerate(self.labels)}
        numbers = np.array(
            [number_of.get(self._names.label(one), -1) for one in range(len(self._names))], dtype=np.int64
        )
        return {
            name: items._replace(label=numbers[items.label]) if len(items.label) else items
            for name, items in self._spans_by_name.items()
        }

    @cached_property
    def _pieces(self) -> dict[str, Items]:
        return {name: self._taken_apart(name, items) for name, items in self._spans.items()}

    @cached_property
    def _marks(self) -> dict[str, list[Marks]]:
        """Annotator to her marks in each document, all with labels as `_names` numbers them."""
        return {
            name: [
                _in_columns(one.answers[name].spans if name in one.answers else (), self._names)
                for one in self.documents
            ]
            for name in self.annotators
        }

    @cached_property
    def _names(self) -> Names:
        """That of the first marks which have one."""
        said = (answer.spans for one in self.documents for answer in one.answers.values())
        return next((spans.names for spans in said if isinstance(spans, Marks)), None) or Names()

    @cached_property
    def _spans_by_name(self) -> dict[str, Items]:
        """Annotator to her spans, with labels as `_names` numbers them."""
        return {name: self._items(marks) for name, marks in self._marks.items()}

    def _items(self, marks: Sequence[Marks]) -> Items:
        rows = array("q")
        for one in marks:
            rows.extend(one.rows)
        start, end, label = np.array(rows, dtype=np.int64).reshape(-1, COLUMNS).T
        counts = np.fromiter(map(len, marks), dtype=np.int64, count=len(marks))
        document = np.repeat(np.arange(len(marks)), counts)
        start, end = start + self.starts[document], end + self.starts[document]
        place = start << _LENGTH_BITS | (end - start)
        for number, fragments in _scattered(marks):
            place[number] = self._place(fragments, int(document[number]))
        return Items(document, start, end, label, place)

    def _taken_apart(self, annotator: str, items: Items) -> Items:
        """Fragment by fragment; nearly always nothing has more than one."""
        scattered = dict(_scattered(self._marks[annotator]))
        if not scattered:
            return items
        count = np.ones(len(items.start), dtype=np.int64)
        count[list(scattered)] = [len(fragments) for fragments in scattered.values()]
        apart = Items(*(np.repeat(column, count) for column in items))
        first = np.cumsum(count) - count
        for number, fragments in scattered.items():
            here = slice(int(first[number]), int(first[number]) + len(fragments))
            edges = np.array(fragments, dtype=np.int64) + self.starts[items.document[number]]
            apart.start[here], apart.end[here] = edges.T
        return apart

    def _place(self, fragments: Fragments, document: int) -> int:
        """A negative number for several fragments, whose place their edges do not tell."""
        return self._scattered.setdefault((document, fragments), -1 - len(self._scattered))

    @cached_property
    def remembered(self) -> dict[Any, Any]:
        """What several measures need and one works out."""
        return {}

    @cached_property
    def _scattered(self) -> dict[tuple[int, Fragments], int]:
        return {}

    def of_label(self, label: str) -> "Study":
        """The study as if only spans of that label had been marked."""
        nothing = Marks.of((), self._names)
        documents = (
            one._replace(
                answers={
                    name: said._replace(spans=apart[name].get(label, nothing)) for name, said in one.answers.items()
                }
            )
            for one, apart in zip(self.documents, self._by_label, strict=True)
        )
        return Study(tuple(documents), self.unit)

    @cached_property
    def _by_label(self) -> list[dict[str, dict[str, Marks]]]:
        """For each document: annotator to label to marks."""
        return [
            {name: self._marks[name][number].by_label() for name in one.answers}
            for number, one in enumerate(self.documents)
        ]

    def counts_by_document(
        self, pair: tuple[str, ...], count: Callable[[Answer, Answer], tuple[float, ...]]
    ) -> NDArray[np.float64]:
        """What `count` makes of the two answers to each document that both have done: documents x cells."""
        first, second = pair
        shared = (self.documents[number].answers for number in self.done_by(pair))
        return np.array([count(answers[first], answers[second]) for answers in shared], dtype=np.float64)


_NOTHING = Items(*(np.zeros(0, dtype=np.int64) for _ in Items._fields))


def _in_columns(spans: Sequence[Mark], names: Names) -> Marks:
    return spans if isinstance(spans, Marks) and spans.names is names else Marks.of(spans, names)


def _scattered(marks: Sequence[Marks]) -> Iterator[tuple[int, Fragments]]:
    """Those of several fragments among all of these, numbered through."""
    if not any(one.scattered for one in marks):  # nearly always
        return
    before = 0
    for one in marks:
        for number, fragments in one.scattered.items():
            yield before + number, fragments
        before += len(one)


def shared_count(one: Iterable[Any], other: Iterable[Any]) -> tuple[float, float, float]:
    """How much is in both, in the first, in the second; what is there twice counts twice."""
    first, second = Counter(one), Counter(other)
    return (first & second).total(), first.total(), second.total()
