"""The lines around the text of a document: what each of them says, asked of the screen they belong to."""

from typing import Protocol

from textual.app import App
from textual.geometry import Size

from corpus_tool.saying import tr, tr_later
from corpus_tool.text.inline import cells
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui import describing, heading_notes, palette
from corpus_tool.tui.place import Place
from corpus_tool.tui.screens.asked_line import AskedLine
from corpus_tool.tui.screens.hands import Hands
from corpus_tool.tui.seat import Seat
from corpus_tool.tui.widgets.lines import Lines
from corpus_tool.workbench.commenting import said_here

SMALLEST = Size(60, 20)
LOW = 10
"""Rows from which two are kept for what is marked here."""
SMALL = tr_later("Small window: 60x20 shows more")
"""Said in a window in which not everything has its place."""
HINTS = tr_later("E event  A argument  = change  X remove  U undo  ? help")


class Surrounded(Place, Protocol):
    """The screen, as the lines around its text see it."""

    seat: Seat
    hands: Hands
    _line: AskedLine

    @property
    def app(self) -> App[object]:
        """What knows the size of the window."""


class AroundText:
    """Heading, what is under the selection, what the keys are for, what was done."""

    def __init__(self, screen: Surrounded, terminal: Terminal) -> None:
        self.screen = screen
        self.heading = Lines(id="heading", limit=1, terminal=terminal)
        self.here = Lines(id="here", limit=2, terminal=terminal)
        self.bar = Lines(id="bar", limit=100, terminal=terminal)
        self.status = Lines(id="status", limit=2, terminal=terminal)
        self.times_said = 0

    def fit(self) -> None:
        """In a window of a few rows, what is here gives way to the text."""
        self.here.display = self.screen.app.size.height >= LOW

    def show_heading(self) -> None:
        """The document, how far it is, and what the hub and the clock say; a sign beside what was commented on."""
        screen = self.screen
        talk = said_here(screen.work.desk)
        screen.pane.show_noted(tuple(one.start for one in talk if one.start is not None and one.is_open))
        flagged = screen.where.is_flagged(screen.here.document_id)
        hub = screen.seat.hub.note() if screen.seat.hub else ()
        notes = heading_notes.notes(screen.work.desk, screen.timing, talk, hub)
        self.heading.show([describing.heading(screen.work, screen.app.size.width, notes, is_flagged=flagged)])

    def show_here(self) -> None:
        """What is under the selection."""
        screen = self.screen
        self.here.show(describing.here_lines(screen.work, named=screen.pane.shows_invisible))

    def show_bar(self) -> None:
        """What the keys are for: the line that is asked for, the question, the mode, or labels."""
        screen, size = self.screen, self.screen.app.size
        asked = (screen._line.prompt, screen.hands.prompt, screen.hands.mode)
        self.bar.show(describing.bar_lines(screen.work.desk.schema, *asked, size.width, size.height))

    def hints(self) -> str:
        """The keys most needed."""
        return tr(HINTS)

    def say(self, message: str, *, error: bool) -> None:
        """What was done on the left of the last line; the keys most needed on the right."""
        self.times_said += 1
        window, hints = self.screen.app.size, self.hints()
        style = palette.HINT if error else palette.BOLD
        if window.width < SMALLEST.width or window.height < SMALLEST.height:
            hints = tr(SMALL) if cells(tr(SMALL)) < window.width else f"{SMALLEST.width}x{SMALLEST.height}"
        self.status.show(describing.status(message, style, hints, window.width))
