"""The list of documents as commands see it, and what a command of it is."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual.screen import Screen

from corpus_tool.store.listing import Listing
from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.prompts import LinePrompt, Prompt
from corpus_tool.workbench.catalogue import Question

if TYPE_CHECKING:
    from corpus_tool.workbench.whereabouts import Stop


class AsksHub(Protocol):
    """The hub, as commands of the list see it."""

    def show(self) -> None:
        """Sync, and tell how the corpus and its hub stand."""

    def take_next(self) -> None:
        """Take the next document of the hub's pool, and open it when it comes."""


class Asked(Protocol):
    """What is asked of the list, as commands see it."""

    question: Question
    """What is asked for now."""
    total: int
    """Documents in the corpus."""

    def look_for(self, question: Question) -> None:
        """Show what this asks for from now on."""


class Chosen(Protocol):
    """What is chosen in the list, as commands see it."""

    def pick(self) -> None:
        """Choose the document under the cursor, or no longer, and go to the next."""

    def pick_all(self) -> None:
        """Choose every document that is shown, or none."""

    def chosen(self) -> list[int]:
        """The documents an act is about: those that are picked, else the one under the cursor."""


class Opens(Protocol):
    """What leads away from the list, as commands see it."""

    def show_board(self, board: "Callable[[Boarding], Screen[Stop | None]]") -> None:
        """Show what a board says of the whole corpus."""

    def show_help(self) -> None:
        """Show every command."""


class Shelves(Protocol):
    """The list of documents, as commands see it."""

    annotator: str
    listing: Listing
    """The languages, sources and people there are."""

    @property
    def inquiry(self) -> Asked:
        """What is asked of the list."""

    @property
    def choosing(self) -> Chosen:
        """What is chosen in it."""

    @property
    def opening(self) -> Opens:
        """What leads away from it."""

    @property
    def hub(self) -> AsksHub:
        """What is asked of the hub here."""

    def ask(self, prompt: Prompt | None) -> None:
        """Put a prompt to the user; None ends the one that stands."""

    def ask_line(self, prompt: LinePrompt) -> None:
        """Let the user type a line."""

    def find(self) -> None:
        """Let the user narrow the list by typing."""

    def show_all(self) -> None:
        """Take back the last thing that narrows the list or is chosen."""

    def assign(self, names: str, *, take_back: bool) -> None:
        """Give what is chosen to people, or take it back from them."""

    def adjudicate(self) -> None:
        """Go through the documents to be adjudicated."""

    def leave(self) -> None:
        """End the tool."""


class ListCommand:
    """A thing a user can do in the list. The docstring is its help."""

    title: ClassVar[str]
    keys: ClassVar[tuple[str, ...]]

    @classmethod
    def run(cls, shelves: Shelves) -> None:
        """Do it."""
        raise NotImplementedError
