"""The glossary of everything that has a place, and the small values that carry one.

offset      A number of Unicode code points from the start of a text. Never bytes, never UTF-16 units, never cells.
range       Two offsets, half-open: `start` is in it, `end` is not. `end - start` is its length.
cluster     What a reader sees as one character: a base and the marks and invisible characters that follow it. An
            annotation, a caret and a line end never fall inside one.
token       A range of the text that an annotator picks up as one piece. Cut by a language, handed to us as a range.
cell        One place of the terminal's grid. A cluster takes one cell, or two if it is wide.
column      A number of cells from the left edge, whatever the direction of the text.
row         A number of lines from the top of the laid-out document.
line        A stretch of one paragraph that is shown in one row.
paragraph   What lies between two "\\n". No other character ends one: not U+2028, not U+0085, not a form feed.
line end    The "\\n", or the "\\r\\n", after a paragraph. It takes no cell of its own.
level       The depth of nested directions of UAX #9. Even runs from left to right, odd from right to left.
logical     The order in which text is stored and read aloud.
visual      The order of the cells from left to right.
"""

from typing import NamedTuple


class Range(NamedTuple):
    """A half-open stretch of text, in code points."""

    start: int
    end: int


class Place(NamedTuple):
    """A cell of the laid-out document: how many rows from the top, how many columns from the left."""

    row: int
    column: int


class Run(NamedTuple):
    """Neighbouring cells of one row: `first` is in it, `last` is not. Both are columns."""

    row: int
    first: int
    last: int
