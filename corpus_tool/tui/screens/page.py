"""A page to be read, over whatever is there: the arrows scroll, any other key closes it."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from corpus_tool.text.inline import cells
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui.flowing import flowed
from corpus_tool.tui.in_turn import InTurn
from corpus_tool.tui.widgets.lines import Lines, Piece

SCROLLING = {"up", "down", "pageup", "pagedown", "home", "end"}


AROUND = 8
"""Cells of a row that margin, border and scroll bar take."""


class Page(InTurn[None], ModalScreen[None]):
    """Lines on a page of their own."""

    CSS_PATH = "page.tcss"

    def __init__(self, lines: Sequence[Sequence[Piece]], terminal: Terminal = PLAIN) -> None:
        super().__init__()
        self._terminal = terminal
        self._lines = lines

    def compose(self) -> ComposeResult:
        """One long page."""
        with VerticalScroll():
            yield Lines(id="help", limit=1000, terminal=self._terminal)

    def on_mount(self) -> None:
        """The arrows scroll."""
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Write the page, as wide as there is room."""
        self.tell(self._lines)

    def tell(self, lines: Sequence[Sequence[Piece]]) -> None:
        """Write these lines; the last piece of one that is too long goes on beneath itself."""
        self._lines = lines
        room = self.app.size.width - AROUND
        self.query_one("#help", Lines).show([row for line in lines for row in _broken(line, room)])

    def on_key(self, event: events.Key) -> None:
        """Any key but the arrows closes."""
        if event.key not in SCROLLING:
            event.stop()
            self.dismiss()


def _broken(line: Sequence[Piece], room: int) -> list[list[Piece]]:
    if not line:
        return [[]]
    *before, last = line
    lead = sum(cells(piece.text) for piece in before)
    first, *others = flowed(last.text.strip(), max(4, room - lead - 1))
    blank = Piece(" " * (lead + 1)) if last.text.startswith(" ") else Piece(" " * lead)
    indent = " " if last.text.startswith(" ") else ""
    return [
        [*before, last._replace(text=f"{indent}{first}")],
        *([blank, last._replace(text=other)] for other in others),
    ]
