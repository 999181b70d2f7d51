"""A line of laid-out text: its clusters from left to right, each with its cell."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple


class Cluster(NamedTuple):
    """A cluster in its place on a line."""

    start: int
    """Offset in the document."""
    end: int
    level: int
    """Odd: it belongs to right-to-left text."""
    width: int
    """Cells."""
    glyph: str
    """What is sent to the terminal, in one piece."""
    column: int
    """Its first cell."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one row shows: the text from `start` to `end`. The line end after a paragraph is not in it."""

    start: int
    end: int
    level: int
    """Of the paragraph: 0 from left to right, 1 from right to left."""
    from_right: bool
    """Whether it starts at the right edge: odd levels do, unless the terminal moves rows there by itself."""
    pad: int
    """Empty cells to the left of the first cluster."""
    clusters: tuple[Cluster, ...]
    """In visual order, never none: an empty paragraph has one blank, which stands for its line end."""

    @property
    def used(self) -> int:
        """The column after the last cluster."""
        return self.clusters[-1].column + self.clusters[-1].width

    @property
    def first(self) -> Cluster:
        """The cluster that is read first."""
        return min(self.clusters)

    @property
    def last(self) -> Cluster:
        """The cluster that is read last."""
        return max(self.clusters)

    def containing(self, offset: int) -> Cluster:
        """Return the cluster that holds `offset`; the last one for an offset behind the line."""
        return next((cluster for cluster in self.clusters if cluster.start <= offset < cluster.end), self.last)

    def nearest(self, column: int) -> Cluster:
        """Return the cluster at `column`; outside the text, the one that is read first or last on that side."""
        if self.pad <= column < self.used:
            return self.clusters[bisect_right(self.clusters, column, key=lambda cluster: cluster.column) - 1]
        on_the_right = column >= self.used
        return self.first if on_the_right == self.from_right else self.last
