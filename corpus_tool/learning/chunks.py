"""Labelled stretches of words as tags, and back.

A tag says the label; a stretch that follows one of its own label at once begins with another tag, so that two names
beside each other stay two. The fewer tags there are, the quicker it is learned.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

OUTSIDE = "O"
INSIDE = "I-"
BEGIN = "B-"


class Chunk(NamedTuple):
    """Words from `start` to `end` (exclusive), numbers in a sentence, and their label."""

    start: int
    end: int
    label: str


def tags_of(chunks: Iterable[Chunk], length: int) -> list[str]:
    """The tags of a sentence of so many words; of chunks that meet, those that come first stay."""
    tags = [OUTSIDE] * length
    for start, end, label in chunks:
        if any(tag != OUTSIDE for tag in tags[start:end]):
            continue
        is_second = start > 0 and tags[start - 1][2:] == label
        tags[start:end] = [(BEGIN if is_second else INSIDE) + label] + [INSIDE + label] * (end - start - 1)
        if end < length and tags[end] == INSIDE + label:
            tags[end] = BEGIN + label
    return tags


def chunks_of(tags: Sequence[str]) -> list[Chunk]:
    """The stretches that tags tell."""
    found: list[Chunk] = []
    for at, tag in enumerate(tags):
        head, label = tag[:2], tag[2:]
        if tag == OUTSIDE:
            continue
        if head == INSIDE and found and found[-1].end == at and found[-1].label == label:
            found[-1] = found[-1]._replace(end=at + 1)
        else:
            found.append(Chunk(at, at + 1, label))
    return found
