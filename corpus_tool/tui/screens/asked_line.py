"""The line in which a question is answered by typing: it has the keys from when it is asked until enter or escape."""

from collections.abc import Callable
from functools import partial

from textual import events

from corpus_tool.text.editing import Side
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.prompts import LinePrompt
from corpus_tool.tui.widgets.line_input import LineInput


class AskedLine(LineInput):
    """Hidden while nothing is asked."""

    DEFAULT_CSS = "AskedLine { display: none; }"

    def __init__(
        self,
        terminal: Terminal,
        renew: Callable[[], None],
        over: Callable[[], None],
        do: Callable[[Callable[[], None]], None],
    ) -> None:
        """`renew`: what stands above the line may have changed; `over`: the keys are free; `do` does what is typed."""
        super().__init__(id="line", terminal=terminal)
        self._renew = renew
        self._over = over
        self._do = do
        self.prompt: LinePrompt | None = None
        """Whoever asked."""

    def ask(self, prompt: LinePrompt, side: Side) -> None:
        """Let a line be typed; `side` is where it begins."""
        self.prompt = prompt
        self.begin(prompt.title, prompt.value, side, once=True)
        self._renew()

    def drop(self) -> None:
        """Ask no longer."""
        self.prompt = None
        self.display = False
        self._over()
        self._renew()

    def press(self, event: events.Key, show_help: Callable[[], None]) -> bool:
        """Take a key that came to the screen while the line was asked for; False where nothing is asked."""
        if self.prompt is not None and self.is_over:  # its message is still on the way behind this key
            self.prompt.changed(self.value)
            self._submit(self.prompt, self.value)
        if self.prompt is None:
            return False
        if not self.take(event):
            self._press_beside(self.prompt, event.key, show_help)
        return True

    def _press_beside(self, prompt: LinePrompt, key: str, show_help: Callable[[], None]) -> None:
        """A key that the line has no use for."""
        if key == "escape":
            self.drop()
            prompt.left()
        elif key == "f1":
            show_help()
        elif key in {"up", "down"}:
            prompt.stepped(1 if key == "down" else -1)
            self._renew()

    def on_line_input_changed(self, message: LineInput.Changed) -> None:
        """Tell whoever asked what stands in it now; the message may be of a line before."""
        message.stop()
        if self.prompt is not None:
            self.prompt.changed(self.value)
            self._renew()

    def on_line_input_submitted(self, message: LineInput.Submitted) -> None:
        """Put the line away, and tell whoever asked."""
        message.stop()
        if self.prompt is not None and self.is_over:
            self._submit(self.prompt, message.value)

    def _submit(self, prompt: LinePrompt, value: str) -> None:
        self.drop()
        self._do(partial(prompt.submitted, value))
