"""Documents drawn anew: intervals by the percentile bootstrap (Efron and Tibshirani 1993, ch. 13).

Words in a text hang together, so documents are drawn, not words. A measure has counted each document apart, so a draw
is a sum of counts, and the figure is not computed anew from spans.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus_tool.agreement import Tally, Why

Floats = NDArray[np.float64]

AT_ONCE = 1 << 20
"""Numbers of a table of draws x documents that are held at once: 8 MB."""
MOST_KEPT = 1 << 21
"""The same of those that are kept: 16 MB, 2,000 draws of 1,000 documents."""


class Resampling(NamedTuple):
    """How intervals are made."""

    times: int = 1000
    seed: int = 1
    level: float = 0.95


AS_USUAL = Resampling()
NO_INTERVALS = Resampling(times=0)


def draws(documents: int, resampling: Resampling) -> Iterable[Floats]:
    """Draws x documents: how often each document is in each draw; none for a single document. In pieces, to be read.

    Of as many documents they are the same for every figure, and kept: drawing takes longer than what is done with it.
    """
    is_kept = documents * resampling.times <= MOST_KEPT
    return _kept(documents, resampling) if is_kept else _drawn(documents, resampling)


@lru_cache(maxsize=4)
def _kept(documents: int, resampling: Resampling) -> tuple[Floats, ...]:
    return tuple(_drawn(documents, resampling))


def _drawn(documents: int, resampling: Resampling) -> Iterator[Floats]:
    left = resampling.times if documents > 1 else 0
    random = np.random.default_rng(resampling.seed)
    shares = np.full(documents, 1 / max(1, documents))
    while left:
        now = min(left, max(1, AT_ONCE // documents))
        yield random.multinomial(documents, shares, size=now).astype(np.float64)
        left -= now


def values_of(tally: Tally, sums: Floats) -> Floats:
    """The figure of each row of sums; nan where it is undefined."""
    if tally.many is not None:
        return tally.many(sums)
    found = (tally.value(row) for row in sums)
    return np.array([np.nan if isinstance(one, Why) else one for one in found], dtype=np.float64)


def percentiles(values: Sequence[Floats], resampling: Resampling) -> tuple[float | None, float | None]:
    """The middle of the drawn figures; those that are undefined count not."""
    drawn = np.concatenate(values) if values else np.zeros(0)
    defined = drawn[~np.isnan(drawn)]
    if not len(defined):
        return None, None
    low, high = np.quantile(defined, ((1 - resampling.level) / 2, (1 + resampling.level) / 2))
    return float(low), float(high)
