"""Two layers of one text side by side: what both say, what one alone says, what they say differently.

Annotations are paired one to one, greedily, the best pair first: the same place and label, then the same place, then
the same label over the largest shared part, then what merely overlaps. For reading, not for measuring agreement.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from corpus_tool.model.alignment import Marked, Rank, closeness
from corpus_tool.model.annotations import Fragments, Span, first_offset, label_of, last_offset
from corpus_tool.model.layers import Layer


class Verdict(StrEnum):
    """How two annotators' words on one place go together."""

    SAME = "same"
    LABEL = "other label"
    BORDERS = "other borders"
    BOTH = "other label and borders"
    DETAILS = "other details"
    MINE = "only mine"
    THEIRS = "only theirs"


class Compared(NamedTuple):
    """An annotation with its counterpart; one of them may be missing, not both."""

    verdict: Verdict
    mine: Marked | None
    theirs: Marked | None
    details: tuple[str, ...] = ()
    """The attributes and roles that one place and label are given differently."""

    @property
    def place(self) -> tuple[int, int]:
        """Where to look."""
        one = self.mine or self.theirs
        return (0, 0) if one is None else (first_offset(one), last_offset(one))


def compare(mine: Layer, theirs: Layer) -> list[Compared]:
    """Every span and event of both layers, in text order."""
    found = [
        *_compared(mine.spans, theirs.spans, mine, theirs),
        *_compared(mine.events, theirs.events, mine, theirs),
    ]
    return sorted(found, key=lambda one: (one.place, one.verdict))


def _compared(mine: Sequence[Marked], theirs: Sequence[Marked], layer: Layer, other_layer: Layer) -> Iterator[Compared]:
    left, left_there = {one.id: one for one in mine}, {one.id: one for one in theirs}
    for _, id, other_id in sorted(_pairs(mine, theirs)):
        if id in left and other_id in left_there:
            one, other = left.pop(id), left_there.pop(other_id)
            yield _paired(one, other, _details(one, layer), _details(other, other_layer))
    yield from (Compared(Verdict.MINE, one, None) for one in left.values())
    yield from (Compared(Verdict.THEIRS, None, other) for other in left_there.values())


def _pairs(mine: Sequence[Marked], theirs: Sequence[Marked]) -> Iterator[tuple[Rank, str, str]]:
    """(rank, id, id) of all that share a character; the smallest rank is the best pair."""
    ordered = sorted(theirs, key=first_offset)
    starts = [first_offset(other) for other in ordered]
    longest = max((last_offset(other) - first_offset(other) for other in ordered), default=0)
    for one in mine:
        for other in ordered[bisect_left(starts, first_offset(one) - longest) : bisect_left(starts, last_offset(one))]:
            if (rank := closeness(one, other)) is not None:
                yield (*rank, first_offset(one), first_offset(other)), one.id, other.id


def _paired(one: Marked, other: Marked, said: dict[str, object], said_there: dict[str, object]) -> Compared:
    is_labelled = label_of(one) == label_of(other)
    if one.fragments != other.fragments:
        return Compared(Verdict.BORDERS if is_labelled else Verdict.BOTH, one, other)
    if not is_labelled:
        return Compared(Verdict.LABEL, one, other)
    names = dict.fromkeys((*said, *said_there))
    differing = tuple(name for name in names if said.get(name) != said_there.get(name))
    return Compared(Verdict.DETAILS if differing else Verdict.SAME, one, other, differing)


def _details(one: Marked, layer: Layer) -> dict[str, object]:
    """What is said beyond place and label, by its name; who plays a role by where it is marked, not by its id."""
    said: dict[str, object] = dict(one.attributes)
    if isinstance(one, Span):
        return said | ({"link": one.link} if one.link else {})
    for argument in one.arguments:
        there = said.get(argument.role)
        filled = there if isinstance(there, set) else set()
        said[argument.role] = {*filled, _where(layer, argument.target)}
    return said


def _where(layer: Layer, id: str) -> tuple[str, Fragments]:
    target = layer[id]
    return label_of(target), getattr(target, "fragments", ())
