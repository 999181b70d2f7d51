"""The lines around what a board shows: what it is, what is at hand, a question, what was done."""

from collections.abc import Iterator
from typing import Protocol

from textual.geometry import Size

from corpus_tool.saying import tr
from corpus_tool.text.inline import cells, fit
from corpus_tool.tui import describing_list, palette
from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.prompts import Prompt
from corpus_tool.tui.widgets.lines import Lines, Piece
from corpus_tool.workbench.progress import Progress


class Surrounded(Protocol):
    """The board, as the lines around it see it."""

    boarding: Boarding
    told: str
    about: str
    prompt: Prompt | None

    @property
    def hint(self) -> str:
        """The keys most needed."""

    @property
    def size(self) -> Size:
        """Of the window, in cells."""

    def detail(self) -> list[list[Piece]]:
        """What the row under the cursor is about, in lines."""


class Around:
    """Heading above; what is at hand, a question and keys below."""

    def __init__(self, board: Surrounded) -> None:
        self._board = board
        terminal = board.boarding.terminal
        self.heading = Lines(id="heading", limit=1, terminal=terminal)
        self._detail = Lines(id="detail", limit=8, terminal=terminal)
        self._bar = Lines(id="bar", limit=100, terminal=terminal)
        self._status = Lines(id="status", limit=2, terminal=terminal)
        self._said = ""
        self._progress = ""

    def below(self) -> Iterator[Lines]:
        """What stands below what the board shows, from top to bottom."""
        yield from (self._detail, self._bar, self._status)

    def show_heading(self) -> None:
        """Draw the first line: what this is, and whose."""
        board, width = self._board, self._board.size.width
        terminal = board.boarding.terminal
        right = f"{board.boarding.annotator} "
        left = fit(f" {board.told}  ", max(0, width - cells(right) - 1))
        about = fit(board.about, max(0, width - cells(left) - cells(right) - 1), terminal)
        blank = " " * max(0, width - cells(left) - cells(about, terminal) - cells(right))
        line = [Piece(left, palette.BOLD), Piece(about, palette.BOLD), Piece(blank), Piece(right, palette.BOLD)]
        self.heading.show([line])

    def show_below(self) -> None:
        """Draw what is at hand, the question that stands, and what was done."""
        board = self._board
        lines = board.detail()
        self._detail.display = bool(lines)
        self._detail.show(lines or [[]])
        self._bar.display = board.prompt is not None
        if board.prompt is not None:
            self._bar.show(describing_list.prompt(board.prompt, board.size.width, board.size.height))
        self._show_status()

    def say(self, message: str) -> None:
        """Say what was done, until the next key."""
        self._said = message
        self._show_status()

    def take_said(self) -> bool:
        """Forget what was said without drawing anything; whether there was something."""
        said, self._said = self._said, ""
        return bool(said)

    def settle_said(self) -> None:
        """Draw the last line where nothing new was said."""
        if not self._said:
            self._show_status()

    def progressed(self, progress: Progress) -> None:
        """Say how far the work is."""
        done, total = progress.done, progress.total
        self._progress = tr("{done:,} of {total:,} documents read", done=done, total=total) if done < total else ""
        self._show_status()

    def finished(self) -> None:
        """Say no longer how far the work is, when the last line is drawn next."""
        self._progress = ""

    def _show_status(self) -> None:
        board = self._board
        said = self._said or self._progress
        lines = describing_list.status(said, (tr(board.hint), tr("? keys  escape back")), board.size.width)
        self._status.show(lines)
