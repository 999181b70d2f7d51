"""Every position as an item: what each annotator has there, from the borders of spans, not position by position.

The line is cut at every border of every annotator; between two cuts nothing changes, so a piece with its length
stands for all its positions. The value of a piece is the set of labels that cover it; nothing is a value too.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement.study import Items, Numbers, Study

NOTHING = 0
"""The value of positions that no span covers."""
MISSING = -1
"""Where an annotator has not done the document."""


VALUES = "Each position has the sorted set of labels that cover it, or nothing, as its value. "
"""Begins the definition of what is computed from these."""


class Coding(NamedTuple):
    """What some annotators have on each piece of the line."""

    values: Numbers
    """Annotators x pieces: numbers that are equal where the label sets are; `MISSING`, `NOTHING`."""
    lengths: Numbers
    """Positions in each piece."""
    document: Numbers
    """The number of the document of each piece."""
    size: int
    """How many values there are."""
    start: Numbers
    """Where each piece begins on the line."""

    def where(self, chosen: NDArray[np.bool_]) -> "Coding":
        """Some of the pieces only."""
        return Coding(
            self.values[:, chosen], self.lengths[chosen], self.document[chosen], self.size, self.start[chosen]
        )

    def someone(self) -> "Coding":
        """The pieces on which at least one of the annotators has a span."""
        return self.where(np.asarray((self.values > NOTHING).any(axis=0), dtype=bool))


def coding(study: Study, annotators: Sequence[str], *, of_all: bool = False) -> Coding:
    """The positions of the documents that at least two of the annotators have done; `of_all`: that all have.

    The line is cut once, at the borders of everybody: pieces are perhaps shorter than these annotators need.
    """
    done = study.has_done(annotators)
    wanted = np.asarray(done.sum(axis=0) >= (len(annotators) if of_all else 2), dtype=bool)
    key = ("coding", tuple(annotators), wanted.tobytes())
    if key != study.remembered.get("last coding"):
        study.remembered.update({"last coding": key, "coding": _chosen(study, annotators, done, wanted)})
    found: Coding = study.remembered["coding"]
    return found


def _chosen(study: Study, annotators: Sequence[str], done: NDArray[np.bool_], wanted: NDArray[np.bool_]) -> Coding:
    """Some annotators in some documents."""
    whole, row_of = _whole(study), {name: row for row, name in enumerate(study.annotators)}
    rows = [row_of.get(name, MISSING) for name in annotators]
    in_order = rows == list(range(len(study.annotators)))
    found = whole if in_order else whole._replace(values=_rows(whole.values, rows))
    if done.all():
        return found
    values = np.where(done[:, found.document], found.values, MISSING)
    return found._replace(values=values).where(wanted[found.document])


def _rows(values: Numbers, rows: Sequence[int]) -> Numbers:
    """Those of some annotators; nobody's where there is none."""
    nobody = np.zeros(values.shape[1], dtype=np.int64)
    return np.array([nobody if row == MISSING else values[row] for row in rows], dtype=np.int64)


def _whole(study: Study) -> Coding:
    """Everybody's line, whether she has done a document or not."""
    if "whole" not in study.remembered:
        spans = [study.pieces(name) for name in study.annotators]
        cuts, place_of = _cut(study, spans)
        document = np.repeat(np.arange(len(study.documents)), np.diff(place_of(study.starts)))
        values, size = _values(spans, place_of, len(cuts) - 1, len(study.labels))
        study.remembered["whole"] = Coding(values, np.diff(cuts), document, size, cuts[:-1])
    found: Coding = study.remembered["whole"]
    return found


_TABLE = 1 << 23
"""Positions of a line up to which its cuts are found in a table of all positions: 40 MB. Five times as fast."""


def _cut(study: Study, spans: Sequence[Items]) -> tuple[Numbers, Callable[[Numbers], Numbers]]:
    """Where the line is cut, and what tells the number of the piece that begins at a cut."""
    edges = [study.starts, *(edge for one in spans for edge in (one.start, one.end))]
    length = int(study.starts[-1])
    if length > _TABLE:
        cuts = np.unique(np.concatenate(edges))
        return cuts, lambda places: np.asarray(np.searchsorted(cuts, places), dtype=np.int64)
    is_cut = np.zeros(length + 1, dtype=bool)
    for edge in edges:
        is_cut[edge] = True
    numbers = np.cumsum(is_cut, dtype=np.int32) - 1
    return np.flatnonzero(is_cut), lambda places: numbers[places].astype(np.int64)


def _values(
    spans: Sequence[Items], place_of: Callable[[Numbers], Numbers], pieces: int, label_count: int
) -> tuple[Numbers, int]:
    """Annotators x pieces, and how many values there are.

    A piece under one label has that label's number from 1; under several, a number for their set from there on.
    """
    sets: dict[tuple[int, ...], int] = {}
    values = np.zeros((len(spans), pieces), dtype=np.int64)
    for row, items in zip(values, spans, strict=True):
        piece, label, is_flat = _covered(items, place_of)
        row[piece] = label + 1
        for number, labels in () if is_flat else _several(piece, label):
            row[number] = label_count + 1 + sets.setdefault(labels, len(sets))
    return values, label_count + 1 + len(sets)


def _covered(items: Items, place_of: Callable[[Numbers], Numbers]) -> tuple[Numbers, Numbers, bool]:
    """(piece, label) for each piece that a span covers, each such pair once, in the order of the pieces.

    And whether no piece is there twice, as none is where no spans overlap and they stand in order: then nothing is
    sorted.
    """
    first, after = place_of(items.start), place_of(items.end)
    width = after - first
    piece = np.arange(width.sum()) + np.repeat(first - np.cumsum(width) + width, width)
    label = np.repeat(items.label, width)
    if (after[:-1] <= first[1:]).all():
        return piece, label, True
    order = np.lexsort((label, piece))
    piece, label = piece[order], label[order]
    is_new = np.ones(len(piece), dtype=bool)
    is_new[1:] = (piece[1:] != piece[:-1]) | (label[1:] != label[:-1])
    return piece[is_new], label[is_new], False


def _several(piece: Numbers, label: Numbers) -> list[tuple[int, tuple[int, ...]]]:
    """The pieces under more than one label, with these."""
    if not len(piece):
        return []
    starts = np.flatnonzero(np.concatenate(([True], piece[1:] != piece[:-1])))
    ends = np.append(starts[1:], len(piece))
    many = np.flatnonzero(ends - starts > 1)
    return [(int(piece[starts[one]]), tuple(label[starts[one] : ends[one]].tolist())) for one in many]


DENSE = 1 << 22
"""Numbers that a table of documents x values x values may have to be counted in directly: 32 MB."""


class Coincidences(NamedTuple):
    """How much text has each two values, document by document."""

    rows: Numbers
    """The first value of each cell."""
    columns: Numbers
    documents: Numbers
    counts: NDArray[np.float64]
    """Documents x cells, in positions."""


def coincidences(found: Coding, pairs: Sequence[tuple[int, int]], weight: NDArray[np.float64]) -> Coincidences:
    """Sums of `weight` (one number a piece) over the pieces that both of a pair have done, for all pairs together."""
    documents, document = np.unique(found.document, return_inverse=True)
    codes = _Codes(found, pairs, len(documents))
    counts = np.zeros((len(documents), codes.size))
    for one, other in pairs:
        both = np.flatnonzero((found.values[one] != MISSING) & (found.values[other] != MISSING))
        cell = codes.cells(one, other, both)
        flat = np.bincount(document[both] * codes.size + cell, weights=weight[both], minlength=counts.size)
        counts += flat.reshape(counts.shape)
    occurs = np.flatnonzero(counts.any(axis=0))
    of_cells = codes.of_cells(occurs)
    return Coincidences(of_cells // found.size, of_cells % found.size, documents, counts[:, occurs])


class _Codes:
    """Two values as one number: directly where the table of all is small, else only those that occur."""

    def __init__(self, found: Coding, pairs: Sequence[tuple[int, int]], documents: int) -> None:
        self._found = found
        self._known: Numbers | None = None
        self.size = found.size * found.size
        if documents * self.size > DENSE:
            occurring = [np.unique(self._codes(*pair, np.arange(len(found.lengths)))) for pair in pairs]
            self._known = np.unique(np.concatenate(occurring))
            self.size = len(self._known)

    def _codes(self, one: int, other: int, pieces: Numbers) -> Numbers:
        values = self._found.values
        return np.asarray(values[one, pieces] * self._found.size + values[other, pieces], dtype=np.int64)

    def cells(self, one: int, other: int, pieces: Numbers) -> Numbers:
        """The cell of each piece."""
        codes = self._codes(one, other, pieces)
        return codes if self._known is None else np.asarray(np.searchsorted(self._known, codes), dtype=np.int64)

    def of_cells(self, cells: Numbers) -> Numbers:
        """The two values of each cell, as one number."""
        return cells if self._known is None else np.asarray(self._known[cells], dtype=np.int64)


def covered_lengths(study: Study, first: str, second: str) -> tuple[Numbers, Numbers, Numbers]:
    """For each document of the study, how many (position, label) both cover, the first covers, the second covers."""
    spans = [study.pieces(name) for name in (first, second)]
    cuts, place_of = _cut(study, spans)
    lengths, document = np.diff(cuts), np.repeat(np.arange(len(study.documents)), np.diff(place_of(study.starts)))
    several = max(1, len(study.labels))
    keys = [piece * several + label for piece, label, _ in (_covered(one, place_of) for one in spans)]
    both = np.intersect1d(keys[0], keys[1], assume_unique=True)

    def by_document(key: Numbers) -> Numbers:
        piece = key // several
        found = np.bincount(document[piece], weights=lengths[piece], minlength=len(study.documents))
        return found.astype(np.int64)

    return by_document(both), by_document(keys[0]), by_document(keys[1])
