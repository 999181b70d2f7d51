"""Isolating run sequences: stretches of a paragraph within which one character influences another (BD13, X10)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from corpus_tool.text.bidi_classes import ISOLATES
from corpus_tool.text.bidi_explicit import Kept


class RunSequence(NamedTuple):
    """One isolating run sequence."""

    places: Sequence[int]
    """Indices into what X9 kept."""
    classes: str
    level: int
    before: str
    """The direction in front of it, L or R ("sos")."""
    after: str
    """The direction behind it, L or R ("eos")."""


def run_sequences(kept: Kept, original: str, level: int, matches: Mapping[int, int]) -> list[RunSequence]:
    """Cut what X9 kept into isolating run sequences.

    `original` holds the classes of the whole paragraph before overrides, `level` is the paragraph's.
    """
    return [_sequence(places, kept, original, level, matches) for places in _joined_runs(kept, original, matches)]


def _level_runs(levels: list[int]) -> Iterator[range]:
    """Neighbours of one level (BD7)."""
    end = 0
    for _, run in groupby(levels):
        start, end = end, end + sum(1 for _ in run)
        yield range(start, end)


def _joined_runs(kept: Kept, original: str, matches: Mapping[int, int]) -> list[Sequence[int]]:
    """Level runs, those on both sides of an isolate made one (BD13)."""
    sequences: list[list[int]] = []
    waiting: dict[int, list[int]] = {}
    for run in _level_runs(kept.levels):
        first, last = kept.positions[run.start], kept.positions[run.stop - 1]
        sequence = waiting.pop(first, None)
        if sequence is None:
            sequence = []
            sequences.append(sequence)
        sequence.extend(run)
        if original[last] in ISOLATES and last in matches:
            waiting[matches[last]] = sequence
    return list(sequences)


def _sequence(places: Sequence[int], kept: Kept, original: str, level: int, matches: Mapping[int, int]) -> RunSequence:
    first, last = places[0], places[-1]
    own = kept.levels[first]
    before = kept.levels[first - 1] if first else level
    open_ended = original[kept.positions[last]] in ISOLATES and kept.positions[last] not in matches
    after = level if open_ended or last + 1 == len(kept.levels) else kept.levels[last + 1]
    classes = "".join([kept.classes[place] for place in places])
    return RunSequence(places, classes, own, _direction(max(own, before)), _direction(max(own, after)))


def _direction(level: int) -> str:
    return "R" if level % 2 else "L"
