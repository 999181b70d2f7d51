"""Study: what annotators said about the same documents, laid out for counting.

All documents stand end to end on one line of positions (tokens or characters, as the study was made), so that a
position is a number and a document a stretch of it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from corpus_tool.model.annotations import Fragments

Numbers: TypeAlias = NDArray[np.int64]

_LENGTH_BITS = 24
"""For the length of a span in `Items.place`: 16 million positions."""


class Mark(NamedTuple):
    """A span as it is compared: its place and its label."""

    fragments: Fragments
    label: str


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

    spans: tuple[Mark, ...] = ()
    events: tuple[Happening, ...] = ()
    ties: tuple[Tie, ...] = ()
    chains: tuple[frozenset[Fragments], ...] = ()
    """Mentions of the same thing, at least two in each: one alone ties nothing, and MUC would count it as 0."""


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
        return tuple(
            sorted({mark.label for one in self.documents for answer in one.answers.values() for mark in answer.spans})
        )

    @cached_property
    def starts(self) -> Numbers:
        """Where each document begins on the line; the last number is the length of the line."""
        return np.cumsum([0, *(document.length for document in self.documents)], dtype=np.int64)

    def done_by(self, annotators: Iterable[str]) -> Numbers:
        """The numbers of the documents that all of these have done."""
        wanted = set(annotators)
        found = [number for number, one in enumerate(self.documents) if wanted <= one.answers.keys()]
        return np.array(found, dtype=np.int64)

    def spans(self, annotator: str) -> Items:
        """Her spans, those of several fragments from the first to the last."""
        return self._spans.get(annotator) or self._items(annotator, _whole)

    def pieces(self, annotator: str) -> Items:
        """Her spans fragment by fragment: what positions they cover."""
        return self._pieces.get(annotator) or self._items(annotator, _whole)

    @cached_property
    def _spans(self) -> dict[str, Items]:
        return {
            name: self._items(name, lambda fragments: ((fragments[0][0], fragments[-1][1]),))
            for name in self.annotators
        }

    @cached_property
    def _pieces(self) -> dict[str, Items]:
        return {name: self._items(name, lambda fragments: fragments) for name in self.annotators}

    def _items(self, annotator: str, parts: Callable[[Fragments], Fragments]) -> Items:
        number_of = {label: number for number, label in enumerate(self.labels)}
        said = [one.answers[annotator].spans if annotator in one.answers else () for one in self.documents]
        marks = [mark for spans in said for mark in spans]
        document = np.repeat(np.arange(len(said)), [len(spans) for spans in said])
        label = np.fromiter((number_of[mark.label] for mark in marks), dtype=np.int64)
        own = self._places(marks, document)
        pieces = [parts(mark.fragments) for mark in marks]
        owner = np.repeat(np.arange(len(marks)), np.fromiter(map(len, pieces), dtype=np.int64))
        edges = np.fromiter(chain.from_iterable(chain.from_iterable(pieces)), dtype=np.int64).reshape(-1, 2)
        offset = self.starts[document[owner]]
        start, end = edges[:, 0] + offset, edges[:, 1] + offset
        place = np.where(own[owner] < 0, own[owner], start << _LENGTH_BITS | (end - start))
        return Items(document[owner], start, end, label[owner], place)

    def _places(self, marks: Sequence[Mark], document: Numbers) -> Numbers:
        """A number of its own for each mark of several fragments, and 0 for one, whose place its edges tell."""
        found = np.zeros(len(marks), dtype=np.int64)
        counts = np.fromiter((len(mark.fragments) for mark in marks), dtype=np.int64)
        for number in np.flatnonzero(counts > 1).tolist():
            found[number] = self._place(marks[number].fragments, int(document[number]))
        return found

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
        return self.restricted(lambda mark: mark.label == label)

    def restricted(self, keep: Callable[[Mark], bool]) -> "Study":
        """The study with some of its spans only."""
        documents = (
            one._replace(
                answers={
                    name: answer._replace(spans=tuple(filter(keep, answer.spans)))
                    for name, answer in one.answers.items()
                }
            )
            for one in self.documents
        )
        return Study(tuple(documents), self.unit)

    def counts_by_document(
        self, pair: tuple[str, ...], count: Callable[[Answer, Answer], tuple[float, ...]]
    ) -> NDArray[np.float64]:
        """What `count` makes of the two answers to each document that both have done: documents x cells."""
        first, second = pair
        shared = (self.documents[number].answers for number in self.done_by(pair))
        return np.array([count(answers[first], answers[second]) for answers in shared], dtype=np.float64)


def _whole(fragments: Fragments) -> Fragments:
    """From the first fragment's start to the last one's end."""
    return ((fragments[0][0], fragments[-1][1]),)


def shared_count(one: Iterable[Any], other: Iterable[Any]) -> tuple[float, float, float]:
    """How much is in both, in the first, in the second; what is there twice counts twice."""
    first, second = Counter(one), Counter(other)
    return (first & second).total(), first.total(), second.total()
