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


def shared_by_document(study: Study, first: str, second: str, *, with_label: bool) -> NDArray[np.float64]:
    """Documents both have done x (both, first, second); a place (and label) marked twice counts twice."""
    documents = study.done_by((first, second))
    found = _numbered(study, with_label=with_label)
    nothing = np.zeros(len(found.document), dtype=np.int64)
    one, other = (found.counts.get(name, nothing) for name in (first, second))
    sides = (np.minimum(one, other), one, other)
    size = len(study.documents)
    counts = [np.bincount(found.document, weights=side, minlength=size)[documents] for side in sides]
    return np.stack(counts, axis=1)


def _numbered(study: Study, *, with_label: bool) -> Numbered:
    key = ("numbered", with_label)
    if key not in study.remembered:
        study.remembered[key] = _number(study, with_label=with_label)
    found: Numbered = study.remembered[key]
    return found


def _number(study: Study, *, with_label: bool) -> Numbered:
    items = [study.spans(name) for name in study.annotators]
    if not items:
        return Numbered(np.zeros(0, dtype=np.int64), {})
    place = np.concatenate([one.place for one in items])
    label = np.concatenate([one.label for one in items]) if with_label else np.zeros(len(place), dtype=np.int64)
    order = np.lexsort((label, place))
    is_new = _changes(place[order]) | _changes(label[order])
    number = np.zeros(len(place), dtype=np.int64)
    number[order] = np.cumsum(is_new) - 1
    document = np.concatenate([one.document for one in items])[order][is_new]
    edges = np.cumsum([len(one.place) for one in items])[:-1]
    counts = (np.bincount(mine, minlength=len(document)) for mine in np.split(number, edges))
    return Numbered(document, dict(zip(study.annotators, counts, strict=True)))


def _changes(column: Numbers) -> NDArray[np.bool_]:
    changed = np.ones(len(column), dtype=bool)
    changed[1:] = column[1:] != column[:-1]
    return changed
