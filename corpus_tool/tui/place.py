"""The annotation screen as commands and panels see it, and a panel as the screen sees it."""

from collections.abc import Callable, Mapping
from typing import ClassVar, Protocol

from corpus_tool.tui.looks import Looks
from corpus_tool.tui.prompts import LinePrompt, Prompt
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.tui.widgets.text_pane import TextPane
from corpus_tool.workbench.annotating import Annotating


class Place(Protocol):
    """The annotation screen, as commands see it."""

    work: Annotating
    looks: Looks
    """How it looks, and how to change that."""
    extending: bool
    """Whether plain motions extend the selection."""
    shows_ties: bool
    """Whether numbers tie arguments to their events in the text."""

    @property
    def pane(self) -> TextPane:
        """The text."""

    def ask(self, prompt: Prompt | None) -> None:
        """Put a prompt to the user; None ends the one that stands."""

    def ask_line(self, prompt: LinePrompt) -> None:
        """Let the user type a line."""

    def begin(self, mode: "Mode") -> None:
        """Let a mode have the keys."""

    def end_mode(self) -> None:
        """Give the keys back to commands and labels."""

    def say(self, message: str) -> None:
        """Say what was done."""

    def changed(self) -> None:
        """Draw the layer anew."""

    def moved(self) -> None:
        """Draw the selection anew."""

    def open_panel(self, panel: "Panel") -> None:
        """Show a panel and let it have the keys: arrows go through its rows, enter and escape leave it."""

    def leave_panel(self) -> None:
        """Give the keys back to the text."""

    def open_neighbour(self, step: int) -> None:
        """Open the next or previous document."""

    def leave(self) -> None:
        """Go back to the list of documents."""

    def show_help(self) -> None:
        """Show every command."""


class Mode:
    """What has the keys for a while instead of commands and labels."""

    title: str
    keys: ClassVar[tuple[tuple[str, str], ...]]
    """Strokes and what they do, for the bar."""

    def press(self, place: Place, pressed: str) -> None:
        """Do what a stroke means in this mode."""
        raise NotImplementedError


Action = Callable[[Place, Row | None], None]


class Panel:
    """A list beside the text. Made anew whenever it is opened; what it remembers stands in itself."""

    title: ClassVar[str]
    hint: ClassVar[str] = "arrows move  enter to the text  escape back"
    """What its keys do, for the last line of the screen."""

    def __init__(self) -> None:
        self.width = 0
        """Cells a row has, kept up by the screen: for what has to be wrapped."""

    def heading(self, _work: Annotating) -> str:
        """What stands above its rows."""
        return self.title

    def rows(self, work: Annotating) -> list[Row]:
        """What it shows now; asked again whenever the layer or the selection changed."""
        raise NotImplementedError

    def row_here(self, work: Annotating, rows: list[Row]) -> int | None:
        """The row that belongs to what is selected in the text."""
        under = {annotation.id for annotation in work.here()}
        return next((number for number, row in enumerate(rows) if row.id in under), None)

    def tied(self, _work: Annotating, _row: Row | None) -> str | None:
        """The event whose parts are to stand out in the text while that row is under the panel's cursor."""
        return None

    def actions(self) -> Mapping[str, Action]:
        """Strokes that mean something in this panel, and what they do with the row under its cursor."""
        return {}
