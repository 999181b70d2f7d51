"""Marks: the spans of one answer as columns of numbers, so that a million of them become arrays in one step.

Read one by one they are `Mark`s; a study of many takes the columns as they are.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload

from corpus_tool.model.annotations import Fragments

COLUMNS = 3
"""Start of the first fragment, end of the last, number of the label."""


class Mark(NamedTuple):
    """A span as it is compared: its place and its label."""

    fragments: Fragments
    label: str


class Names:
    """Labels as numbers from 0 on, given out in the order in which labels are met."""

    __slots__ = ("_labels", "_number_of")

    def __init__(self) -> None:
        self._labels: list[str] = []
        self._number_of: dict[str, int] = {}

    def number(self, label: str) -> int:
        """Its number, a new one where it has none."""
        found = self._number_of.setdefault(label, len(self._labels))
        if found == len(self._labels):
            self._labels.append(label)
        return found

    def label(self, number: int) -> str:
        """Which label has the number."""
        return self._labels[number]

    def __len__(self) -> int:
        return len(self._labels)


class Marks(Sequence[Mark]):
    """Some marks; equal to others, or to a tuple, of the same marks in the same order."""

    __slots__ = ("names", "rows", "scattered")

    def __init__(self, rows: "array[int]", names: Names, scattered: dict[int, Fragments]) -> None:
        self.rows = rows
        """Start, end, label of the first, of the second, and so on."""
        self.names = names
        self.scattered = scattered
        """The fragments of those that have several, by their places in the row of marks."""

    @classmethod
    def of(cls, marks: Iterable[tuple[Fragments, str]], names: Names) -> "Marks":
        """These marks; labels that `names` does not have are added to it."""
        rows = array("q")
        scattered: dict[int, Fragments] = {}
        for fragments, label in marks:
            if len(fragments) > 1:
                scattered[len(rows) // COLUMNS] = fragments
            rows.extend((fragments[0][0], fragments[-1][1], names.number(label)))
        return cls(rows, names, scattered)

    def by_label(self) -> "dict[str, Marks]":
        """Label to the marks with it."""
        found: dict[int, Marks] = {}
        for number, label in enumerate(self.rows[2::COLUMNS]):
            mine = found.get(label)
            if mine is None:
                mine = found[label] = Marks(array("q"), self.names, {})
            if number in self.scattered:
                mine.scattered[len(mine)] = self.scattered[number]
            mine.rows.extend(self.rows[number * COLUMNS : (number + 1) * COLUMNS])
        return {self.names.label(label): marks for label, marks in found.items()}

    @overload
    def __getitem__(self, at: int) -> Mark: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Mark, ...]: ...

    def __getitem__(self, at: int | slice) -> "Mark | tuple[Mark, ...]":
        if isinstance(at, slice):
            return tuple(self)[at]
        number = range(len(self))[at]
        start, end, label = self.rows[number * COLUMNS : (number + 1) * COLUMNS]
        return Mark(self.scattered.get(number) or ((start, end),), self.names.label(label))

    def __iter__(self) -> Iterator[Mark]:
        edges = zip(self.rows[::COLUMNS], self.rows[1::COLUMNS], strict=True)
        labels = map(self.names.label, self.rows[2::COLUMNS])
        if not self.scattered:
            return map(Mark, zip(edges), labels)
        places = (self.scattered.get(number) or (edge,) for number, edge in enumerate(edges))
        return map(Mark, places, labels)

    def __len__(self) -> int:
        return len(self.rows) // COLUMNS

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Marks | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Marks{tuple(self)!r}"
