"""A laid-out line with what is marked on it -> a strip of styled cells. Pure functions.

Cropping a strip anywhere never tears a mark off its letter: see `segments.py`.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from corpus_tool.model.annotations import Fragments
from corpus_tool.text.lines import Cluster, Line
from corpus_tool.text.selection import Selection
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.lanes import GAP, OTHER, SETTLED, Bracket, Drawn, bracket_cells
from corpus_tool.tui.segments import segments_of

KEPT = 1024
"""Mixtures of styles that are kept: an article has a few dozen."""


def text_strip(
    line: Line,
    width: int,
    marks: Sequence[Drawn],
    selection: Selection | None,
    base: Style = palette.PLAIN,
) -> Strip:
    """The row of the text itself. `marks` are those on the line, the narrowest first: the innermost colours.

    `base` is what its letters have where nothing is marked.
    """
    segments = [Segment(" " * line.pad)] if line.pad else []
    looks = [(one.fragments, (one.is_trigger, one.colour)) for one in marks if one.kind not in {OTHER, SETTLED}]
    styles = _Styles(looks, selection, base)
    segments += segments_of([(one.glyph, one.width, styles.of(one)) for one in line.clusters])
    if line.used < width:
        segments.append(Segment(" " * (width - line.used)))
    return Strip(segments, max(line.used, width))


Look = tuple[bool, str]
"""Whether a mark is a trigger, and its colour."""


class _Styles:
    """The styles of the clusters of a row. Between two edges of what is marked or selected all have the same."""

    def __init__(self, looks: Sequence[tuple[Fragments, Look]], selection: Selection | None, base: Style) -> None:
        self._given = (looks, selection, base)
        edges = {edge for fragments, _ in looks for fragment in fragments for edge in fragment}
        if selection:
            edges |= {selection.start, selection.head, selection.head + 1, selection.end}
        self._edges = sorted(edges)
        self._known: dict[int, Style] = {}
        """By the number of edges in front."""

    def of(self, cluster: Cluster) -> Style:
        before = bisect_right(self._edges, cluster.start)
        if before < len(self._edges) and self._edges[before] < cluster.end:  # an edge is inside it
            return _cluster_style(cluster, *self._given)
        if (style := self._known.get(before)) is None:
            style = self._known[before] = _cluster_style(cluster, *self._given)
        return style


def _cluster_style(
    cluster: Cluster, looks: Sequence[tuple[Fragments, Look]], selection: Selection | None, base: Style
) -> Style:
    start, end = cluster.start, cluster.end
    over = tuple([look for fragments, look in looks if _covers(fragments, start, end)])
    chosen = palette.PLAIN
    if selection and selection.start < end and start < selection.end:
        chosen = palette.CARET if start <= selection.head < end else palette.SELECTED
    return _mixed(base, over, chosen) if over or chosen is not palette.PLAIN else base


@lru_cache(KEPT)
def _mixed(base: Style, over: tuple[Look, ...], chosen: Style) -> Style:
    """The style of a letter: the narrowest of what is `over` it comes first there, and is put on last."""
    style = base
    for is_trigger, colour in reversed(over):
        style += palette.TRIGGER if is_trigger else palette.span_style(colour)
    if len(over) > 1:
        style += palette.OVERLAP
    return style + chosen


def _covers(fragments: Fragments, start: int, end: int) -> bool:
    if len(fragments) == 1:  # nearly all are: a row of news is painted in half the time
        return fragments[0][0] < end and start < fragments[0][1]
    return any(first < end and start < last for first, last in fragments)


def lane_strip(
    brackets: Sequence[Bracket],
    width: int,
    current: str | None,
    hints: Mapping[str, str],
    terminal: Terminal = PLAIN,
) -> Strip:
    """A row of brackets, in the order of their columns; a hint stands at the start of what it picks.

    Between the pieces of one annotation there are dots.
    """
    segments: list[Segment] = []
    column = 0
    last: str | None = None
    for bracket in brackets:
        if bracket.first > column:
            gap = bracket.first - column
            style = palette.bracket_style(bracket.drawn.colour, current=False)
            segments.append(Segment(GAP * gap, style) if bracket.drawn.id == last else Segment(" " * gap))
        last = bracket.drawn.id
        segments += _bracket_segments(bracket, current, hints.get(bracket.drawn.id, ""), terminal)
        column = bracket.last
    return Strip(segments, column).extend_cell_length(width)


def _bracket_segments(bracket: Bracket, current: str | None, hint: str, terminal: Terminal) -> list[Segment]:
    """The bracket with a hint over its first cells; a hint is letters of one cell each."""
    cells = bracket_cells(bracket, terminal)
    is_current = bracket.drawn.stands_out or bracket.drawn.id == current
    style = palette.bracket_style(bracket.drawn.colour, current=is_current)
    if bracket.drawn.kind == SETTLED and not is_current:
        style = palette.DIM
    shown, left = hint[: len(cells)], cells[len(hint) :]
    if shown and left and not left[0]:
        left[0] = " "  # what is left of a wide character
    parts = ((shown, palette.HINT), ("".join(left), style))
    return [Segment(text, one) for text, one in parts if text]
