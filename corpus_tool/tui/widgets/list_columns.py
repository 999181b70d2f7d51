"""The columns of the list of documents: which there is room for, and what stands in them."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from rich.style import Style

from corpus_tool.saying import side, tr, tr_later
from corpus_tool.store.list_questions import Column, Order
from corpus_tool.store.listing import Listed
from corpus_tool.text.inline import cells, fit
from corpus_tool.tui import palette
from corpus_tool.tui.mirroring import is_mirrored
from corpus_tool.tui.widgets.lines import Piece

KEY_LEAST, KEY_MOST = 6, 14
"""Cells of the keys."""

TITLE_SHARE, TITLE_ENOUGH = 0.45, 40
"""The part of the width that is left to the title before another column is shown, and how many cells are enough."""

UP, DOWN = "\u25b2", "\u25bc"
"""Behind the heading of what the list is sorted by: smallest first, greatest first."""

PICKED = "*"


def star_cell(width: int) -> int:
    """The cell of a list of that width in which the star of a document that is chosen stands: beside the scroll bar."""
    return width - 2 if is_mirrored() else 0


def _before_star() -> str:
    """What stands in front of the star: where lines begin on the right, the scroll bar covers the first cell."""
    return " " if is_mirrored() else ""


class Shown(NamedTuple):
    """A column of the list."""

    column: Column
    heading: str
    width: int
    """Cells, without the one behind it."""
    value: Callable[[Listed], str]
    is_number: bool = False


def _count(number: int) -> str:
    return str(number) if number else ""


_COLUMNS = (
    Shown(Column.KEY, tr_later("key"), KEY_MOST, lambda row: row.key),
    Shown(Column.LANGUAGE, tr_later("lang"), 5, lambda row: row.language),
    Shown(Column.DATE, tr_later("date"), 10, lambda row: row.date),
    Shown(Column.SOURCE, tr_later("source"), 14, lambda row: row.source),
    Shown(Column.ASSIGNED, tr_later("assigned"), 12, lambda row: row.assigned),
    Shown(Column.WORDS, tr_later("words"), 6, lambda row: str(row.words), is_number=True),
    Shown(Column.STATE, tr_later("state"), 11, lambda row: tr(row.state)),
    Shown(Column.SPANS, tr_later("spans"), 6, lambda row: _count(row.spans), is_number=True),
    Shown(Column.EVENTS, tr_later("events"), 7, lambda row: _count(row.events), is_number=True),
    Shown(Column.FINDINGS, tr_later("odd"), 4, lambda row: _count(row.findings), is_number=True),
    Shown(Column.QUESTIONS, tr_later("ask"), 4, lambda row: _count(row.questions), is_number=True),
)
"""From left to right; the title takes what is left."""

_NEEDED_MOST = (
    Column.KEY,
    Column.STATE,
    Column.FINDINGS,
    Column.SPANS,
    Column.EVENTS,
    Column.QUESTIONS,
    Column.LANGUAGE,
    Column.DATE,
    Column.ASSIGNED,
    Column.SOURCE,
    Column.WORDS,
)


class Needs(NamedTuple):
    """What the documents of a list leave to the titles."""

    unused: frozenset[Column] = frozenset()
    """Columns that are empty in every row."""
    key_width: int = KEY_MOST


USUAL = Needs()


def key_width(keys: Iterable[str]) -> int:
    """Cells for these keys: no more than they need."""
    return max(KEY_LEAST, min(KEY_MOST, max(map(cells, keys), default=0)))


def columns_for(width: int, sorted_by: Column, needs: Needs = USUAL) -> tuple[Shown, ...]:
    """The columns that fit beside a title, in a list of so many cells; what it is sorted by comes before the rest.

    What the documents do not need is left to the titles.
    """
    used = [column for column in _NEEDED_MOST if column not in needs.unused or column is sorted_by]
    order = sorted(used, key=lambda column: (column is not Column.KEY, column is not sorted_by))
    columns = [one._replace(width=needs.key_width) if one.column is Column.KEY else one for one in _COLUMNS]
    by_column = {shown.column: shown for shown in columns}
    room = width - 2 - min(int(width * TITLE_SHARE), TITLE_ENOUGH)
    chosen = set()
    for column in order:
        needed = by_column[column].width + 1
        if needed <= room:
            room -= needed
            chosen.add(column)
    return tuple(shown for shown in columns if shown.column in chosen)


def headings(width: int, order: Order, needs: Needs = USUAL) -> list[Piece]:
    """The line above the list."""
    pieces = [Piece(f"{_before_star()} ")]
    shown_columns = columns_for(width, order.column, needs)
    for shown in shown_columns:
        pieces += _cell(_heading(tr(shown.heading), shown.column, order), shown, _style(shown.column, order))
    title = _heading(tr("title"), Column.TITLE, order)
    room = title_width(width, shown_columns)
    blank = Piece(" " * max(0, room - cells(title)))
    ends = (Piece(title, _style(Column.TITLE, order)), blank)
    return [*pieces, *(ends if is_mirrored() else reversed(ends))]


def column_at(x: int, width: int, sorted_by: Column, needs: Needs = USUAL) -> Column:
    """Which column stands at a cell of the list."""
    end = len(_before_star()) + 1
    along = width - 1 - x if is_mirrored() else x
    for shown in columns_for(width, sorted_by, needs):
        end += shown.width + 1
        if along < end:
            return shown.column
    return Column.TITLE


def row_pieces(
    row: Listed,
    width: int,
    sorted_by: Column,
    *,
    is_picked: bool,
    style: Style,
    needs: Needs = USUAL,
) -> list[Piece]:
    """A document; its title at the edge from which it is read."""
    pieces = [Piece(_before_star(), style), Piece(PICKED if is_picked else " ", style)]
    shown_columns = columns_for(width, sorted_by, needs)
    for shown in shown_columns:
        pieces += _cell(shown.value(row), shown, style)
    room = title_width(width, shown_columns)
    title = fit(row.title, room)
    blank = Piece(" " * max(0, room - cells(title)), style)
    ends = (Piece(title, style), blank) if row.direction == side() else (blank, Piece(title, style))
    return [*pieces, *ends, *([] if is_mirrored() else [Piece(" ", style)])]


def title_width(width: int, columns: tuple[Shown, ...]) -> int:
    """Cells that are left for the title."""
    return max(0, width - 2 - sum(shown.width + 1 for shown in columns))


def _cell(text: str, shown: Shown, style: Style) -> list[Piece]:
    text = fit(text, shown.width)
    blank = Piece(" " * (shown.width - cells(text)), style)
    ends = (blank, Piece(text, style)) if shown.is_number else (Piece(text, style), blank)
    return [*ends, Piece(" ", style)]


def _heading(name: str, column: Column, order: Order) -> str:
    return name + (DOWN if order.descending else UP) * (column is order.column)


def _style(column: Column, order: Order) -> Style:
    return palette.BOLD if column is order.column else palette.DIM
