"""A board of rows: a cursor goes through them, and what the row at hand is about stands beneath."""

from collections.abc import Callable, Sequence
from typing import overload

from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.boards.board import Board
from corpus_tool.tui.widgets.panel_view import PanelView, Row


class LazyRows(Sequence[Row]):
    """Rows that are made when they are seen: of 100,000 places, some twenty are."""

    def __init__(self, count: int, make: Callable[[int], Row]) -> None:
        self._count = count
        self._make = make

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> Row: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Row]: ...
    def __getitem__(self, number: int | slice) -> Row | Sequence[Row]:
        if isinstance(number, slice):
            return [self._make(one) for one in range(*number.indices(self._count))]
        return self._make(number)


class RowsBoard(Board):
    """Rows under a heading."""

    def __init__(self, boarding: Boarding) -> None:
        super().__init__(boarding)
        self.cursor = 0
        self.view = PanelView(id="rows", terminal=boarding.terminal, is_alone=True)

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def rows(self, width: int) -> Sequence[Row]:
        """What it shows in that many cells."""
        raise NotImplementedError

    def head_of_rows(self, _width: int) -> str:
        """What stands over the rows."""
        return ""

    def body(self) -> Sequence[PanelView]:
        """The rows."""
        return (self.view,)

    def renew(self) -> None:
        """Show what there is now, the cursor on a row that is there."""
        self.cursor = max(0, min(self.cursor, self.count() - 1))
        super().renew()

    def show_body(self) -> None:
        """Draw the rows."""
        width = max(1, self.view.size.width - 1)
        self.view.show(self.head_of_rows(width), self.rows(width), self.cursor, has_keys=self.prompt is None)

    def move(self, pressed: str) -> bool:
        """Go through the rows, where that is what the stroke means."""
        page = max(1, self.view.size.height - 2)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -self.count(), "end": self.count()}
        if pressed in steps:
            self.cursor += steps[pressed]
            self.renew()
        return pressed in steps

    def on_panel_view_pointed(self, message: PanelView.Pointed) -> None:
        """Put the cursor on what is clicked; twice goes where it leads."""
        if self.prompt is None:
            self.cursor = message.number
            self.renew()
            if message.is_twice:
                self.strokes.attempt(self.enter)

    def on_panel_view_turned(self, message: PanelView.Turned) -> None:
        """Go some rows on."""
        if self.prompt is None:
            self.cursor += message.rows
            self.renew()
