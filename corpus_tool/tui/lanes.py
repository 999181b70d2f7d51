"""Brackets beneath a line: which annotation covers which cells, and in which lane its bracket is drawn.

Every annotation on a line has a bracket of its own with its label on it, so nested and overlapping ones can all be
read without any colour. The narrowest stand nearest to the text. What is one annotation and lies in several pieces has
them all in one lane, with dots between.
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
    kind: str = "span"
    """Whose ends its bracket has: a key of `ENDS`."""
    stands_out: bool = False
    """It is a part of what is looked at just now."""

    @property
    def ends(self) -> tuple[str, str, str]:
        """The left end, the middle and the right end of its bracket."""
        return ENDS["trigger" if self.is_trigger and self.kind != OTHER else self.kind]


class Bracket(NamedTuple):
    """The cells of one row under which an annotation is drawn; several where its text is not one visual run."""

    first: int
    last: int
    """Half-open columns."""
    drawn: Drawn


SPAN_ENDS = ("╰", "─", "╯")
TRIGGER_ENDS = ("╚", "═", "╝")
OTHER = "other"
SETTLED = "settled"
ENDS = {"span": SPAN_ENDS, "trigger": TRIGGER_ENDS, OTHER: ("└", "╌", "┘"), SETTLED: SPAN_ENDS}
"""`SETTLED` is for what nobody has to look at any more: it is dim, and its text is as if it were not marked. `OTHER` is
for what is not of the layer that is worked on: a suggestion, another annotator's work."""
GAP = "┄"
"""Between the pieces of one annotation."""
MOST = 1 << 20
"""More lanes than anybody fills."""
MORE = "more"
"""The id of what stands for the annotations that have no room."""


def brackets_on(layout: Layout, row: int, annotations: Iterable[Drawn]) -> list[Bracket]:
    """The brackets of annotations on one row."""
    here = range(row, row + 1)
    return [
        Bracket(run.first, run.last, drawn)
        for drawn in annotations
        for start, end in drawn.fragments
        for run in layout.runs(start, end, here)
    ]


def lanes(brackets: Iterable[Bracket], most: int = MOST) -> tuple[tuple[Bracket, ...], ...]:
    """The brackets of one row in as few lanes as keep them apart, the narrowest first; pieces of one stay together.

    What has no room in `most` lanes is left out.
    """
    laid: list[list[Bracket]] = []
    for pieces in _pieces_narrowest_first(brackets):
        first, last = pieces[0].first, pieces[-1].last
        free = next((lane for lane in laid if not any(_meet(first, last, other) for other in lane)), None)
        if free is not None:
            free.extend(pieces)
            free.sort(key=_first_cell)
        elif len(laid) < most:
            laid.append(pieces)
    return tuple(map(tuple, laid))


def limited(
    laid: tuple[tuple[Bracket, ...], ...], most: int, brackets: Iterable[Bracket]
) -> tuple[tuple[Bracket, ...], ...]:
    """At most `most` lanes; where there are more, the last tells how many annotations of `brackets` are not seen."""
    if len(laid) <= most:
        return laid
    shown = laid[: most - 1]
    seen = {bracket.drawn.id for lane in shown for bracket in lane}
    hidden = [bracket for bracket in brackets if bracket.drawn.id not in seen]
    count = len({bracket.drawn.id for bracket in hidden})
    first, last = min(map(_first_cell, hidden)), max(bracket.last for bracket in hidden)
    return (*shown, (Bracket(first, last, Drawn(MORE, (), f"+{count}", "", kind="other")),))


def listed(brackets: Iterable[Bracket], width: int, most: int = MOST) -> tuple[tuple[Bracket, ...], ...]:
    """The brackets of one row side by side in the order of the text, in as few lanes of `width` cells as hold them.

    For a row whose letters the terminal places itself: no bracket can stand beneath them. What has no room in `most`
    lanes is left out.
    """
    laid: list[list[Bracket]] = [[]]
    column = 0
    for drawn in dict.fromkeys(bracket.drawn for bracket in sorted(brackets)):
        needed = min(cells(drawn.caption) + 2, width)
        if column + needed > width:
            if len(laid) == most:
                break
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
    left, middle, right = bracket.drawn.ends
    caption = _cells_of(crop(bracket.drawn.caption, width), terminal)
    blank = width - len(caption) - 2
    if blank < 0:
        return [*caption, *[middle] * (width - len(caption))]
    return [left, *[middle] * (blank // 2), *caption, *[middle] * (blank - blank // 2), right]


def _pieces_narrowest_first(brackets: Iterable[Bracket]) -> list[list[Bracket]]:
    """The brackets of each annotation from left to right, those of the narrowest one first.

    Two that share a cell are one: where fragments part between a letter and its mark.
    """
    pieces: dict[str, list[Bracket]] = defaultdict(list)
    for bracket in sorted(brackets, key=_first_cell):
        some = pieces[bracket.drawn.id]
        if some and bracket.first < some[-1].last:
            some[-1] = some[-1]._replace(last=max(some[-1].last, bracket.last))
        else:
            some.append(bracket)
    found = list(pieces.values())
    return sorted(found, key=lambda some: (some[-1].last - some[0].first, some[0].first, some[0].drawn.id))


def _cells_of(caption: str, terminal: Terminal) -> list[str]:
    return [cell for cluster in visual(caption, terminal) for cell in (cluster.glyph, *[""] * (cluster.width - 1))]


def _first_cell(bracket: Bracket) -> int:
    return bracket.first


def _meet(first: int, last: int, other: Bracket) -> bool:
    return first < other.last and other.first < last
