"""The documents of a corpus, one a row, with right-to-left titles. Draws only the rows that are seen."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from corpus_tool.store.documents import DocumentEntry
from corpus_tool.text.inline import cells, fit
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.widgets.lines import Piece, line_strip

COLUMNS = (("key", 14), ("lang", 5), ("words", 6), ("yours", 12), ("marks", 6))
"""Heading and width of each column but the last, the title."""


class DocumentList(ScrollView, can_focus=True):
    """A list with a cursor. Tells which document is opened."""

    DEFAULT_CSS = "DocumentList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }"

    @dataclass
    class Opened(Message):
        """A document was chosen."""

        number: int
        """Its row."""

    def __init__(self, annotator: str, terminal: Terminal = PLAIN) -> None:
        super().__init__()
        self._terminal = terminal
        self._annotator = annotator
        self._entries: Sequence[DocumentEntry] = ()
        self.cursor = 0

    def show(self, entries: Sequence[DocumentEntry]) -> None:
        """Show these documents from now on; the cursor stays."""
        self._entries = entries
        self.virtual_size = Size(self.size.width, len(entries))
        self.move_to(self.cursor)

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, or the nearest there is."""
        self.cursor = max(0, min(row, len(self._entries) - 1))
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False)
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.show(self._entries)

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
            "end": len(self._entries) - 1,
        }
        if key in steps:
            self.move_to(steps[key])
        elif key == "enter" and self._entries:
            self.post_message(self.Opened(self.cursor))
        else:
            return False
        return True

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on what is clicked; twice opens it."""
        row = event.y + self.scroll_offset.y
        if row < len(self._entries):
            self.move_to(row)
            if event.chain == 2:
                self.post_message(self.Opened(self.cursor))

    def render_line(self, y: int) -> Strip:
        """One row."""
        row = y + self.scroll_offset.y
        width = self.size.width
        if row >= len(self._entries):
            return Strip.blank(width, self.rich_style)
        style = palette.SELECTED if row == self.cursor else Style()
        strip = line_strip(_row(self._entries[row], self._annotator, width, style), width, self._terminal)
        return strip.apply_style(self.rich_style)


def headings(width: int) -> list[Piece]:
    """The headings above the list."""
    text = " " + "".join(f"{heading:{size}} " for heading, size in COLUMNS)
    return [Piece(text + "title".rjust(max(0, width - len(text) - 2)), palette.DIM)]


def _row(entry: DocumentEntry, annotator: str, width: int, style: Style) -> list[Piece]:
    mine = next((layer for layer in entry.layers if (layer.annotator, layer.kind) == (annotator, "annotator")), None)
    values = (
        entry.key,
        entry.language,
        str(entry.words),
        mine.status if mine else "-",
        str(mine.annotations if mine else 0),
    )
    pieces = [Piece(" ", style)]
    for value, (_, size) in zip(values, COLUMNS, strict=True):
        shown = fit(value, size)
        pieces += [Piece(shown, style), Piece(" " * (size - cells(shown) + 1), style)]
    title = fit(entry.title, max(0, width - 2 - sum(size + 1 for _, size in COLUMNS) - 1))
    blank = width - 2 - sum(size + 1 for _, size in COLUMNS) - cells(title)
    left, right = (" " * max(0, blank), " ") if entry.direction == "rtl" else (" ", " " * max(0, blank))
    return [*pieces, Piece(left, style), Piece(title, style), Piece(right, style)]
