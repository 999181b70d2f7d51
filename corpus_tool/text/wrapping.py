"""Where a paragraph breaks: after white space, and inside a word only if the word is longer than a line."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from corpus_tool.text.clusters import Clusters
from corpus_tool.text.width import SPACE, TWO


def line_borders(clusters: Clusters, width: int) -> list[int]:
    """Return the indices of the clusters that begin each line, and one more for the end: [0, ..., count].

    `width` is in cells, at least 2. White space counts like any cluster, also at the end of a line: each has a cell
    where a caret can stand, and no line is longer than `width`.
    """
    count = len(clusters.starts)
    cells = _cells_before(clusters)
    breaks = [at + 1 for at, base in enumerate(clusters.bases) if clusters.kinds[base] == SPACE]
    borders = [0]
    while borders[-1] < count:
        start = borders[-1]
        fitting = bisect_right(cells, cells[start] + width, start) - 1
        best = breaks[bisect_right(breaks, fitting) - 1] if breaks and fitting < count else fitting
        borders.append(best if start < best <= fitting else fitting)
    return borders


def _cells_before(clusters: Clusters) -> Sequence[int]:
    """How many cells lie before each cluster, and before the end."""
    if TWO not in clusters.kinds:
        return range(len(clusters.starts) + 1)
    return list(accumulate(clusters.widths, initial=0))
