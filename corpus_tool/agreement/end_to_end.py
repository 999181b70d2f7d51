"""Documents drawn anew and laid end to end: what units and gaps a draw has, without laying it out.

Drawn documents stand in their order, one that is drawn twice beside itself. Units end where documents do, but gaps
go on into the next, so those at the edges are followed from document to document, for all draws at once.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement.study import Numbers

Floats = NDArray[np.float64]


class Inside(NamedTuple):
    """The units of one annotator and label, document by document."""

    lengths: Floats
    """Of each unit."""
    document: Numbers
    """Of each unit: its place among those that are counted."""
    gaps: Floats
    """Between units of one document."""
    gap_document: Numbers
    first: Numbers
    """The documents that have units, in order."""
    before: Floats
    """For each of these: how much stands before its first unit."""
    behind: Floats
    """And behind its last."""


def inside(start: Numbers, end: Numbers, starts: Numbers, lengths: Numbers) -> Inside:
    """Of units in order, from `start` to `end`, on a line of documents that begin at `starts`, this long."""
    document = np.searchsorted(starts, start, side="right") - 1
    there, first = np.unique(document, return_index=True)
    last = np.append(first[1:], len(document))[: len(first)] - 1
    is_inner = document[1:] == document[:-1]
    ends = (starts + lengths)[there]
    return Inside(
        lengths=(end - start).astype(np.float64),
        document=document,
        gaps=(start[1:] - end[:-1])[is_inner].astype(np.float64),
        gap_document=document[1:][is_inner],
        first=there,
        before=(start[first] - starts[there]).astype(np.float64),
        behind=(ends - end[last]).astype(np.float64),
    )


def room_in_gaps(draws: Floats, one: Inside, document_lengths: Floats, units: Floats) -> Floats:
    """Draws x units: in how many places a unit of each length fits into the gaps that an annotator leaves."""
    inner = np.zeros((len(document_lengths), len(units)))
    np.add.at(inner, one.gap_document, _room(one.gaps, units))
    found = draws @ inner
    gone_by = np.zeros((len(draws), len(document_lengths) + 1))
    np.cumsum(draws * document_lengths, axis=1, out=gone_by[:, 1:])
    carried: Floats = np.zeros(len(draws))
    since: Floats = np.zeros(len(draws))
    for document, before, behind in zip(one.first, one.before, one.behind, strict=True):
        times = draws[:, document]
        is_there = times > 0
        gap = carried + gone_by[:, document] - since + before
        found += _room(np.where(is_there, gap, 0.0), units)
        found += np.maximum(times - 1, 0)[:, np.newaxis] * _room(np.array([before + behind]), units)
        carried = np.where(is_there, behind, carried)
        since = np.where(is_there, gone_by[:, document + 1], since)
    return np.asarray(found + _room(carried + gone_by[:, -1] - since, units), dtype=np.float64)


def _room(gaps: Floats, units: Floats) -> Floats:
    """Gaps x units: the places for a unit in a gap."""
    return np.asarray(np.maximum(gaps[:, np.newaxis] - units + 1, 0), dtype=np.float64)
