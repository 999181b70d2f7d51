"""Motions of a caret: a layout and a cursor give a cursor.

The caret is a block on a cluster, not a bar between two: a bar has two places wherever the direction changes. Left and
right go to the neighbouring cell and, over the edge of a line, to the line that is read before or after it; words,
sentences and paragraphs go in reading order. A motion that leads nowhere gives back the place it started from.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from corpus_tool.text.coordinates import Range
from corpus_tool.text.layout import Layout
from corpus_tool.text.lines import Line


class Cursor(NamedTuple):
    """Where one stands: on the cluster that starts at `offset`."""

    offset: int
    goal_column: int | None = None
    """The column that going up and down comes back to, when a short line was in the way."""


def at(layout: Layout, offset: int) -> Cursor:
    """Stand on the cluster that holds `offset`. IndexError if it is not in the text."""
    return Cursor(layout.cluster_at(offset).start)


def left(layout: Layout, cursor: Cursor) -> Cursor:
    """Go one cell to the left; from the left edge, forwards in right-to-left text and backwards in other text."""
    return _sideways(layout, cursor, -1)


def right(layout: Layout, cursor: Cursor) -> Cursor:
    """Go one cell to the right; from the right edge, backwards in right-to-left text and forwards in other text."""
    return _sideways(layout, cursor, 1)


def up(layout: Layout, cursor: Cursor, rows: int = 1) -> Cursor:
    """Go up some rows, as far as there are any, in the same column."""
    return _vertically(layout, cursor, -rows)


def down(layout: Layout, cursor: Cursor, rows: int = 1) -> Cursor:
    """Go down some rows, as far as there are any, in the same column."""
    return _vertically(layout, cursor, rows)


def line_start(layout: Layout, cursor: Cursor) -> Cursor:
    """Go to the cluster of the line that is read first."""
    return Cursor(_line(layout, cursor).first.start)


def line_end(layout: Layout, cursor: Cursor) -> Cursor:
    """Go to the cluster of the line that is read last."""
    return Cursor(_line(layout, cursor).last.start)


def next_paragraph(layout: Layout, cursor: Cursor) -> Cursor:
    """Go to the start of the next paragraph; in the last one, to its end."""
    following = layout.paragraph_of(cursor.offset) + 1
    try:
        return at(layout, layout.paragraph(following).start)
    except IndexError:
        return document_end(layout)


def previous_paragraph(layout: Layout, cursor: Cursor) -> Cursor:
    """Go to the start of the paragraph; from there, to the start of the one before."""
    index = layout.paragraph_of(cursor.offset)
    start = layout.paragraph(index).start
    return at(layout, start if cursor.offset > start or index == 0 else layout.paragraph(index - 1).start)


def document_start(layout: Layout) -> Cursor:
    """Go to the first cluster."""
    return at(layout, 0)


def document_end(layout: Layout) -> Cursor:
    """Go to the last cluster."""
    return at(layout, len(layout.text))


def next_word(layout: Layout, cursor: Cursor, words: Sequence[tuple[int, int]]) -> Cursor:
    """Go to the start of the next word, or stay.

    `words` are (start, end) in order and without overlap: tokens, or sentences, or any other pieces.
    """
    following = bisect_right(words, cursor.offset, key=_start_of)
    return at(layout, words[following][0]) if following < len(words) else cursor


def previous_word(layout: Layout, cursor: Cursor, words: Sequence[tuple[int, int]]) -> Cursor:
    """Go to the start of the word, from there to the start of the one before, or stay."""
    before = bisect_left(words, cursor.offset, key=_start_of) - 1
    return at(layout, words[before][0]) if before >= 0 else cursor


def extend(layout: Layout, anchor: Cursor, head: Cursor) -> Range:
    """Return what is selected from one caret to another, both included: a range of the text, never of the screen."""
    first, last = layout.cluster_at(anchor.offset), layout.cluster_at(head.offset)
    return Range(min(first.start, last.start), max(first.end, last.end))


def _start_of(word: tuple[int, int]) -> int:
    return word[0]


def _line(layout: Layout, cursor: Cursor) -> Line:
    return layout.row(layout.row_of(cursor.offset))


def _vertically(layout: Layout, cursor: Cursor, rows: int) -> Cursor:
    row, column = layout.place(cursor.offset)
    goal = column if cursor.goal_column is None else cursor.goal_column
    return Cursor(layout.offset(row + rows, goal), goal)


def _sideways(layout: Layout, cursor: Cursor, step: int) -> Cursor:
    row = layout.row_of(cursor.offset)
    line = layout.row(row)
    place = line.clusters.index(line.containing(cursor.offset)) + step
    if 0 <= place < len(line.clusters):
        return Cursor(line.clusters[place].start)
    forwards = (step < 0) == line.from_right
    beyond = row + 1 if forwards else row - 1
    return Cursor(_entry(layout.row(beyond), forwards)) if layout.has_row(beyond) else Cursor(cursor.offset)


def _entry(line: Line, forwards: bool) -> int:
    """Where one comes into a line over its edge: on the side it starts, or backwards on the side it ends."""
    return line.clusters[-1 if forwards == line.from_right else 0].start
