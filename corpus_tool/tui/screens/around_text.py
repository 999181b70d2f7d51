"""The lines around the text of a document, and what the last of them says."""

from textual.geometry import Size

from corpus_tool.saying import tr, tr_later
from corpus_tool.text.inline import cells
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui import describing, palette
from corpus_tool.tui.widgets.lines import Lines

SMALLEST = Size(60, 20)
LOW = 10
"""Rows from which two are kept for what is marked here."""
SMALL = tr_later("Small window: 60x20 shows more")
"""Said in a window in which not everything has its place."""


class AroundText:
    """Heading, what is under the selection, what the keys are for, what was done."""

    def __init__(self, terminal: Terminal) -> None:
        self.heading = Lines(id="heading", limit=1, terminal=terminal)
        self.here = Lines(id="here", limit=2, terminal=terminal)
        self.bar = Lines(id="bar", limit=100, terminal=terminal)
        self.status = Lines(id="status", limit=2, terminal=terminal)

    def fit(self, window: Size) -> None:
        """In a window of a few rows, what is here gives way to the text."""
        self.here.display = window.height >= LOW

    def say(self, message: str, hints: str, window: Size, *, error: bool) -> None:
        """What was done on the left of the last line; the keys most needed on the right."""
        style = palette.HINT if error else palette.BOLD
        if window.width < SMALLEST.width or window.height < SMALLEST.height:
            hints = tr(SMALL) if cells(tr(SMALL)) < window.width else f"{SMALLEST.width}x{SMALLEST.height}"
        self.status.show(describing.status(message, style, hints, window.width))
