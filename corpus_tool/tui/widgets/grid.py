"""A table whose cells can be gone through with the arrows. The cell at hand stands in brackets, not only in colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from corpus_tool.text.inline import cells, fit
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.mirroring import is_mirrored
from corpus_tool.tui.widgets.lines import Piece, line_strip
from corpus_tool.tui.widgets.panel_view import TWICE, WHEEL

NAME_WIDTH = 40
BLOCKS = " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"


class Cell(NamedTuple):
    """What stands in a cell."""

    text: str
    style: Style = palette.PLAIN


class Table(NamedTuple):
    """Names of the rows down the side, of the columns along the top."""

    corner: str
    columns: tuple[str, ...]
    names: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    """A row for each name, each with a cell for each column."""


EMPTY = Table("", (), (), ())


class Grid(Widget):
    """Shows as much of a table as there is room for around the cell at hand. Clicks and the wheel are told on."""

    @dataclass
    class Pointed(Message):
        """A cell was clicked, or gone to by the wheel."""

        row: int
        column: int
        is_twice: bool = False
        """Whether it was clicked for the second time."""

    def __init__(self, *, id: str | None = None, terminal: Terminal = PLAIN) -> None:
        super().__init__(id=id)
        self._terminal = terminal
        self.table = EMPTY
        self.row = 0
        self.column = 0
        self._held: tuple[tuple[int, int], int, int] | None = None
        """The cell that was clicked, and the first row and column in view then: nothing moves under the mouse."""

    def show(self, table: Table, row: int, column: int) -> None:
        """Show this table from now on, the cell at hand in view."""
        self.table = table
        self.row = max(0, min(row, len(table.names) - 1))
        self.column = max(0, min(column, len(table.columns) - 1))
        self.refresh()

    @property
    def name_width(self) -> int:
        """Cells of the names of the rows."""
        longest = max((cells(name) for name in (self.table.corner, *self.table.names)), default=0)
        return min(NAME_WIDTH, longest, max(8, self.size.width // 2))

    def widths(self) -> list[int]:
        """Cells of each column, brackets and a space between two included."""
        columns = enumerate(self.table.columns)
        return [max(cells(title), *(cells(row[at].text) for row in self.table.cells), 3) + 3 for at, title in columns]

    def _columns(self) -> range:
        """The columns in view: as many as fit, the one at hand among them."""
        widths = self.widths()
        room = self.size.width - self.name_width - 3
        first = self._held[2] if self._is_held and self._held else 0
        while first < self.column and sum(widths[first : self.column + 1]) > room:
            first += 1
        last = first
        while last < len(widths) and sum(widths[first : last + 1]) <= room:
            last += 1
        return range(first, max(last, min(first + 1, len(widths))))

    @property
    def top(self) -> int:
        """The first row in view."""
        height = max(1, self.size.height - 1)
        wanted = self._held[1] if self._is_held and self._held else self.row - height // 2
        return max(0, min(wanted, len(self.table.names) - height))

    @property
    def _is_held(self) -> bool:
        return self._held is not None and self._held[0] == (self.row, self.column)

    def on_click(self, event: events.Click) -> None:
        """Tell which cell is clicked; in the name of a row, its first one."""
        row, columns = self.top + event.y - 1, self._columns()
        if event.y < 1 or row >= len(self.table.names) or not columns:
            return
        along = self.size.width - 1 - event.x if is_mirrored() else event.x
        widths = self.widths()
        ends = accumulate((widths[at] for at in columns), initial=self.name_width + 3)
        column = columns.start + max(0, sum(end <= along for end in ends) - 1)
        column = min(column, columns.stop - 1)
        self._held = ((row, column), self.top, columns.start)
        self.post_message(self.Pointed(row, column, event.chain == TWICE))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Go some rows down."""
        event.stop()
        self.post_message(self.Pointed(self.row + WHEEL, self.column))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Go some rows up."""
        event.stop()
        self.post_message(self.Pointed(max(0, self.row - WHEEL), self.column))

    def render_line(self, y: int) -> Strip:
        """The names of the columns, or a row."""
        widths, columns = self.widths(), self._columns()
        if y == 0:
            hidden = columns.stop < len(widths) or columns.start > 0
            titles = [Piece(_right(self.table.columns[at], widths[at] - 2) + "  ", palette.BOLD) for at in columns]
            line = [self._name_of(self.table.corner, palette.BOLD), *titles, Piece(" \u2026" if hidden else "")]
        elif (number := self.top + y - 1) < len(self.table.names):
            line = [self._name_of(self.table.names[number], palette.PLAIN)]
            for at in columns:
                line += self._cell(
                    self.table.cells[number][at], widths[at], is_here=(number, at) == (self.row, self.column)
                )
        else:
            line = []
        return line_strip(line, self.size.width, self._terminal).apply_style(self.rich_style)

    def _name_of(self, name: str, style: Style) -> Piece:
        shown = fit(name, self.name_width, self._terminal)
        return Piece(f" {shown}{' ' * (self.name_width - cells(shown))}  ", style)

    def _cell(self, cell: Cell, width: int, *, is_here: bool) -> Sequence[Piece]:
        text = _right(cell.text, width - 3)
        if not is_here:
            return [Piece(f" {text}  ", cell.style)]
        return [Piece(f"[{text}]", palette.SELECTED + palette.BOLD), Piece(" ")]


def _right(text: str, width: int) -> str:
    return " " * max(0, width - cells(text)) + text


def block(share: float | None) -> str:
    """A share of one as a block of that height; nothing of none."""
    return " " if share is None else BLOCKS[max(0, min(8, round(share * 8)))]


def bar(share: float | None, width: int = 10) -> str:
    """A share of one as a bar."""
    full = 0 if share is None else max(0, min(width, round(share * width)))
    return "\u2586" * full + "\u00b7" * (width - full)
