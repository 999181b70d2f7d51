"""Styled cells into as few segments as can still be cropped anywhere without tearing a mark off its letter."""

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style


def segments_of(cells: Iterable[tuple[str, int, Style]]) -> list[Segment]:
    """(glyph, cells it takes, style) of each cluster -> segments, left to right.

    Neighbours of one style share a segment where each is one code point in one cell, so that any cut falls between
    two of them. A cluster with marks, or a wide one, has a segment of its own. A row of news has 5 segments instead of
    80, and the terminal is told a style 5 times.
    """
    segments: list[Segment] = []
    run: list[str] = []
    run_style = Style.null()
    for glyph, width, style in cells:
        is_plain = width == 1 and len(glyph) == 1
        if run and ((style is not run_style and style != run_style) or not is_plain):
            segments.append(Segment("".join(run), run_style))
            run = []
        if is_plain:
            run.append(glyph)
            run_style = style
        else:
            segments.append(Segment(glyph, style))
    if run:
        segments.append(Segment("".join(run), run_style))
    return segments
