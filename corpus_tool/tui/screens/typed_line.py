"""The line at the foot of the list of documents: it narrows the list, or answers whoever asked for a line."""

from collections.abc import Callable
from typing import Protocol

from textual import events

from corpus_tool.errors import CorpusToolError
from corpus_tool.saying import tr
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.prompts import LinePrompt
from corpus_tool.tui.screens.inquiry import Inquiry
from corpus_tool.tui.widgets.document_list import DocumentList
from corpus_tool.tui.widgets.line_input import LineInput


class Narrowed(Protocol):
    """The screen, as the line sees it."""

    inquiry: Inquiry

    def show_all(self) -> None:
        """Take back what narrows the list."""

    def say(self, message: str) -> None:
        """Say what was done."""


class TypedLine(LineInput):
    """Hidden while nothing is typed."""

    DEFAULT_CSS = "TypedLine { display: none; }"

    def __init__(self, screen: Narrowed, listed: DocumentList, renew: Callable[[], None], terminal: Terminal) -> None:
        """`renew`: what stands around the list is to be drawn anew."""
        super().__init__(id="line", terminal=terminal)
        self._narrowed = screen
        self._renew = renew
        self._list = listed
        self._prompt: LinePrompt | None = None
        """Whoever asked; None while it narrows the list."""

    def ask(self, prompt: LinePrompt) -> None:
        """Let a line be typed for somebody."""
        self._prompt = prompt
        self.begin(prompt.title, prompt.value)
        self._renew()

    def find(self, typed: str) -> None:
        """Let the list be narrowed, beginning with what narrows it already."""
        self._prompt = None
        self.begin(tr("Find:"), typed)
        self._renew()

    def close(self) -> None:
        """Give the keys back to the list."""
        self.clear()
        self.screen.set_focus(self._list)
        self.display = False
        self._renew()

    def press(self, event: events.Key) -> None:
        """Take a key, or hand it on to the list beneath while that is narrowed."""
        if self.take(event):
            event.stop()
            event.prevent_default()
        elif event.key == "escape":
            event.stop()
            self._leave()
        elif self._prompt is None and self._list.press(event.key):
            event.stop()

    def _leave(self) -> None:
        asked, self._prompt = self._prompt is not None, None
        self.close()
        if not asked:
            self._narrowed.show_all()

    def on_line_input_changed(self, message: LineInput.Changed) -> None:
        """Keep the documents that have what was typed; the cursor goes to the first where its own has not."""
        message.stop()
        if self._prompt is None:
            self._narrowed.inquiry.narrow(message.value)

    def on_line_input_submitted(self, message: LineInput.Submitted) -> None:
        """Open the document under the cursor, or tell whoever asked for the line."""
        message.stop()
        if (prompt := self._prompt) is None:
            self._list.press("enter")
            return
        self._prompt = None
        self.close()
        try:
            prompt.submitted(message.value)
        except CorpusToolError as error:
            self._narrowed.say(str(error))
