"""Krippendorff's family of 2016: the whole continuum, where something is marked at all, and what it is called there.

Krippendorff, Mathet, Bouvry, Widlöcher 2016; Content Analysis (2019), 12.6. Lengths that annotators have alike are
held against those that chance gives to units of these lengths; all of it is sums over documents.
"""

from collections.abc import Callable
from itertools import permutations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement import Comparison, Measure, Tally, Value, Why
from corpus_tool.agreement.positions import NOTHING, Coding, coding, coincidences
from corpus_tool.agreement.study import END_TO_END, Items, Numbers, Study

Floats = NDArray[np.float64]


class Lengths(NamedTuple):
    """What the figures are made of."""

    shared: Floats
    """Values x values: positions that one annotator has as the row and another as the column, over m - 1."""
    of_units: Floats
    """For each value, the squared lengths of its units; of nothing, the lengths."""


Figure = Callable[[Lengths], float]
"""Disagreement observed and expected, made one figure; nan where it is undefined."""


def tally(
    study: Study, annotators: tuple[str, ...], figure: Figure, *, both_marked: bool = False, of_pair: bool = False
) -> Tally | Why:
    """Lengths by document. `both_marked`: only positions on which all have something."""
    if len(annotators) < 2:
        return Why.FEWER_THAN_TWO_ANNOTATORS
    found = coding(study, annotators, of_all=True)
    if not len(found.lengths):
        return Why.NO_SHARED_DOCUMENTS if of_pair else Why.NO_DOCUMENT_DONE_BY_ALL
    documents = study.done_by(annotators)
    lines = [_in_order(study.pieces(name), documents) for name in annotators]
    if any((line.start[1:] < line.end[:-1]).any() for line in lines):
        return Why.OVERLAPPING_UNITS
    if both_marked:
        found = found.where(np.asarray((found.values > NOTHING).all(axis=0), dtype=bool))
    if not any(len(line.start) for line in lines):
        return Why.NO_ANNOTATIONS
    if not len(found.lengths):
        return Why.NO_SHARED_SPANS
    return _counted(found, lines, figure)


def _in_order(items: Items, documents: Numbers) -> Items:
    """Those of some documents, by place."""
    order = np.argsort(items.start, kind="stable")
    order = order[np.isin(items.document[order], documents)]
    return Items(*(column[order] for column in items))


def _counted(found: Coding, lines: list[Items], figure: Figure) -> Tally:
    raters, size = len(lines), found.size
    together = coincidences(found, list(permutations(range(raters), 2)), found.lengths / (raters - 1))
    of_units = np.zeros((len(together.documents), size))
    row = np.searchsorted(together.documents, found.document)
    for number, line in enumerate(lines):
        nothing = found.values[number] == NOTHING
        np.add.at(of_units, (row[nothing], NOTHING), found.lengths[nothing])
        unit, length, document = _units(found, number, line)
        np.add.at(of_units, (np.searchsorted(together.documents, document), unit), length**2)

    def value(sums: Floats) -> Value:
        shared = np.zeros((size, size))
        shared[together.rows, together.columns] = sums[: len(together.rows)]
        made = figure(Lengths(shared, sums[len(together.rows) :]))
        return Why.NO_VARIATION if np.isnan(made) else made

    counts = np.hstack((together.counts, of_units))
    return Tally(together.documents, counts, value, int(found.lengths.sum()))


def _units(found: Coding, number: int, line: Items) -> tuple[Numbers, Floats, Numbers]:
    """(value, length, document) of each unit of one annotator, as far as its positions are compared."""
    marked = np.flatnonzero(found.values[number] != NOTHING)
    owner = np.searchsorted(line.start, found.start[marked], side="right") - 1
    lengths = np.bincount(owner, weights=found.lengths[marked], minlength=len(line.start)).astype(np.float64)
    there = lengths > 0
    return line.label[there] + 1, lengths[there], line.document[there]


def _expected(lengths: Lengths) -> Floats:
    """Values x values: what chance gives."""
    margins = lengths.shared.sum(axis=1)
    total = margins.sum()
    by_chance = np.outer(margins, margins) - np.diag(lengths.of_units)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(by_chance / (total - lengths.of_units.sum() / total), dtype=np.float64)


def _one_minus(observed: float, expected: float) -> float:
    return 1 - observed / expected if expected > 0 else np.nan


def whole(lengths: Lengths) -> float:
    """Everything that is not alike."""
    expected = _expected(lengths)
    return _one_minus(
        float(lengths.shared.sum() - np.trace(lengths.shared)), float(expected.sum() - np.trace(expected))
    )


def binary(lengths: Lengths) -> float:
    """Something or nothing."""
    expected = _expected(lengths)
    return _one_minus(float(2 * lengths.shared[NOTHING, 1:].sum()), float(2 * expected[NOTHING, 1:].sum()))


def of_value(number: int, lengths: Lengths) -> float:
    """One label among all that both marked."""
    expected = _expected(lengths)
    shared_with, expected_with = lengths.shared[:, number].sum(), expected[:, number].sum()
    off, expected_off = shared_with - lengths.shared[number, number], expected_with - expected[number, number]
    if not shared_with or not expected_off > 0:
        return float(np.nan)
    return float(1 - (expected_with / shared_with) * off / expected_off)


def _all(figure: Figure) -> Callable[[Study, tuple[str, ...]], Tally | Why]:
    return lambda study, annotators: tally(study, annotators, figure)


def _coding(study: Study, annotators: tuple[str, ...]) -> Tally | Why:
    return tally(study, annotators, whole, both_marked=True, of_pair=True)


def _in_label(study: Study, annotators: tuple[str, ...], label: str) -> Tally | Why:
    number = study.labels.index(label) + 1
    return tally(study, annotators, lambda lengths: of_value(number, lengths), both_marked=True, of_pair=True)


MEASURES = (
    Measure(
        name="u_alpha",
        title="Krippendorff's u-alpha",
        question="How far above chance is the whole text cut and labelled alike, lengths counted?",
        definition=(
            f"{END_TO_END}Lengths that annotators have alike against those that chance gives to units of these lengths."
        ),
        source="Krippendorff, Mathet, Bouvry, Widlöcher 2016",
        undefined=(Why.NO_DOCUMENT_DONE_BY_ALL, Why.NO_VARIATION, Why.OVERLAPPING_UNITS),
        comparison=Comparison.ALL,
        items="positions",
        tally=_all(whole),
        by_label=False,
        in_pairs=True,
    ),
    Measure(
        name="u_alpha_binary",
        title="Krippendorff's u-alpha, marked or not",
        question="How far above chance is the same text marked at all, whatever the label?",
        definition="As u-alpha, with all labels taken as one.",
        source="Krippendorff and others 2016",
        undefined=(Why.NO_DOCUMENT_DONE_BY_ALL, Why.NO_VARIATION, Why.OVERLAPPING_UNITS),
        comparison=Comparison.ALL,
        items="positions",
        tally=_all(binary),
        by_label=False,
        in_pairs=True,
    ),
    Measure(
        name="cu_alpha",
        title="Krippendorff's cu-alpha",
        question="Where both marked something, how far above chance did they call it the same?",
        definition="As u-alpha, over what both marked; of two annotators.",
        source="Krippendorff 2019, 12.6.5",
        undefined=(Why.NO_VARIATION, Why.OVERLAPPING_UNITS, Why.NO_SHARED_SPANS),
        comparison=Comparison.PAIR,
        items="positions both marked",
        tally=_coding,
        by_label=False,
    ),
    Measure(
        name="ku_alpha",
        title="Krippendorff's ku-alpha",
        question="Where both marked something, how reliable is this one label among the others?",
        definition="As cu-alpha, of one label among all; of two annotators.",
        source="Krippendorff 2019, 12.6.6",
        undefined=(Why.NO_VARIATION, Why.OVERLAPPING_UNITS, Why.NO_SHARED_SPANS),
        comparison=Comparison.PAIR,
        items="positions both marked",
        tally=_coding,
        in_label=_in_label,
        only_by_label=True,
    ),
)
