"""How sure to say one is: what a model believes, held against how often it was right.

Isotonic regression by pooling adjacent violators (Ayer et al. 1955): the shares that rise with the belief and come
closest to what was seen; a few cases of the average are mixed into each, so that few cases never say 0 or 1.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

DRAWN = 2.0
"""So many cases of the average are added to each step."""


class Calibration(NamedTuple):
    """Steps: from each belief on, how often it was right."""

    beliefs: tuple[float, ...] = ()
    shares: tuple[float, ...] = ()

    def share(self, belief: float) -> float:
        """How often something believed so was right, from 0 to 1; the belief itself where nothing was ever seen."""
        if not self.beliefs:
            return belief
        return self.shares[max(0, bisect_right(self.beliefs, belief) - 1)]


class _Step(NamedTuple):
    belief: float
    right: float
    cases: int


def calibrated(seen: Iterable[tuple[float, bool]]) -> Calibration:
    """From (belief, whether it was right) of cases that were not learned from."""
    cases = sorted(seen)
    if not cases:
        return Calibration()
    average = sum(right for _, right in cases) / len(cases)
    steps: list[_Step] = []
    for belief, right in cases:
        steps.append(_Step(belief, float(right), 1))
        while len(steps) > 1 and steps[-2].right * steps[-1].cases >= steps[-1].right * steps[-2].cases:
            last = steps.pop()
            steps[-1] = _Step(steps[-1].belief, steps[-1].right + last.right, steps[-1].cases + last.cases)
    shares = [(one.right + DRAWN * average) / (one.cases + DRAWN) for one in steps]
    rising = [max(shares[: at + 1]) for at in range(len(shares))]
    return Calibration(tuple(one.belief for one in steps), tuple(rising))
