"""What a stroke means on a board: an answer to the question that stands, a motion, or what the board can do."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from corpus_tool.errors import CorpusToolError
from corpus_tool.saying import tr
from corpus_tool.tui.boards.around import Around
from corpus_tool.tui.keymap import CAPITAL_NEXT, Keyboard
from corpus_tool.tui.prompts import Prompt, press

CAPITAL = "`"
"""Makes the next letter a capital, for keyboards without one."""


class Pressed(Protocol):
    """The board, as strokes see it."""

    around: Around
    prompt: Prompt | None

    @property
    def hint(self) -> str:
        """The keys most needed."""

    def ask(self, prompt: Prompt | None) -> None:
        """Put a prompt to the user; None ends the one that stands."""

    def say(self, message: str) -> None:
        """Say what was done."""

    def actions(self) -> Mapping[str, Callable[[], None]]:
        """Strokes of its own."""

    def move(self, pressed: str) -> bool:
        """Go through what is shown, where that is what the stroke means."""

    def enter(self) -> None:
        """Go where what is at hand leads."""

    def leave(self) -> None:
        """Go back to where one came from."""

    def show_help(self) -> None:
        """Show what the keys do."""


class Strokes:
    """Takes one stroke after the other for a board."""

    def __init__(self, board: Pressed, keyboard: Keyboard) -> None:
        self._board = board
        self._keyboard = keyboard
        self._capital_next = False

    def take(self, pressed: str) -> None:
        """Do what a stroke means; after the stroke for capitals, the next letter is one."""
        is_capital, self._capital_next = self._capital_next, pressed == CAPITAL
        if self._capital_next:
            self._board.say(tr(CAPITAL_NEXT))
            return
        if is_capital and len(pressed) == 1:
            pressed = pressed.upper()
        self.attempt(partial(self._press, pressed, self._keyboard.otherwise.get(pressed, pressed)))

    def answer(self, pressed: str) -> None:
        """Do what a key means that was clicked."""
        self.attempt(partial(self._press, pressed, pressed))

    def attempt(self, act: Callable[[], None]) -> None:
        """Do something, and say what is wrong where it is refused."""
        around = self._board.around
        was_said = around.take_said()
        try:
            act()
            if was_said:  # where nothing moves, nothing is drawn anew
                around.settle_said()
        except CorpusToolError as error:
            self._board.say(str(error))

    def _press(self, pressed: str, otherwise: str) -> None:
        board = self._board
        actions = board.actions()
        if board.prompt is not None:
            press(board.prompt, pressed, otherwise, board.ask, board.say)
        elif action := actions.get(pressed) or actions.get(otherwise):
            action()
        elif not board.move(pressed):
            if pressed == "enter":
                board.enter()
            elif pressed == "escape":
                board.leave()
            elif pressed in {"?", "f1"}:
                board.show_help()
            else:
                board.say(tr("{pressed} does nothing here; {hint}.", pressed=pressed, hint=tr(board.hint)))
