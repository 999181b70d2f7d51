"""The annotation screen as commands and panels see it, and a panel as the screen sees it."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Protocol

from textual.screen import Screen

from corpus_tool.saying import tr
from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.lanes import Drawn
from corpus_tool.tui.looks import Looks
from corpus_tool.tui.prompts import LinePrompt, Prompt
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.tui.widgets.text_pane import TextPane
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.timing import Timing
from corpus_tool.workbench.whereabouts import Stop, Whereabouts


class Expecting(Protocol):
    """What the next stroke will be taken for."""

    capital_next: bool
    """The next letter is a capital."""
    label_next: bool
    """The next letter marks."""
    labels_on: bool
    """Letters mark until escape."""


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
    def hands(self) -> "Handling":
        """Who has the next stroke."""

    @property
    def guides(self) -> "Guiding":
        """What tells her how to do things."""

    @property
    def clock(self) -> "Clocked":
        """What counts how long she works here."""

    where: Whereabouts
    """Where the annotator is in the corpus, and was."""

    @property
    def here(self) -> Stop:
        """The document and the stretch of it that is selected."""

    def go(self, stop: Stop, *, is_jump: bool = True) -> None:
        """Go to a place in this document or open another one there; a jump can be gone back from."""

    def show(self, range: tuple[int, int]) -> None:
        """Select a stretch of the text, in code points."""

    def latin(self, text: str) -> str:
        """What would have been typed with a Latin layout active."""

    def show_concordance(self) -> None:
        """Look for words in all documents, and let her choose among the places."""

    def show_board(self, board: Callable[[Boarding], Screen[Stop | None]]) -> None:
        """Show what a board says of this document or the whole corpus, and go to the place that is picked."""

    @property
    def pane(self) -> TextPane:
        """The text."""

    def ask(self, prompt: Prompt | None) -> None:
        """Put a prompt to the user; None ends the one that stands."""

    def ask_line(self, prompt: LinePrompt) -> None:
        """Let the user type a line."""

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


class Handling(Protocol):
    """What is begun with keys, as commands see it."""

    @property
    def keying(self) -> Expecting:
        """What the next stroke will be taken for."""

    def begin(self, mode: "Mode") -> None:
        """Let a mode have the keys."""

    def end_mode(self) -> None:
        """Give the keys back to commands and labels."""


class Guiding(Protocol):
    """What tells the annotator how to do things, as commands see it."""

    def show_help(self) -> None:
        """Show every command."""

    def show_palette(self) -> None:
        """Let her find what to do by its name."""

    def toggle_tour(self) -> None:
        """Begin the tour, take it up again, or leave it."""

    def use_keymap(self, name: str) -> None:
        """Read strokes with another keymap from now on."""


class Clocked(Protocol):
    """What counts working time, as commands see it."""

    @property
    def timing(self) -> Timing:
        """How long the annotator works here."""


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

    title: str
    hint: ClassVar[str] = "arrows move  enter to the text  escape back"
    """What its keys do, for the last line of the screen."""
    decides: ClassVar[bool] = False
    """Whether the keys shown at the foot are its own while it has the keys."""

    def __init__(self) -> None:
        self.width = 0
        """Cells a row has, kept up by the screen: for what has to be wrapped."""

    def heading(self, _work: Annotating) -> str:
        """What stands above its rows."""
        return tr(self.title)

    def rows(self, work: Annotating) -> list[Row]:
        """What it shows now; asked again whenever the layer or the selection changed."""
        raise NotImplementedError

    def row_here(self, work: Annotating, rows: list[Row]) -> int | None:
        """The row that belongs to what is selected in the text."""
        under = {annotation.id for annotation in work.spot.here()}
        return next((number for number, row in enumerate(rows) if row.id in under), None)

    def tied(self, _work: Annotating, _row: Row | None) -> str | None:
        """The event whose parts are to stand out in the text while that row is under the panel's cursor."""
        return None

    def actions(self) -> Mapping[str, Action]:
        """Strokes that mean something in this panel, and what they do with the row under its cursor."""
        return {}

    def opened(self, place: Place, _row: Row) -> None:
        """A row was clicked twice: to the text there."""
        place.leave_panel()

    def told_keys(self) -> Sequence[tuple[str, str]]:
        """Its strokes and what they do, for the help; the hint tells where this says nothing."""
        return ()

    def drawn(self, own: tuple[Drawn, ...]) -> tuple[Drawn, ...]:
        """What the text shows while this panel is the one that is open, where that is not the layer (`own`) alone."""
        return own

    def pointed(self, work: Annotating, row: Row | None) -> None:
        """The panel's cursor went to a row; None: the text has the keys again."""
