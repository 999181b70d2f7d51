"""How many spans two annotators share, document by document: places get numbers once, and pairs count numbers."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement.study import Numbers, Study


class Numbered(NamedTuple):
    """The spans of a study by what is compared of them."""

    document: Numbers
    """Of each different place (with its label)."""
    counts: dict[str, Numbers]
    """Annotator to how often she has each."""
    there: dict[str, Numbers]
    """Annotator to how many spans she has in each document."""


def shared_by_document(study: Study, first: str, second: str, *, with_label: bool) -> NDArray[np.float64]:
    """Documents both have done x (both, first, second); a place (and label) marked twice counts twice."""
    documents = study.done_by((first, second))
    found = _numbered(study, with_label=with_label)
    if not len(documents):
        return np.zeros((0, 3))
    both = np.minimum(found.counts[first], found.counts[second])
    size = len(study.documents)
    alike = np.bincount(found.document, weights=both, minlength=size)
    sides = (alike, found.there[first], found.there[second])
    return np.stack([side[documents].astype(np.float64) for side in sides], axis=1)


def _numbered(study: Study, *, with_label: bool) -> Numbered:
    key = ("numbered", with_label)
    if key not in study.remembered:
        study.remembered[key] = _number(study, with_label=with_label)
    found: Numbered = study.remembered[key]
    return found


def _number(study: Study, *, with_label: bool) -> Numbered:
    items = [study.spans(name) for name in study.annotators]
    if not items:
        return Numbered(np.zeros(0, dtype=np.int64), {}, {})
    place = np.concatenate([one.place for one in items])
    if with_label:  # a place is below 2^63 / 500 for a line of a thousand million positions
        place = place * len(study.labels) + np.concatenate([one.label for one in items])
    order = np.argsort(place, kind="stable")  # merges what each annotator has in order already
    is_new = _changes(place[order])
    number = np.zeros(len(place), dtype=np.int64)
    number[order] = np.cumsum(is_new) - 1
    document = np.concatenate([one.document for one in items])[order][is_new]
    edges = np.cumsum([len(one.place) for one in items])[:-1]
    counts = [np.bincount(mine, minlength=len(document)) for mine in np.split(number, edges)]
    size = len(study.documents)
    there = (np.bincount(one.document, minlength=size) for one in items)
    names = study.annotators
    return Numbered(document, dict(zip(names, counts, strict=True)), dict(zip(names, there, strict=True)))


def _changes(column: Numbers) -> NDArray[np.bool_]:
    changed = np.ones(len(column), dtype=bool)
    changed[1:] = column[1:] != column[:-1]
    return changed
