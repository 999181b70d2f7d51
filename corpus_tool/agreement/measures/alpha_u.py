"""Krippendorff's alpha for unitizing (1995, 2004): whether units stand at the same places, border distances squared.

The documents that all have done are laid end to end. For each label apart, every annotator's line is cut into units
and gaps; where units of one annotator overlap, the measure is not defined.
"""

from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement import Comparison, Measure, Tally, Value, Why
from corpus_tool.agreement.study import END_TO_END, Items, Numbers, Study

Floats = NDArray[np.float64]


class Units(NamedTuple):
    """The units of one label and one annotator, in order."""

    start: Numbers
    end: Numbers

    @property
    def lengths(self) -> Floats:
        """Of each, in positions."""
        return (self.end - self.start).astype(np.float64)

    def gaps(self, length: int) -> Floats:
        """The lengths of the stretches between them, and of those before the first and behind the last."""
        borders = np.concatenate(([0], self.end)), np.concatenate((self.start, [length]))
        found = (borders[1] - borders[0]).astype(np.float64)
        return np.asarray(found[found > 0], dtype=np.float64)


def tally(study: Study, annotators: tuple[str, ...]) -> Tally | Why:
    """One row: the figure is one of the whole line, not a sum over documents."""
    if len(annotators) < 2:
        return Why.FEWER_THAN_TWO_ANNOTATORS
    documents = study.done_by(annotators)
    if not len(documents):
        return Why.NO_DOCUMENT_DONE_BY_ALL
    lines = [_laid_end_to_end(study, name, documents) for name in annotators]
    length = int(np.diff(study.starts)[documents].sum())
    by_label = [
        [Units(line.start[line.label == label], line.end[line.label == label]) for line in lines]
        for label in np.unique(np.concatenate([line.label for line in lines]))
    ]
    if not by_label:
        return Why.NO_ANNOTATIONS
    if any((units.start[1:] < units.end[:-1]).any() for label in by_label for units in label):
        return Why.OVERLAPPING_UNITS
    observed = sum(observed_disagreement(label, length) for label in by_label)
    expected = sum(expected_disagreement(label, length) for label in by_label)
    count = sum(len(units.start) for label in by_label for units in label)
    return Tally(documents[:1], np.ones((1, 1)), partial(_value, observed, expected), count)


def _value(observed: float, expected: float, _sums: Floats) -> Value:
    return 1 - observed / expected if expected else Why.NO_VARIATION


def _laid_end_to_end(study: Study, annotator: str, documents: Numbers) -> Items:
    """Her pieces in the counted documents, at their places on a line of these documents alone, in order."""
    pieces = study.pieces(annotator)
    chosen = np.isin(pieces.document, documents)
    pieces = Items(*(column[chosen] for column in pieces))
    lengths = np.diff(study.starts)[documents]
    shift = (np.cumsum(lengths) - lengths - study.starts[:-1][documents])[np.searchsorted(documents, pieces.document)]
    order = np.argsort(pieces.start, kind="stable")
    moved = pieces._replace(start=pieces.start + shift, end=pieces.end + shift)
    return Items(*(column[order] for column in moved))


def observed_disagreement(annotators: list[Units], length: int) -> float:
    """Sum over ordered pairs of annotators, over m (m - 1) L^2."""
    raters = len(annotators)
    total = sum(_distance(one, other) for one in annotators for other in annotators if one is not other)
    return total / (raters * (raters - 1) * float(length) ** 2)


def _distance(one: Units, other: Units) -> float:
    """Squared differences of the borders of units that overlap, squared lengths of units that meet none.

    Of an ordered pair; the units of `other` that meet none of `one` count here too, as gaps of `one` against them.
    """
    first, after = np.searchsorted(other.end, one.start, side="right"), np.searchsorted(other.start, one.end)
    met = np.maximum(after - first, 0)
    owner = np.repeat(np.arange(len(met)), met)
    partner = np.arange(met.sum()) - np.repeat(np.cumsum(met) - met, met) + first[owner]
    apart = (one.start[owner] - other.start[partner]).astype(np.float64) ** 2
    apart += (one.end[owner] - other.end[partner]).astype(np.float64) ** 2
    unmet_of_other = np.bincount(partner, minlength=len(other.start)) == 0
    alone = (one.lengths[met == 0] ** 2).sum() + (other.lengths[unmet_of_other] ** 2).sum()
    return float(apart.sum() + alone)


def expected_disagreement(annotators: list[Units], length: int) -> float:
    """That of the same units thrown at random on the line, every annotator's gaps taken together."""
    units = np.concatenate([one.lengths for one in annotators])
    gaps = np.sort(np.concatenate([one.gaps(length) for one in annotators]))
    from_here = np.concatenate((np.cumsum((gaps + 1)[::-1])[::-1], [0.0]))
    first = np.searchsorted(gaps, units)
    room = from_here[first] - units * (len(gaps) - first)
    among_units = (len(units) - 1) / 3 * (2 * units**3 - 3 * units**2 + units)
    everything = float(len(annotators) * length)
    by_chance = everything * (everything - 1) - float((units * (units - 1)).sum())
    return float(2 / length * (among_units + units**2 * room).sum() / by_chance) if by_chance else 0.0


MEASURES = (
    Measure(
        name="alpha_u",
        title="Krippendorff's alpha for units",
        question="Do units of the same label stand at the same places, far-off borders counting more?",
        definition=(
            f"{END_TO_END}By label: squared distances of the borders of units that overlap, squared lengths of those"
            " alone, against the same units thrown at random; labels are added up."
        ),
        source="Krippendorff 1995, 2004",
        undefined=(Why.NO_DOCUMENT_DONE_BY_ALL, Why.NO_VARIATION, Why.OVERLAPPING_UNITS),
        comparison=Comparison.ALL,
        items="units",
        tally=tally,
        can_be_resampled=False,
        in_pairs=True,
    ),
)
