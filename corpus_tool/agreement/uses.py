"""How much text each annotator has under each value, and how much pairs have alike, document by document.

All that alpha, Fleiss' and Conger's kappa need; counted once for all of them.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement.positions import MISSING, Coding, coding
from corpus_tool.agreement.study import Numbers, Study

Floats = NDArray[np.float64]


class Uses(NamedTuple):
    """Counts in positions. A document is done by the same annotators from its start to its end."""

    documents: Numbers
    done_by: Numbers
    """How many annotators have done each document."""
    alike: Floats
    """For each document: positions, times the pairs of annotators who have the same value there."""
    values: Floats
    """Annotators x documents x values that occur; nothing in what an annotator has not done."""


def uses(study: Study, annotators: tuple[str, ...], *, of_all: bool = False, someone: bool = False) -> Uses:
    """In the documents that two of them have done; `of_all`: that all have; `someone`: where one has a span."""
    found = coding(study, annotators, of_all=of_all)
    key = (someone, study.remembered.get("last coding"))
    if study.remembered.get("last uses") != key:
        study.remembered.update({"last uses": key, "uses": _counted(found.someone() if someone else found)})
    known: Uses = study.remembered["uses"]
    return known


def _counted(found: Coding) -> Uses:
    documents, first = np.unique(found.document, return_index=True)
    if not len(documents):
        nothing = np.zeros(0)
        return Uses(documents, documents, nothing, np.zeros((len(found.values), 0, 0)))
    pieces = np.diff(np.append(first, len(found.document)))
    base = np.repeat(np.arange(len(documents)) * found.size, pieces)
    tables = [_table(base, row, found.lengths, len(documents), found.size) for row in found.values]
    values = np.array(tables)
    done = (found.values[:, first] != MISSING).sum(axis=0)
    alike = np.add.reduceat(_pairs_alike(found.values) * found.lengths, first).astype(np.float64)
    return Uses(documents, done, alike, values[:, :, values.any(axis=(0, 1))])


def _table(base: Numbers, row: Numbers, lengths: Numbers, documents: int, size: int) -> Floats:
    """One annotator's documents x values."""
    if (row == MISSING).any():
        there = row != MISSING
        base, row, lengths = base[there], row[there], lengths[there]
    counted = np.bincount(base + row, weights=lengths, minlength=documents * size)
    return np.asarray(counted, dtype=np.float64).reshape(documents, size)


def _pairs_alike(values: Numbers) -> Numbers:
    """For each piece, how many pairs have the same value; of two who have not done it, none."""
    found = np.zeros(values.shape[1], dtype=np.int64)
    for number, one in enumerate(values):
        is_there = one != MISSING
        for other in values[:number]:
            found += (one == other) & is_there
    return found
