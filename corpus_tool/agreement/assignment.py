"""The best one-to-one assignment of two sides by a table of real credits: the Hungarian method (Kuhn 1955)."""

from collections.abc import Sequence
from math import inf


def best_assignment(credits: Sequence[Sequence[float]]) -> float:
    """The largest sum of credits, at most one in each row and each column; credits are not negative.

    Shortest augmenting paths with potentials (Jonker and Volgenant 1987), O(rows^2 x columns) with rows the fewer.
    """
    if not credits or not credits[0]:
        return 0.0
    rows = credits if len(credits) <= len(credits[0]) else [list(column) for column in zip(*credits, strict=True)]
    width = len(rows[0])
    row_potential, column_potential = [0.0] * (len(rows) + 1), [0.0] * (width + 1)
    row_of = [0] * (width + 1)
    for row in range(1, len(rows) + 1):
        row_of[0] = row
        _augment(rows, row_of, row_potential, column_potential)
    return sum(rows[row_of[column] - 1][column - 1] for column in range(1, width + 1) if row_of[column])


def _augment(
    rows: Sequence[Sequence[float]], row_of: list[int], row_potential: list[float], column_potential: list[float]
) -> None:
    """Give the row in `row_of[0]` a column, moving others along the cheapest path. Numbers count from 1."""
    width = len(column_potential)
    cheapest, before, seen = [inf] * width, [0] * width, [False] * width
    column = 0
    while row_of[column]:
        seen[column] = True
        row, step, following = row_of[column], inf, 0
        for other in range(1, width):
            if seen[other]:
                continue
            cost = -rows[row - 1][other - 1] - row_potential[row] - column_potential[other]
            if cost < cheapest[other]:
                cheapest[other], before[other] = cost, column
            if cheapest[other] < step:
                step, following = cheapest[other], other
        for other in range(width):
            if seen[other]:
                row_potential[row_of[other]] += step
                column_potential[other] -= step
            else:
                cheapest[other] -= step
        column = following
    while column:
        row_of[column] = row_of[before[column]]
        column = before[column]
