"""A measure over a study: the figure, its interval, and the same for every pair, over pairs, and against the rest."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from corpus_tool.agreement import Comparison, Measure, Score, Tally, Value, Why
from corpus_tool.agreement.drawing import (
    AS_USUAL,
    Floats,
    Resampling,
    draws,
    percentiles,
    values_of,
)
from corpus_tool.agreement.study import Numbers, Study

FEW_DOCUMENTS = 10
"""Below as many shared documents an interval says little; reports say so."""

OVER_PAIRS: dict[str, Callable[[Floats], Floats]] = {
    "mean": lambda values: np.nanmean(values, axis=0),
    "min": lambda values: np.nanmin(values, axis=0),
    "max": lambda values: np.nanmax(values, axis=0),
}
"""What is made of the figures of the pairs (pairs x draws) that have one."""


def scored(measure: Measure, study: Study, annotators: tuple[str, ...], resampling: Resampling) -> Score:
    """The figure for some annotators, with its interval."""
    return _score(measure, measure.tally(study, annotators), resampling)


def figures(
    measure: Measure, study: Study, annotators: tuple[str, ...], resampling: Resampling = AS_USUAL
) -> Iterator[tuple[str, Score]]:
    """Key to score.

    `name`, perhaps with `name[A,B]`, of a measure of all; of one of pairs `name[A,B]`, `name.mean`, `name.min`,
    `name.max`, with three or more annotators `name[A,rest]` (the mean of the pairs that A is in), and `name.pooled`
    where pairs may be added up.
    """
    if measure.comparison is Comparison.ALL:
        whole = scored(measure, study, annotators, resampling)
        yield measure.name, whole
        for pair in combinations(annotators, 2) if measure.in_pairs else ():
            score = whole if len(annotators) == len(pair) else scored(measure, study, pair, resampling)
            yield f"{measure.name}[{','.join(pair)}]", score
        return
    pairs = list(combinations(annotators, 2))
    tallies = [measure.tally(study, pair) for pair in pairs]
    for pair, tally in zip(pairs, tallies, strict=True):
        yield f"{measure.name}[{','.join(pair)}]", _score(measure, tally, resampling)
    found = _of_pairs(tallies, resampling)
    for name, over in OVER_PAIRS.items():
        yield f"{measure.name}.{name}", _over(found, over, resampling)
    if len(annotators) > 2:
        for who in annotators:
            hers = [tally for pair, tally in zip(pairs, tallies, strict=True) if who in pair]
            of_her = _of_pairs(hers, resampling)
            yield f"{measure.name}[{who},{rest_of(annotators)}]", _over(of_her, OVER_PAIRS["mean"], resampling)
    if measure.can_be_pooled:
        yield f"{measure.name}.pooled", _pooled(tallies, resampling)


def rest_of(annotators: Sequence[str]) -> str:
    """What stands for everybody else in a key: `f1_strict[noa,rest]`, or a longer word where somebody has that name."""
    word = "rest"
    while word in annotators:
        word = f"the {word}"
    return word


def _score(measure: Measure, tally: Tally | Why, resampling: Resampling) -> Score:
    if isinstance(tally, Why):
        return Score(None, None, None, 0, tally, measure.hint if tally is Why.NOT_INSTALLED else "")
    value = tally.value(tally.total)
    if isinstance(value, Why):
        return Score(None, None, None, tally.n, value)
    if measure.no_interval:
        return Score(float(value), None, None, tally.n, note=measure.no_interval)
    drawn = [values_of(tally, tally.drawn(draw)) for draw in draws(len(tally.documents), resampling)]
    return Score(float(value), *percentiles(drawn, resampling), tally.n)


class _OfPairs(NamedTuple):
    """The figures of those pairs that have one."""

    values: Floats
    drawn: Floats
    """Pairs x draws, with the same documents drawn for each."""


def _of_pairs(tallies: Sequence[Tally | Why], resampling: Resampling) -> _OfPairs | Why:
    there = [tally for tally in tallies if isinstance(tally, Tally)]
    values = [tally.value(tally.total) for tally in there]
    defined = [value for value in values if not isinstance(value, Why)]
    if not defined:
        return _first_reason([*tallies, *values])
    counted = [tally for tally, value in zip(there, values, strict=True) if not isinstance(value, Why)]
    pieces = [[values_of(*one) for one in draw] for draw in _drawn_together(counted, resampling)]
    drawn = np.concatenate(pieces, axis=1) if pieces else np.zeros((len(counted), 0))
    return _OfPairs(np.array(defined), drawn)


def _over(found: _OfPairs | Why, over: Callable[[Floats], Floats], resampling: Resampling) -> Score:
    """One figure of all pairs that have one, and its interval, of the draws in which any pair has. `n` is pairs."""
    if isinstance(found, Why):
        return Score(None, None, None, 0, found)
    whole = over(found.values[:, np.newaxis])
    drawn = over(found.drawn[:, ~np.isnan(found.drawn).all(axis=0)])
    return Score(float(whole[0]), *percentiles([drawn], resampling), len(found.values))


def _drawn_together(tallies: Sequence[Tally], resampling: Resampling) -> Iterator[list[tuple[Tally, Floats]]]:
    """For each piece of the draws, every tally with its sums: the same documents for all."""
    documents = np.unique(np.concatenate([tally.documents for tally in tallies]))
    columns = [np.searchsorted(documents, tally.documents) for tally in tallies]
    for draw in draws(len(documents), resampling):
        yield [(tally, tally.drawn(_some(draw, column))) for tally, column in zip(tallies, columns, strict=True)]


def _some(draw: Floats, columns: Numbers) -> Floats:
    return draw if len(columns) == draw.shape[1] else draw[:, columns]


def _pooled(tallies: Sequence[Tally | Why], resampling: Resampling) -> Score:
    """The figure of all pairs' cells together. `n` is pairs."""
    there = [tally for tally in tallies if isinstance(tally, Tally)]
    if not there:
        return Score(None, None, None, 0, _first_reason(tallies))
    value = there[0].value(sum((tally.counts.sum(axis=0) for tally in there), start=np.zeros(there[0].counts.shape[1])))
    if isinstance(value, Why):
        return Score(None, None, None, 0, value)
    drawn = [
        values_of(there[0], np.sum([sums for _, sums in draw], axis=0)) for draw in _drawn_together(there, resampling)
    ]
    return Score(float(value), *percentiles(drawn, resampling), len(there))


def _first_reason(found: Sequence[Tally | Value]) -> Why:
    return next((one for one in found if isinstance(one, Why)), Why.FEWER_THAN_TWO_ANNOTATORS)
