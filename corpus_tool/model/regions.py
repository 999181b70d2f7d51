"""Regions: what each line of an article is. Lines are marked, never cut out; offsets stay.

A region is one line without the white space around it. What a line is comes from its own words and its place
(`model/shape.py`), from its being repeated over a source, and from the user, each counting more than the one before.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from corpus_tool.model.annotations import Annotation, Relation

LINE_ENDS = "\n\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"
"""What ends a line for Python's `splitlines`, which brat uses on its own files. Lines of ours end with "\n" alone."""


class RegionKind(StrEnum):
    """What a line is."""

    TITLE = "title"
    DATELINE = "dateline"
    BYLINE = "byline"
    BODY = "body"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


class Origin(StrEnum):
    """Who says so; a later one counts more."""

    SHAPE = "shape"
    """The words of the line and its place in the article."""
    REPEATED = "repeated"
    """Several articles of the source have it."""
    USER = "user"


RANK = {origin: rank for rank, origin in enumerate(Origin)}


class Region(NamedTuple):
    """One line of an article."""

    start: int
    end: int
    kind: RegionKind
    origin: Origin = Origin.SHAPE


def lines_of(text: str) -> list[tuple[int, int]]:
    """Where each line that is not blank starts and ends, without the white space around it, in code points."""
    found = []
    start = 0
    for line in text.split("\n"):
        if inner := line.strip():
            begin = start + line.index(inner)
            found.append((begin, begin + len(inner)))
        start += len(line) + 1
    return found


def line_numbers(text: str) -> list[int]:
    """For each of `lines_of`, how many line feeds stand before it."""
    return [number for number, line in enumerate(text.split("\n")) if line.strip()]


def overlaid(regions: Iterable[Region], said: Iterable[Region]) -> tuple[Region, ...]:
    """The regions, where something more is `said` about a line the weightiest of it, in text order."""
    weightiest = {(region.start, region.end): region for region in regions}
    for region in sorted(said, key=lambda one: RANK[one.origin]):
        if (region.start, region.end) in weightiest:
            weightiest[region.start, region.end] = region
    return tuple(sorted(weightiest.values()))


def boilerplate(regions: Iterable[Region]) -> tuple[tuple[int, int], ...]:
    """Where the boilerplate is: (start, end) of each such line."""
    return tuple((region.start, region.end) for region in regions if region.kind is RegionKind.BOILERPLATE)


def inside(start: int, end: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether `start`..`end` lies in one of `ranges`."""
    return any(first <= start and end <= last for first, last in ranges)


def reaches_into(start: int, end: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether `start`..`end` shares a character with one of `ranges`."""
    return any(start < last and first < end for first, last in ranges)


def within(annotations: Iterable[Annotation], ranges: Sequence[tuple[int, int]]) -> list[Annotation]:
    """The annotations whose every fragment lies in one of `ranges`, and the relations that hang on one of these.

    What a measure leaves out when it leaves out boilerplate: `within(layer.ordered, boilerplate(regions))`.
    """
    annotations = list(annotations)
    placed = [one for one in annotations if not isinstance(one, Relation)]
    found = {one.id for one in placed if all(inside(start, end, ranges) for start, end in one.fragments)}
    return [one for one in annotations if one.id in found or _hangs_on(one, found)]


def _hangs_on(annotation: Annotation, ids: set[str]) -> bool:
    return isinstance(annotation, Relation) and not ids.isdisjoint((annotation.source, annotation.target))
