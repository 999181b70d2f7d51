"""Borders made of several readings' borders."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import product

from corpus_tool.model.annotations import Fragments
from corpus_tool.model.pieces import joined


class Borders(StrEnum):
    """How borders are merged."""

    UNION = "union"
    INTERSECTION = "intersection"
    TRIMMED = "trimmed"
    """Behind the proclitics of the first word."""


def merged_borders(how: Borders, readings: Sequence[Fragments]) -> Fragments:
    """What any of the readings covers, or what all of them cover: then it may be nothing."""
    if how is not Borders.INTERSECTION:
        return joined(fragment for fragments in readings for fragment in fragments)
    common = readings[0]
    for fragments in readings[1:]:
        common = joined((max(a, b), min(c, d)) for (a, c), (b, d) in product(common, fragments))
    return common
