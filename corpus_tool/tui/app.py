"""The shell of the annotator: the store, the first screen, and the terminal as we found it afterwards."""

from pathlib import Path
from typing import ClassVar

from textual.app import App

from corpus_tool.store.store import Store
from corpus_tool.tui import terminal
from corpus_tool.tui.screens.library import Library


class CorpusTool(App[None]):
    """The annotator."""

    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False
    TITLE = "corpus-tool"

    def __init__(self, store: Store, annotator: str, document_id: int | None = None) -> None:
        super().__init__()
        self._store = store
        self._annotator = annotator
        self._document_id = document_id

    def on_mount(self) -> None:
        """Take the order of letters over from the terminal, then show the documents."""
        self._send(terminal.taking_over())
        self.app_suspend_signal.subscribe(self, lambda _: self._send(terminal.handing_back()))
        self.app_resume_signal.subscribe(self, lambda _: self._send(terminal.taking_over()))
        self.push_screen(Library(self._store, self._annotator, self._document_id))

    def _send(self, sequence: str) -> None:
        if self._driver is not None and not self.is_headless:
            self._driver.write(sequence)


def run(path: Path, annotator: str, document_id: int | None) -> None:
    """Open a corpus in the annotator; come back when it is closed."""
    with Store.open(path) as store:
        try:
            CorpusTool(store, annotator, document_id).run()
        finally:
            terminal.hand_back()
