"""The annotator's end of a browser: Textual's driver for one, which also ends when whoever started it is gone."""

from textual import messages
from textual.drivers.web_driver import WebDriver


class BrowserDriver(WebDriver):
    """Reads keys from a pipe and writes what is drawn to another one."""

    def run_input_thread(self) -> None:
        """Hand on what is typed; when no more can come, close the annotator as its user would."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self.process_message(messages.ExitApp())
