"""What a command is: one small class for a thing a user can do. Its name, its docstring and its keys are its manual."""

from typing import ClassVar, Protocol

from corpus_tool.tui.prompts import LinePrompt, Prompt
from corpus_tool.tui.widgets.text_pane import TextPane
from corpus_tool.workbench.annotating import Annotating


class Place(Protocol):
    """The annotation screen, as commands see it."""

    work: Annotating
    extending: bool
    """Whether plain motions extend the selection."""

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

    def open_neighbour(self, step: int) -> None:
        """Open the next or previous document."""

    def leave(self) -> None:
        """Go back to the list of documents."""

    def show_help(self) -> None:
        """Show every command."""


class Command:
    """A thing a user can do. The docstring is its help."""

    title: ClassVar[str]
    keys: ClassVar[tuple[str, ...]]
    """Strokes, the one to show first. Lower-case letters and digits are left to the labels of the schema."""

    @classmethod
    def run(cls, place: Place) -> None:
        """Do it."""
        raise NotImplementedError
