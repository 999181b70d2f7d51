"""The order of mixed text on a line: the Unicode bidirectional algorithm (UAX #9, version 15).

`resolve` does P2 to I2 for a paragraph, `visual_order` L1 and L2 for each of its lines, `mirrored` L4 for a character.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from corpus_tool.text.bidi_classes import classes_of, first_strong_level, matching_isolates
from corpus_tool.text.bidi_explicit import Kept, resolve_explicit
from corpus_tool.text.bidi_implicit import resolve_implicit
from corpus_tool.text.bidi_sequences import RunSequence, run_sequences
from corpus_tool.text.unicode_tables import IMAGES, MIRRORED

Direction = Literal["auto", "ltr", "rtl"]

_LEVELS = {"ltr": 0, "rtl": 1}
_EXPLICIT = re.compile("[lrpqdijft]")
# L1: a separator, or the end of the line, with the white space and the invisible characters in front of it.
# The look behind keeps a match from being tried at every place of a long run.
_RESET = re.compile("(?<![W0ijftlrpqd])[W0ijftlrpqd]*(?:[BS]|$)")
_images = dict(zip(MIRRORED, IMAGES, strict=True))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph whose directions are known."""

    level: int
    """0 if it runs from left to right, 1 if from right to left."""
    levels: Sequence[int | None]
    """One per code point, before L1; None where rule X9 removes the character."""
    classes: str
    """The bidirectional class of each code point, as a letter (see bidi_classes)."""


def resolve(text: str, direction: Direction = "auto") -> Paragraph:
    """Find the levels of one paragraph (UAX #9, P2 to I2).

    "auto" takes the direction of the first strong character, left to right if there is none. A paragraph separator
    inside the text separates for rule L1 and is neutral otherwise.
    """
    classes = classes_of(text)
    matches = matching_isolates(classes)
    level = _LEVELS.get(direction)
    if level is None:
        level = first_strong_level(classes, 0, len(classes), matches) or 0
    if _EXPLICIT.search(classes):
        kept = resolve_explicit(classes, level, matches)
        sequences = run_sequences(kept, classes, level, matches)
    else:
        kept = _all_of_one_level(classes, level)
        sequences = [_only_sequence(kept, level)]
    return Paragraph(level, _final_levels(text, kept, sequences), classes)


def _all_of_one_level(classes: str, level: int) -> Kept:
    """What X1 to X9 do to a paragraph without explicit characters, at a tenth of the price."""
    positions = [at for at, letter in enumerate(classes) if letter != "0"]
    return Kept(positions, [level] * len(positions), classes.replace("0", ""))


def _only_sequence(kept: Kept, level: int) -> RunSequence:
    side = "R" if level % 2 else "L"
    return RunSequence(range(len(kept.classes)), kept.classes, level, side, side)


def _final_levels(text: str, kept: Kept, sequences: Sequence[RunSequence]) -> list[int | None]:
    levels: list[int | None] = [None] * len(text)
    for sequence in sequences:
        positions = [kept.positions[place] for place in sequence.places]
        found = resolve_implicit(sequence, "".join([text[position] for position in positions]))
        for position, level in zip(positions, found, strict=True):
            levels[position] = level
    return levels


def line_levels(paragraph: Paragraph, start: int, end: int) -> list[int | None]:
    """Return the levels of one line, offsets `start` to `end` of the paragraph, after rule L1."""
    levels = list(paragraph.levels[start:end])
    for found in _RESET.finditer(paragraph.classes[start:end]):
        for at in range(*found.span()):
            if levels[at] is not None:
                levels[at] = paragraph.level
    return levels


def visual_order(paragraph: Paragraph, start: int, end: int) -> tuple[int, ...]:
    """Return the offsets of one line from left to right (L1, L2). What X9 removes has no place and is left out."""
    levels = line_levels(paragraph, start, end)
    shown = [at for at, level in enumerate(levels) if level is not None]
    order = reordered([level for level in levels if level is not None])
    return tuple(start + shown[at] for at in order)


def reordered(levels: Sequence[int]) -> list[int]:
    """Return the indices of `levels` from left to right (L2), turning whole runs of one level at a time."""
    runs: list[tuple[int, range]] = []
    end = 0
    for level, members in groupby(levels):
        start, end = end, end + sum(1 for _ in members)
        runs.append((level, range(start, end) if level % 2 == 0 else range(end - 1, start - 1, -1)))
    # Down to 1, not to the lowest odd level: the further turns are of the whole line and come in pairs.
    for limit in range(max(levels, default=0), 0, -1):
        runs = [run for turned in _turned(runs, limit) for run in turned]
    return [at for _, run in runs for at in run]


def _turned(runs: list[tuple[int, range]], limit: int) -> list[list[tuple[int, range]]]:
    """Turn round every stretch of runs that is at least `limit` deep."""
    stretches = [(deep, list(members)) for deep, members in groupby(runs, key=lambda run: run[0] >= limit)]
    return [members[::-1] if deep else members for deep, members in stretches]


def mirrored(character: str) -> str:
    """Return the character that looks like this one turned round (L4), or the character itself."""
    return _images.get(character, character)
