"""What stands beside the rows of the text: numbers of paragraphs, and a letter for a line that is no plain text.

The margin is on the side where the text begins.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from corpus_tool.model.regions import Region, RegionKind
from corpus_tool.text.layout import Layout
from corpus_tool.tui import palette

SIGNS: Mapping[RegionKind, str] = {
    RegionKind.DATELINE: "d",
    RegionKind.BYLINE: "b",
    RegionKind.CAPTION: "c",
    RegionKind.BOILERPLATE: "┊",
}
"""What tells a kind of line where there are no colours. The headline has a rule beneath it."""


class Looked(NamedTuple):
    """How the letters of a line look, and the sign beside it."""

    style: Style = palette.PLAIN
    sign: str = " "


class Regions:
    """What each line of the article is, asked by offset."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self._regions = tuple(regions)

    def looked(self, start: int, end: int) -> Looked:
        """How the text from `start` to `end`, which lies in one line, looks."""
        kind = next((one.kind for one in self._regions if one.start < end and start < one.end), RegionKind.BODY)
        style = {RegionKind.BOILERPLATE: palette.DIM, RegionKind.TITLE: palette.TITLE}.get(kind, palette.PLAIN)
        return Looked(style, SIGNS.get(kind, " "))

    def headline_row(self, layout: Layout) -> int | None:
        """The last row of the headline; None where there is none, or nothing beneath it."""
        title = next((one for one in self._regions if one.kind is RegionKind.TITLE), None)
        if title is None or title.end >= len(layout.text.rstrip()):
            return None
        return layout.row_of(max(title.start, title.end - 1))


def margin_width(paragraphs: int, *, numbered: bool) -> int:
    """Cells of the margin: one for the sign, and as many as the greatest number needs."""
    return 1 + (len(str(paragraphs)) + 1 if numbered else 0)


def margin(width: int, number: int | None, sign: str, style: Style = palette.DIM, *, on_the_right: bool) -> Strip:
    """The margin of one line, the sign next to the text."""
    shown = "" if number is None else str(number)
    if not shown and not sign.strip():
        return Strip.blank(width)
    parts = [Segment(f"{shown:>{width - 1}}", palette.DIM), Segment(sign, style)]
    return Strip(reversed(parts) if on_the_right else parts, width)
