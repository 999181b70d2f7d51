"""Brackets beneath a line: which annotation covers which cells, and in which lane its bracket is drawn.

Every annotation on a line has a bracket of its own with its label on it, so nested and overlapping ones can all be
read without any colour. The narrowest stand nearest to the text.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from corpus_tool.model.annotations import Fragments
from corpus_tool.text.inline import cells, crop, visual
from corpus_tool.text.layout import Layout
from corpus_tool.text.terminal import PLAIN, Terminal


class Drawn(NamedTuple):
    """An annotation as it is to be seen."""

    id: str
    fragments: Fragments
    caption: str
    """What stands on its bracket."""
    colour: str
    """A colour of the schema."""
    is_trigger: bool = False
    is_others: bool = False
    """Somebody else's, shown beside one's own: it has brackets of another shape, and does not colour the text."""
    stands_out: bool = False
    """It is a part of what is looked at just now."""


class Bracket(NamedTuple):
    """The cells of one row under which an annotation is drawn; several where its text is not one visual run."""

    first: int
    last: int
    """Half-open columns."""
    drawn: Drawn


SPAN_ENDS = ("╰", "─", "╯")
TRIGGER_ENDS = ("╚", "═", "╝")
OTHERS_ENDS = ("┗", "╍", "┛")


def brackets_by_row(layout: Layout, annotations: Iterable[Drawn]) -> dict[int, list[Bracket]]:
    """Row number to its brackets."""
    rows: dict[int, list[Bracket]] = defaultdict(list)
    for drawn in annotations:
        for start, end in drawn.fragments:
            for run in layout.runs(start, end):
                rows[run.row].append(Bracket(run.first, run.last, drawn))
    return rows


def lanes(brackets: Iterable[Bracket]) -> tuple[tuple[Bracket, ...], ...]:
    """The brackets of one row in as few lanes as keep them apart, the narrowest first."""
    laid: list[list[Bracket]] = []
    for bracket in narrowest_first(brackets):
        free = next((lane for lane in laid if not any(_meet(bracket, other) for other in lane)), None)
        if free is None:
            laid.append([bracket])
        else:
            free.append(bracket)
    return tuple(tuple(sorted(lane)) for lane in laid)


def listed(brackets: Iterable[Bracket], width: int) -> tuple[tuple[Bracket, ...], ...]:
    """The brackets of one row side by side in the order of the text, in as few lanes of `width` cells as hold them.

    For a row whose letters the terminal places itself: no bracket can stand beneath them.
    """
    laid: list[list[Bracket]] = [[]]
    column = 0
    for drawn in dict.fromkeys(bracket.drawn for bracket in sorted(brackets)):
        needed = min(cells(drawn.caption) + 2, width)
        if column + needed > width:
            laid.append([])
            column = 0
        laid[-1].append(Bracket(column, column + needed, drawn))
        column += needed + 1
    return tuple(map(tuple, laid))


def narrowest_first(brackets: Iterable[Bracket]) -> list[Bracket]:
    """Inner ones before those around them."""
    return sorted(brackets, key=lambda one: (one.last - one.first, one.first, one.drawn.id))


def bracket_cells(bracket: Bracket, terminal: Terminal = PLAIN) -> list[str]:
    """The bracket, cell by cell: `╰─ORG──╯`, `ORG─`, `ORG`, `OR`, `O`: the caption counts more than the ends.

    The second cell of a wide character is "".
    """
    width = bracket.last - bracket.first
    left, middle, right = _ends(bracket.drawn)
    caption = _cells_of(crop(bracket.drawn.caption, width), terminal)
    blank = width - len(caption) - 2
    if blank < 0:
        return [*caption, *[middle] * (width - len(caption))]
    return [left, *[middle] * (blank // 2), *caption, *[middle] * (blank - blank // 2), right]


def _ends(drawn: Drawn) -> tuple[str, str, str]:
    if drawn.is_others:
        return OTHERS_ENDS
    return TRIGGER_ENDS if drawn.is_trigger else SPAN_ENDS


def _cells_of(caption: str, terminal: Terminal) -> list[str]:
    return [cell for cluster in visual(caption, terminal) for cell in (cluster.glyph, *[""] * (cluster.width - 1))]


def _meet(one: Bracket, other: Bracket) -> bool:
    return one.first < other.last and other.first < one.last
