"""What the boards over a corpus share: work done beside, rows that show it, and the way from a row into the text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from inspect import cleandoc
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.worker import Worker, WorkerState, get_current_worker

from corpus_tool.errors import CorpusToolError
from corpus_tool.model.layers import LayerName
from corpus_tool.saying import tr, tr_later
from corpus_tool.store.store import Store
from corpus_tool.text.inline import cells, fit
from corpus_tool.tui import describing_list, palette
from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.flowing import flowed
from corpus_tool.tui.in_turn import InTurn
from corpus_tool.tui.prompts import Prompt, press
from corpus_tool.tui.widgets.lines import Lines, Piece
from corpus_tool.tui.widgets.panel_view import PanelView, Row
from corpus_tool.workbench.progress import CancelledError, Progress, Tell
from corpus_tool.workbench.whereabouts import Stop

Found = TypeVar("Found")


CAPITAL = "`"
"""Makes the next letter a capital, for keyboards without one."""
CAPITAL_NEXT = tr_later("The next letter is a capital; escape drops that.")


class Board(InTurn[Stop | None]):
    """Rows under a heading, what the row at hand is about beneath them, a question where one is asked."""

    CSS_PATH = "board.tcss"
    hint: ClassVar[str] = ""
    """The keys most needed, for the last line."""

    @dataclass
    class Progressed(Message):
        """Some of the work is done."""

        progress: Progress

    def __init__(self, boarding: Boarding) -> None:
        super().__init__()
        self.boarding = boarding
        self.terminal = boarding.terminal
        self.keyboard = boarding.keyboard
        self.cursor = 0
        self.told = tr("Reading the corpus…")
        """What stands in the heading."""
        self.about = ""
        """Words of a text that stand behind it, in their own direction."""
        self._said = ""
        self._capital_next = False
        self._progress = ""
        self._prompt: Prompt | None = None
        self.view = PanelView(id="rows", terminal=boarding.terminal, is_alone=True)

    # What a board says of itself

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def rows(self, width: int) -> Sequence[Row]:
        """What it shows in that many cells."""
        raise NotImplementedError

    def detail(self) -> list[list[Piece]]:
        """What the row under the cursor is about, in lines."""
        return []

    def enter(self) -> None:
        """Go where the row under the cursor leads."""
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
        yield Lines(id="heading", limit=1, terminal=self.terminal)
        yield self.view
        yield Lines(id="detail", limit=8, terminal=self.terminal)
        yield Lines(id="bar", limit=100, terminal=self.terminal)
        yield Lines(id="status", limit=2, terminal=self.terminal)

    def on_screen_resume(self) -> None:
        """Read: what is shown may have been changed meanwhile."""
        self.begin()

    def on_resize(self) -> None:
        """Lay the rows out anew."""
        self.call_after_refresh(self.renew)

    def renew(self) -> None:
        """Show what there is now."""
        self.cursor = max(0, min(self.cursor, self.count() - 1))
        self.show_heading()
        self.show_rows()
        detail = self.query_one("#detail", Lines)
        lines = self.detail()
        detail.display = bool(lines)
        detail.show(lines or [[]])
        bar = self.query_one("#bar", Lines)
        bar.display = self._prompt is not None
        if self._prompt is not None:
            bar.show(describing_list.prompt(self._prompt, self.size.width, self.size.height))
        self.show_status()

    def show_rows(self) -> None:
        """Draw the rows."""
        width = max(1, self.view.size.width - 1)
        self.view.show(self.head_of_rows(width), self.rows(width), self.cursor, has_keys=self._prompt is None)

    def head_of_rows(self, _width: int) -> str:
        """What stands over the rows."""
        return ""

    def show_heading(self) -> None:
        """Draw the first line: what this is, and whose."""
        width = self.size.width
        right = f"{self.boarding.annotator} "
        left = fit(f" {self.told}  ", max(0, width - cells(right) - 1))
        about = fit(self.about, max(0, width - cells(left) - cells(right) - 1), self.terminal)
        blank = " " * max(0, width - cells(left) - cells(about, self.terminal) - cells(right))
        line = [Piece(left, palette.BOLD), Piece(about, palette.BOLD), Piece(blank), Piece(right, palette.BOLD)]
        self.query_one("#heading", Lines).show([line])

    def say(self, message: str) -> None:
        """Say what was done, until the next key."""
        self._said = message
        self.show_status()

    def show_status(self) -> None:
        """Draw the last line."""
        said = self._said or self._progress
        lines = describing_list.status(said, (tr(self.hint), tr("? keys  escape back")), self.size.width)
        self.query_one("#status", Lines).show(lines)

    def ask(self, prompt: Prompt | None) -> None:
        """Put a prompt to the user; None ends the one that stands."""
        self._prompt = prompt
        self.renew()

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Every key: to the prompt that stands, to a motion, or to what this board can do."""
        pressed = self.keyboard.stroke(event.key, event.character)
        if pressed in {"ctrl+q", "ctrl+c"} or self.passes_on(event):
            return
        event.stop()
        event.prevent_default()
        is_capital, self._capital_next = self._capital_next, pressed == CAPITAL
        if self._capital_next:
            self.say(tr(CAPITAL_NEXT))
            return
        if is_capital and len(pressed) == 1:
            pressed = pressed.upper()
        self._try(partial(self._press, pressed, self.keyboard.otherwise.get(pressed, pressed)))

    def _try(self, act: Callable[[], None]) -> None:
        """Do something, and say what is wrong where it is refused."""
        said, self._said = self._said, ""
        try:
            act()
            if said and not self._said:  # where nothing moves, nothing is drawn anew
                self.show_status()
        except CorpusToolError as error:
            self.say(str(error))

    def _press(self, pressed: str, otherwise: str) -> None:
        actions = self.actions()
        if self._prompt is not None:
            press(self._prompt, pressed, otherwise, self.ask, self.say)
        elif action := actions.get(pressed) or actions.get(otherwise):
            action()
        elif not self.move(pressed):
            if pressed == "enter":
                self.enter()
            elif pressed == "escape":
                self.leave()
            elif pressed in {"?", "f1"}:
                self.show_help()
            else:
                self.say(tr("{pressed} does nothing here; {hint}.", pressed=pressed, hint=tr(self.hint)))

    def move(self, pressed: str) -> bool:
        """Go through the rows, where that is what the stroke means."""
        page = max(1, self.view.size.height - 2)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -self.count(), "end": self.count()}
        if pressed in steps:
            self.cursor += steps[pressed]
            self.renew()
        return pressed in steps

    # The mouse

    def on_panel_view_pointed(self, message: PanelView.Pointed) -> None:
        """Put the cursor on what is clicked; twice goes where it leads."""
        if self._prompt is None:
            self.cursor = message.number
            self.renew()
            if message.is_twice:
                self._try(self.enter)

    def on_panel_view_turned(self, message: PanelView.Turned) -> None:
        """Go some rows on."""
        if self._prompt is None:
            self.cursor += message.rows
            self.renew()

    def on_lines_clicked(self, message: Lines.Clicked) -> None:
        """Press the key of the question that is clicked."""
        if self._prompt is not None and message.key and message.lines.id == "bar":
            self._try(partial(self._press, message.key, message.key))

    def leave(self) -> None:
        """Go back to where one came from."""
        self.dismiss(None)

    def show_help(self) -> None:
        """Show what the keys do."""
        lines: list[list[Piece]] = []
        for paragraph in tr(cleandoc(type(self).__doc__ or "")).split("\n\n"):
            rows = flowed(" ".join(paragraph.split()), max(20, self.size.width - 4))
            lines += [*([Piece(f" {row}")] for row in rows), []]
        self.boarding.read([*lines, [Piece(f" {tr(self.hint)}", palette.BOLD)]])

    # Going on

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

    def work(self, name: str, task: Callable[[Store, Tell], Found], then: Callable[[Found], None]) -> None:
        """Do a task in a thread of its own, over a connection of its own; one of the same name before it ends.

        `then` is told, in the thread of the screen, what it found.
        """
        self.run_worker(partial(self._beside, task, then), name=name, group=name, thread=True, exclusive=True)

    def _beside(self, task: Callable[[Store, Tell], Found], then: Callable[[Found], None]) -> Callable[[], None] | None:
        """What is to be done with what was found; nothing where nobody wants it any more."""
        worker = get_current_worker()

        def tell(progress: Progress) -> None:
            if worker.is_cancelled:
                raise CancelledError
            self.post_message(self.Progressed(progress))

        try:
            with self.boarding.store.beside() as store, store.reading():
                return partial(then, task(store, tell))
        except CancelledError:
            return None
        except CorpusToolError as error:
            return partial(self.failed, error)

    def failed(self, error: CorpusToolError) -> None:
        """Say why there is nothing to show."""
        self.told = str(error)

    def on_board_progressed(self, message: Progressed) -> None:
        """Say how far the work is."""
        done, total = message.progress.done, message.progress.total
        self._progress = tr("{done:,} of {total:,} documents read", done=done, total=total) if done < total else ""
        self.show_status()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Take what was worked out."""
        if event.state is WorkerState.SUCCESS and event.worker.result is not None:
            self._progress = ""
            event.worker.result()
            self.renew()
