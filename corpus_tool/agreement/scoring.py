"""A measure over a study: the figure, its interval, and the same for every pair and every label."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement import Comparison, Measure, Score, Tally, Value, Why
from corpus_tool.agreement.study import Numbers, Study

FEW_DOCUMENTS = 10
"""Below as many shared documents an interval says little; reports say so."""


Floats = NDArray[np.float64]


class Resampling(NamedTuple):
    """How intervals are made: a percentile bootstrap over documents."""

    times: int = 1000
    seed: int = 1
    level: float = 0.95


AS_USUAL = Resampling()
NO_INTERVALS = Resampling(times=0)


def scored(measure: Measure, study: Study, annotators: tuple[str, ...], resampling: Resampling) -> Score:
    """The figure for some annotators, with its interval."""
    return _score(measure, measure.tally(study, annotators), resampling)


def figures(
    measure: Measure, study: Study, annotators: tuple[str, ...], resampling: Resampling = AS_USUAL
) -> Iterator[tuple[str, Score]]:
    """Key to score: `name` for a measure of all; for one of pairs `name[A,B]`, `name.mean`, and `name.pooled` where
    pairs may be added up."""
    if measure.comparison is Comparison.ALL:
        yield measure.name, scored(measure, study, annotators, resampling)
        return
    pairs = list(combinations(annotators, 2))
    tallies = [measure.tally(study, pair) for pair in pairs]
    for pair, tally in zip(pairs, tallies, strict=True):
        yield f"{measure.name}[{','.join(pair)}]", _score(measure, tally, resampling)
    yield f"{measure.name}.mean", _over_pairs(tallies, resampling, _mean)
    if measure.can_be_pooled:
        yield f"{measure.name}.pooled", _over_pairs(tallies, resampling, _pooled)


def _score(measure: Measure, tally: Tally | Why, resampling: Resampling) -> Score:
    if isinstance(tally, Why):
        return Score(None, None, None, 0, tally)
    value = tally.value(tally.counts.sum(axis=0))
    if isinstance(value, Why):
        return Score(None, None, None, tally.n, value)
    low, high = _interval(tally, resampling) if measure.can_be_resampled else (None, None)
    return Score(float(value), low, high, tally.n, None)


def _interval(tally: Tally, resampling: Resampling) -> tuple[float | None, float | None]:
    """The percentiles of the figure over documents drawn with replacement; draws in which it is undefined count not."""
    drawn = _draws(len(tally.documents), resampling)
    return _percentiles(map(tally.value, drawn @ tally.counts), resampling)


def _draws(documents: int, resampling: Resampling) -> Numbers:
    """Draws x documents: how often each document is in each draw. None for a single document."""
    times = resampling.times if documents > 1 else 0
    random = np.random.default_rng(resampling.seed)
    return random.multinomial(documents, np.full(documents, 1 / max(1, documents)), size=times)


def _percentiles(values: Iterable[Value], resampling: Resampling) -> tuple[float | None, float | None]:
    defined = [value for value in values if not isinstance(value, Why)]
    if not defined:
        return None, None
    low, high = np.quantile(defined, ((1 - resampling.level) / 2, (1 + resampling.level) / 2))
    return float(low), float(high)


def _over_pairs(
    tallies: Sequence[Tally | Why], resampling: Resampling, value: Callable[[Sequence[Tally], Sequence[Floats]], Value]
) -> Score:
    """One figure of all pairs, and its interval with the same documents drawn for each pair. `n` is pairs."""
    there = [tally for tally in tallies if isinstance(tally, Tally)]
    if not there:
        reason = next((tally for tally in tallies if isinstance(tally, Why)), Why.FEWER_THAN_TWO_ANNOTATORS)
        return Score(None, None, None, 0, reason)
    whole = value(there, [tally.counts.sum(axis=0) for tally in there])
    if isinstance(whole, Why):
        return Score(None, None, None, 0, whole)
    documents = np.unique(np.concatenate([tally.documents for tally in there]))
    columns = [np.searchsorted(documents, tally.documents) for tally in there]
    drawn = (
        value(there, [draw[column] @ tally.counts for tally, column in zip(there, columns, strict=True)])
        for draw in _draws(len(documents), resampling)
    )
    low, high = _percentiles(drawn, resampling)
    return Score(whole, low, high, len(there), None)


def _mean(tallies: Sequence[Tally], sums: Sequence[Floats]) -> Value:
    """The plain mean over the pairs that have a figure."""
    values = [tally.value(one) for tally, one in zip(tallies, sums, strict=True)]
    defined = [value for value in values if not isinstance(value, Why)]
    return float(np.mean(defined)) if defined else values[0]


def _pooled(tallies: Sequence[Tally], sums: Sequence[Floats]) -> Value:
    """The figure of all pairs' cells together."""
    return tallies[0].value(np.sum(sums, axis=0))
