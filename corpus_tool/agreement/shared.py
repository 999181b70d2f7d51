"""How many spans two annotators share, document by document, by sorting numbers instead of hashing tuples."""

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement.study import Items, Numbers, Study


def shared_by_document(study: Study, first: str, second: str, *, with_label: bool) -> NDArray[np.float64]:
    """Documents both have done x (both, first, second); a place (and label) marked twice counts twice."""
    documents = study.done_by((first, second))
    one, other = (_inside(study.spans(name), documents) for name in (first, second))
    both = _documents_of_shared(one, other, with_label=with_label)
    counts = [np.bincount(found, minlength=len(study.documents))[documents] for found in (both, one[0], other[0])]
    return np.stack(counts, axis=1).astype(np.float64)


def _inside(items: Items, documents: Numbers) -> Items:
    """The items of some documents."""
    chosen = np.isin(items.document, documents)
    return Items(*(column[chosen] for column in items))


def _documents_of_shared(one: Items, other: Items, *, with_label: bool) -> Numbers:
    """The document of each item of `one` that has a partner in `other`, no partner taken twice."""
    place = np.concatenate((one.place, other.place))
    label = np.concatenate((one.label, other.label)) if with_label else np.zeros(len(place), dtype=np.int64)
    document = np.concatenate((one.document, other.document))
    side = np.repeat((0, 1), (len(one.place), len(other.place)))
    order = np.lexsort((side, label, place))
    place, label, side, document = place[order], label[order], side[order], document[order]
    starts = np.flatnonzero(_changes(place) | _changes(label)) if len(place) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.append(starts, len(place)))
    of_second = np.add.reduceat(side, starts) if len(starts) else starts
    shared = np.minimum(of_second, sizes - of_second)
    return np.repeat(document[starts], shared)


def _changes(column: Numbers) -> NDArray[np.bool_]:
    return np.concatenate(([True], column[1:] != column[:-1]))
