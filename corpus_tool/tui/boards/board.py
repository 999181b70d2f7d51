"""What the boards over a corpus share: lines around what is shown, work done beside, and the way into the text."""

from collections.abc import Callable, Mapping, Sequence
from inspect import cleandoc
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from corpus_tool.errors import CorpusToolError
from corpus_tool.model.layers import LayerName
from corpus_tool.saying import tr
from corpus_tool.tui import palette
from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.boards.around import Around
from corpus_tool.tui.boards.beside import Beside
from corpus_tool.tui.boards.strokes import Strokes
from corpus_tool.tui.flowing import flowed
from corpus_tool.tui.in_turn import InTurn
from corpus_tool.tui.prompts import Prompt
from corpus_tool.tui.widgets.lines import Lines, Piece
from corpus_tool.workbench.whereabouts import Stop


class Board(InTurn[Stop | None]):
    """Something under a heading, what is at hand there beneath it, a question where one is asked."""

    CSS_PATH = "board.tcss"
    hint: ClassVar[str] = ""
    """The keys most needed, for the last line."""

    def __init__(self, boarding: Boarding) -> None:
        super().__init__()
        self.boarding = boarding
        self.terminal = boarding.terminal
        self.told = tr("Reading the corpus…")
        """What stands in the heading."""
        self.about = ""
        """Words of a text that stand behind it, in their own direction."""
        self.prompt: Prompt | None = None
        """The question that stands."""
        self.around = Around(self)
        self.strokes = Strokes(self, boarding.keyboard)
        self.beside = Beside(self, boarding.store, self.failed)

    # What a board says of itself

    def body(self) -> Sequence[Widget]:
        """What stands below the heading, from top to bottom."""
        raise NotImplementedError

    def show_body(self) -> None:
        """Draw it."""
        raise NotImplementedError

    def move(self, pressed: str) -> bool:
        """Go through what is shown, where that is what the stroke means."""
        raise NotImplementedError

    def detail(self) -> list[list[Piece]]:
        """What is at hand, in lines."""
        return []

    def enter(self) -> None:
        """Go where what is at hand leads."""
        raise NotImplementedError

    def actions(self) -> Mapping[str, Callable[[], None]]:
        """Strokes of its own."""
        return {}

    def begin(self) -> None:
        """Start reading; also whenever one comes back to it."""
        raise NotImplementedError

    # The screen

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self.around.heading
        yield from self.body()
        yield from self.around.below()

    def on_screen_resume(self) -> None:
        """Read: what is shown may have been changed meanwhile."""
        self.begin()

    def on_resize(self) -> None:
        """Lay it out anew."""
        self.call_after_refresh(self.renew)

    def renew(self) -> None:
        """Show what there is now."""
        self.around.show_heading()
        self.show_body()
        self.around.show_below()

    def say(self, message: str) -> None:
        """Say what was done, until the next key."""
        self.around.say(message)

    def ask(self, prompt: Prompt | None) -> None:
        """Put a prompt to the user; None ends the one that stands."""
        self.prompt = prompt
        self.renew()

    def on_key(self, event: events.Key) -> None:
        """Every key: to the prompt that stands, to a motion, or to what this board can do."""
        pressed = self.boarding.keyboard.stroke(event.key, event.character)
        if pressed in {"ctrl+q", "ctrl+c"} or self.passes_on(event):
            return
        event.stop()
        event.prevent_default()
        self.strokes.take(pressed)

    def on_lines_clicked(self, message: Lines.Clicked) -> None:
        """Press the key of the question that is clicked."""
        if self.prompt is not None and message.key and message.lines.id == "bar":
            self.strokes.answer(message.key)

    def show_help(self) -> None:
        """Show what the keys do."""
        lines: list[list[Piece]] = []
        for paragraph in tr(cleandoc(type(self).__doc__ or "")).split("\n\n"):
            rows = flowed(" ".join(paragraph.split()), max(20, self.size.width - 4))
            lines += [*([Piece(f" {row}")] for row in rows), []]
        self.boarding.read([*lines, [Piece(f" {tr(self.hint)}", palette.BOLD)]])

    # Going on

    def leave(self) -> None:
        """Go back to where one came from."""
        self.dismiss(None)

    def go(self, stop: Stop, beside: Sequence[LayerName] = ()) -> None:
        """Open an article at a place."""
        if self.boarding.visit is None:
            self.dismiss(stop)
        else:
            self.boarding.visit(stop, beside)

    def push(self, board: "Board") -> None:
        """Show another board over this one; a place it answers is answered on."""
        self.app.push_screen(board, self._answered)

    def _answered(self, stop: Stop | None) -> None:
        if stop is not None:
            self.dismiss(stop)

    # Working beside

    def failed(self, error: CorpusToolError) -> None:
        """Say why there is nothing to show."""
        self.told = str(error)

    def on_beside_progressed(self, message: Beside.Progressed) -> None:
        """Say how far the work is."""
        self.around.progressed(message.progress)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take what was worked out."""
        if event.state is WorkerState.SUCCESS and event.worker.result is not None:
            self.around.finished()
            event.worker.result()
            self.renew()
