"""The documents of a corpus, one a row, with right-to-left titles. Reads and draws only the rows that are seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from corpus_tool.saying import tr
from corpus_tool.store.list_questions import Column
from corpus_tool.store.listing import Listed
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.widgets.lines import Piece, line_strip
from corpus_tool.tui.widgets.list_columns import Needs, key_width, row_pieces, star_cell

AHEAD = 64
"""Rows that are read at a time: a screen and a little more."""

KEPT = 4096
"""Rows that are kept once they were read."""

LAST = -1
"""Instead of an id: the last document of the list."""


class DocumentList(ScrollView, can_focus=True):
    """A list of ids with a cursor. Tells which document is opened, and where the cursor went."""

    DEFAULT_CSS = "DocumentList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }"

    @dataclass
    class Opened(Message):
        """A document was chosen."""

    @dataclass
    class Moved(Message):
        """The cursor went to another row."""

    def __init__(self, read: Callable[[Sequence[int]], list[Listed]], terminal: Terminal = PLAIN) -> None:
        super().__init__()
        self._terminal = terminal
        self._read = read
        self._rows: dict[int, Listed] = {}
        """Id to what is said of it, for rows that were seen."""
        self.ids: Sequence[int] = ()
        self.picked: set[int] = set()
        """Ids of what is chosen for an act."""
        self.sorted_by = Column.ADDED
        self.unused: frozenset[Column] = frozenset()
        """Columns in which nothing stands for any document."""
        self._key_width = 0
        self.cursor = 0
        self._is_whole = True
        self._goal: int | None = None
        """The document that the cursor is to be on, as soon as the list comes to it."""

    @property
    def needs(self) -> Needs:
        """What the documents need of the columns; the keys are measured in the first of them and the last."""
        return Needs(self.unused, self._key_width)

    @property
    def current(self) -> int | None:
        """The id of the document under the cursor, or of the one it is on its way to."""
        if self._goal is not None and self._goal != LAST:
            return self._goal
        return self.ids[self.cursor] if self.ids else None

    @property
    def goal(self) -> int | None:
        """Where the cursor is to be in a list that is read further: LAST, an id, or None in an empty list."""
        return self._goal if self._goal is not None else self.current

    def show(self, ids: Sequence[int], goal: int | None, *, is_whole: bool = True, otherwise: int = 0) -> None:
        """Show these documents from now on, the cursor on `goal`; where that is not among them, on a row."""
        self.ids = ids
        self._is_whole = is_whole
        self._rows.clear()
        measured = (self.row(number) for number in {*range(min(AHEAD, len(ids))), *range(len(ids))[-1:]})
        self._key_width = key_width(row.key for row in measured if row)
        self.virtual_size = Size(self.size.width, len(ids))
        place = len(ids) - 1 if goal == LAST else _place(ids, goal)
        self._put(otherwise if place is None else place)
        self._goal = goal if not is_whole and (place is None or goal == LAST) else None

    def read_again(self) -> None:
        """Read the rows anew: something may have changed."""
        self._rows.clear()
        self.refresh()

    def row(self, number: int) -> Listed | None:
        """What is said of the document in a row; None where it was deleted meanwhile."""
        id = self.ids[number]
        if id not in self._rows:
            if len(self._rows) > KEPT:
                self._rows.clear()
            start = number - number % AHEAD
            self._rows |= {row.id: row for row in self._read(self.ids[start : start + AHEAD])}
        return self._rows.get(id)

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, or the nearest there is."""
        self._goal = None
        self._put(row)
        self.post_message(self.Moved())

    def _put(self, row: int) -> None:
        self.cursor = max(0, min(row, len(self.ids) - 1))
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False)
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.virtual_size = Size(self.size.width, len(self.ids))
        self._put(self.cursor)

    def on_key(self, event: events.Key) -> None:
        """Move, or open."""
        if self.press(event.key):
            event.stop()

    def press(self, key: str) -> bool:
        """Move, or open what the cursor is on; False for a key that does neither."""
        page = max(1, self.size.height - 1)
        steps = {
            "up": self.cursor - 1,
            "down": self.cursor + 1,
            "pageup": self.cursor - page,
            "pagedown": self.cursor + page,
            "home": 0,
            "end": len(self.ids) - 1,
        }
        if key in steps:
            self.move_to(steps[key])
            self._goal = LAST if key == "end" and not self._is_whole else None
        elif key == "enter" and self.ids:
            self.post_message(self.Opened())
        else:
            return False
        return True

    def pick(self, number: int) -> None:
        """Choose the document in a row for what comes next, or no longer."""
        self.picked ^= {self.ids[number]}
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on what is clicked; twice opens it. In the cell of the star, a click picks."""
        number = event.y + self.scroll_offset.y
        if number >= len(self.ids):
            return
        self.move_to(number)
        if event.x == star_cell(self.size.width):
            self.pick(number)
        elif event.chain == 2:
            self.post_message(self.Opened())

    def render_line(self, y: int) -> Strip:
        """One row."""
        number = y + self.scroll_offset.y
        width = self.size.width
        if number >= len(self.ids):
            return Strip.blank(width, self.rich_style)
        style = palette.SELECTED if number == self.cursor else Style()
        row = self.row(number)
        pieces = (
            [Piece(tr(" (deleted meanwhile)").ljust(width), style)]
            if row is None
            else row_pieces(row, width, self.sorted_by, is_picked=row.id in self.picked, style=style, needs=self.needs)
        )
        return line_strip(pieces, width, self._terminal).apply_style(self.rich_style)


def _place(ids: Sequence[int], id: int | None) -> int | None:
    """Where an id stands; None where it does not."""
    try:
        return ids.index(id)
    except ValueError:
        return None
