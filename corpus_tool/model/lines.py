"""Lines of revisions: a layer's log is a tree once two copies of a corpus have been worked on apart.

Every question here is answered from the set of revisions alone, never from the order in which they came, so that
merging in any order leads to the same layer.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Knot(NamedTuple):
    """A revision's place in the tree."""

    uid: str
    parent: str | None
    closes: tuple[str, ...]
    """Heads of other lines that it ended, all differences weighed."""
    merged: bool
    """It came from another file; False for what was done in this one."""


def heads(knots: Sequence[Knot]) -> list[str]:
    """The newest revision of every open line, the main line's first. `knots` are in order, parents before children.

    The main line is the one with most work done in this file (what an annotator has on her screen stays there), then
    the longest, then the one whose uid is greatest.
    """
    weights = _weights(knots)
    ended = {knot.parent for knot in knots} | {uid for knot in knots for uid in knot.closes}
    open_ends = [knot.uid for knot in knots if knot.uid not in ended]
    return sorted(open_ends, key=lambda uid: (weights[uid], uid), reverse=True)


def _weights(knots: Iterable[Knot]) -> dict[str | None, tuple[int, int]]:
    """Uid to (revisions made in this file, revisions) that led to it; those of lines it ended count too."""
    weights: dict[str | None, tuple[int, int]] = {}
    for knot in knots:
        before = [weights[uid] for uid in (knot.parent, *knot.closes) if uid in weights]
        here, length = sum(weight[0] for weight in before), sum(weight[1] for weight in before)
        weights[knot.uid] = (here + (not knot.merged), length + 1)
    return weights


def line(knots: Sequence[Knot], head: str) -> list[str]:
    """The uids from the first revision of a line to `head`."""
    parents = {knot.uid: knot.parent for knot in knots}
    found: list[str] = []
    at: str | None = head
    while at is not None:
        found.append(at)
        at = parents[at]
    return found[::-1]
