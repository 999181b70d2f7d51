"""Krippendorff's alpha for unitizing (1995, 2004): whether units stand at the same places, border distances squared.

The documents that all have done are laid end to end. For each label apart, every annotator's line is cut into units
and gaps; where units of one annotator overlap, the measure is not defined.
"""

from collections.abc import Iterator
from functools import partial
from itertools import permutations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement import Comparison, Measure, Tally, Value, Why
from corpus_tool.agreement.end_to_end import inside, room_in_gaps
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


class Continuum(NamedTuple):
    """The documents that all have done, laid end to end, with every label's units of every annotator."""

    starts: Numbers
    """Where each document begins."""
    lengths: Numbers
    by_label: list[list[Units]]


def tally(study: Study, annotators: tuple[str, ...]) -> Tally | Why:
    """The figure is one of the whole line; drawn documents make another line."""
    if len(annotators) < 2:
        return Why.FEWER_THAN_TWO_ANNOTATORS
    documents = study.done_by(annotators)
    if not len(documents):
        return Why.NO_DOCUMENT_DONE_BY_ALL
    found = _continuum(study, annotators, documents)
    if not found.by_label:
        return Why.NO_ANNOTATIONS
    if any((units.start[1:] < units.end[:-1]).any() for label in found.by_label for units in label):
        return Why.OVERLAPPING_UNITS
    count = sum(len(units.start) for label in found.by_label for units in label)
    once = np.ones((len(documents), 1))
    return Tally(documents, once, partial(_value, found), count, partial(of_draws, found), is_of_draws=True)


def _continuum(study: Study, annotators: tuple[str, ...], documents: Numbers) -> Continuum:
    lines = [_laid_end_to_end(study, name, documents) for name in annotators]
    lengths = np.diff(study.starts)[documents]
    labels = np.unique(np.concatenate([line.label for line in lines]))
    by_label = [
        [Units(line.start[line.label == label], line.end[line.label == label]) for line in lines] for label in labels
    ]
    return Continuum(np.cumsum(lengths) - lengths, lengths, by_label)


def _value(found: Continuum, _once: Floats) -> Value:
    length = int(found.lengths.sum())
    observed = sum(observed_disagreement(label, length) for label in found.by_label)
    expected = sum(expected_disagreement(label, length) for label in found.by_label)
    return 1 - observed / expected if expected else Why.NO_VARIATION


def of_draws(found: Continuum, draws: Floats) -> Floats:
    """Draws x documents, how often each is drawn, to the figures of the drawn documents laid end to end."""
    length = draws @ found.lengths
    observed, expected = np.zeros(len(draws)), np.zeros(len(draws))
    for label in found.by_label:
        raters = len(label)
        distances = np.zeros(len(found.lengths))
        for one, other in permutations(label, 2):
            _add_distances(distances, one, other, found.starts)
        observed += draws @ distances / (raters * (raters - 1) * length**2)
        expected += _expected_of_draws(found, label, draws, length)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - observed / expected, np.nan)


def _expected_of_draws(found: Continuum, label: list[Units], draws: Floats, length: Floats) -> Floats:
    """As `expected_disagreement`, of each draw."""
    inner = [inside(units.start, units.end, found.starts, found.lengths) for units in label]
    sizes, which = np.unique(np.concatenate([one.lengths for one in inner]), return_inverse=True)
    counts = np.zeros((len(found.lengths), len(sizes)))
    np.add.at(counts, (np.concatenate([one.document for one in inner]), which), 1)
    of_size = draws @ counts
    room = sum(room_in_gaps(draws, one, found.lengths.astype(np.float64), sizes) for one in inner)
    among_units = (of_size.sum(axis=1) - 1) / 3 * (of_size @ (2 * sizes**3 - 3 * sizes**2 + sizes))
    everything = len(label) * length
    by_chance = everything * (everything - 1) - of_size @ (sizes * (sizes - 1))
    total = among_units + (of_size * sizes**2 * room).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(by_chance > 0, 2 / length * total / by_chance, 0.0)


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
    return float(sum(part.sum() for part, _ in _distances(one, other)))


def _distances(one: Units, other: Units) -> Iterator[tuple[Floats, Numbers]]:
    """The distances, and where on the line each is."""
    first, after = np.searchsorted(other.end, one.start, side="right"), np.searchsorted(other.start, one.end)
    met = np.maximum(after - first, 0)
    owner = np.repeat(np.arange(len(met)), met)
    partner = np.arange(met.sum()) - np.repeat(np.cumsum(met) - met, met) + first[owner]
    apart = (one.start[owner] - other.start[partner]).astype(np.float64) ** 2
    apart += (one.end[owner] - other.end[partner]).astype(np.float64) ** 2
    unmet_of_other = np.bincount(partner, minlength=len(other.start)) == 0
    yield apart, one.start[owner]
    yield one.lengths[met == 0] ** 2, one.start[met == 0]
    yield other.lengths[unmet_of_other] ** 2, other.start[unmet_of_other]


def _add_distances(by_document: Floats, one: Units, other: Units, starts: Numbers) -> None:
    for part, place in _distances(one, other):
        np.add.at(by_document, np.searchsorted(starts, place, side="right") - 1, part)


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
            " alone, against the same units thrown at random; labels are added up. Intervals: drawn documents are laid"
            " end to end in their order."
        ),
        source="Krippendorff 1995, 2004",
        undefined=(Why.NO_DOCUMENT_DONE_BY_ALL, Why.NO_VARIATION, Why.OVERLAPPING_UNITS),
        comparison=Comparison.ALL,
        items="units",
        tally=tally,
        in_pairs=True,
    ),
)
