"""A page to be read, over whatever is there: the arrows scroll, any other key closes it."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen

from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui.in_turn import InTurn
from corpus_tool.tui.widgets.lines import Lines, Piece

SCROLLING = {"up", "down", "pageup", "pagedown", "home", "end"}


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
        """Write the page."""
        self.query_one("#help", Lines).show(self._lines)
        self.query_one(VerticalScroll).focus()

    def on_key(self, event: events.Key) -> None:
        """Any key but the arrows closes."""
        if event.key not in SCROLLING:
            event.stop()
            self.dismiss()
