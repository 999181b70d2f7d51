"""Disagreements written while documents pass, to a file of their own, and read again group by group.

The page says the counts before the list, and the list is too long to be held: only where each entry stands is.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import BinaryIO

from corpus_tool.model.border_gaps import Gap
from corpus_tool.model.disagreement_counts import BorderGap, Counts
from corpus_tool.model.disagreements import Collated, What
from corpus_tool.model.layers import LayerName
from corpus_tool.reports.page.entries import entry
from corpus_tool.reports.page.grouping import Family, Group, group_of


class Spool:
    """Every disagreement of some documents as markup, numbered from 1 in their order, in an empty file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._offsets = array("q", [0])
        """Where each entry begins, and where the last one ends."""
        self._groups: dict[Group, array[int]] = defaultdict(lambda: array("l"))
        self.at_border: dict[BorderGap, array[int]] = defaultdict(lambda: array("l"))
        """A way to put a border differently to the numbers of the disagreements that do."""
        self.of_document: list[range] = []
        """The numbers of each document's disagreements, in the order of `counts.documents`."""
        self.counts = Counts()
        self._looks: dict[LayerName, int] = {}

    def add(self, one: Collated) -> None:
        """Write the disagreements of a document."""
        for name in one.names:
            self._looks.setdefault(name, len(self._looks))
        first = len(self._offsets)
        for number, found in enumerate(one.disagreements, first):
            written = f"{entry(number, one, found, self._looks)}\n".encode()
            self._file.write(written)
            self._offsets.append(self._offsets[-1] + len(written))
            self._groups[group_of(found)].append(number)
            for gap in dict.fromkeys(map(_way, found.gaps)):
                self.at_border[gap].append(number)
        self.of_document.append(range(first, len(self._offsets)))
        self.counts.add(one)

    @property
    def groups(self) -> list[Group]:
        """Family by family, the largest first."""
        families = list(Family)
        return sorted(self._groups, key=lambda group: (families.index(group.family), -len(self._groups[group]), group))

    def size(self, group: Group) -> int:
        """How many disagreements stand in it."""
        return len(self._groups[group])

    def entries(self, group: Group) -> Iterator[str]:
        """Its disagreements as markup, in the order of the corpus."""
        for number in self._groups[group]:
            start, end = self._offsets[number - 1], self._offsets[number]
            self._file.seek(start)
            yield self._file.read(end - start).decode()

    def anchors(self) -> "Anchors":
        """What leads to the groups."""
        return Anchors(self.groups)


def _way(gap: Gap) -> BorderGap:
    return BorderGap(gap.side, gap.letters, gap.between if gap.is_clitic else "")


class Anchors:
    """Ids of groups, and the group that a pair of labels leads to."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._ids = {group: f"g{number}" for number, group in enumerate(groups, 1)}
        self._of_pair: dict[tuple[str, str, str], list[Group]] = defaultdict(list)
        for group in self._ids:
            for one, other in combinations(group.labels, 2):
                self._of_pair[group.what, one, other].append(group)

    def id(self, group: Group) -> str:
        """The id of its heading."""
        return self._ids[group]

    def of_labels(self, what: str, one: str, other: str) -> str | None:
        """The id of the smallest group with both labels; None where there is none."""
        groups = self._of_pair.get((what, min(one, other), max(one, other)))
        return self._ids[min(groups, key=lambda group: len(group.labels))] if groups else None

    def with_label(self, label: str) -> list[Group]:
        """The groups of spans that have the label."""
        return [group for group in self._ids if group.what is What.SPAN and label in group.labels]

    def others(self, group: Group) -> list[Group]:
        """Groups with the same two labels and more: where more than two annotators differ."""
        return [
            other
            for other in self._ids
            if len(group.labels) > 1 and other.what is group.what and set(group.labels) < set(other.labels)
        ]
