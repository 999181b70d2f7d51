"""The tool in a pseudo terminal: keys go in, a screen comes out. Nothing sleeps: every wait reads until it is over."""

import os
import re
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pyte
from ptyprocess import PtyProcess

import corpus_tool

PACKAGE_FOLDER = Path(corpus_tool.__file__).parents[1]

PATIENCE = 30.0
"""Seconds after which a wait is given up. Only a failure waits so long."""

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
"""Name to columns and rows."""

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "shift+right": "\x1b[1;2C",
    "shift+left": "\x1b[1;2D",
    "ctrl+home": "\x1b[1;5H",
    "ctrl+end": "\x1b[1;5F",
    "ctrl+q": "\x11",
    "ctrl+c": "\x03",
}
"""What xterm sends for the keys that have a name; every other key is sent as it is."""


class Terminal:
    """A run of the tool in a terminal of its own, with `folder` as working folder and as home."""

    def __init__(self, folder: Path, *words: str, size: tuple[int, int] = SIZES["80x24"], **environment: str) -> None:
        columns, rows = size
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.received = b""
        """Every byte the tool has sent."""
        with warnings.catch_warnings():
            # Python 3.12 and later warn of a fork beside threads; pytest-xdist has some, and the child execs at once.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process = PtyProcess.spawn(
                [sys.executable, "-m", "corpus_tool", *words],
                cwd=str(folder),
                env=surroundings(folder) | environment,
                dimensions=(rows, columns),
            )

    @property
    def screen(self) -> list[str]:
        """The lines of the screen, in visual order, without the blanks behind them.

        Read cell by cell: pyte's own `display` stumbles where half of a wide character was written over so far.
        """
        rows, columns = range(self._screen.lines), range(self._screen.columns)
        buffer = self._screen.buffer
        return ["".join(buffer[row][column].data for column in columns).rstrip() for row in rows]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.screen)

    def style_at(self, row: int, column: int) -> tuple[str, str, bool]:
        """Foreground, background and whether they are swapped, of one cell."""
        cell = self._screen.buffer[row][column]
        return cell.fg, cell.bg, cell.reverse

    def press(self, *keys: str) -> None:
        """Press keys one after the other. Follow an escape by a wait: with a key behind it, it is another key."""
        self._process.write("".join(KEYS.get(key, key) for key in keys).encode())

    def wait_for(self, wanted: str | Callable[["Terminal"], bool]) -> None:
        """Read until a text is on the screen, or something holds; fail with the screen where it never does."""
        end = time.monotonic() + PATIENCE
        while not self._holds(wanted):
            if not self._read(end):
                raise AssertionError(f"never seen: {wanted}\n{self.text}")

    def key_of(self, title: str) -> str:
        """The letters that the bar shows in front of a choice; they are waited for. Digits are for what is likely."""
        pattern = re.compile(rf" ([a-z]{{1,3}})  {re.escape(title)}(?= |$)", re.MULTILINE)
        self.wait_for(lambda terminal: bool(pattern.search(terminal.text)))
        return str(pattern.findall(self.text)[-1])

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, as dragging its corner does, and wait until something is painted anew."""
        self._process.setwinsize(rows, columns)
        self._screen.resize(rows, columns)
        before = len(self.received)
        self.wait_for(lambda terminal: len(terminal.received) > before)

    def kill(self, with_signal: signal.Signals = signal.SIGKILL) -> int:
        """Send a signal and wait for the end; answer the exit code, negative for a signal as in subprocess."""
        self._process.kill(with_signal)
        return self.end()

    def end(self) -> int:
        """Wait for the end of the run; answer its exit code, negative where a signal ended it."""
        give_up = time.monotonic() + PATIENCE
        while self._read(give_up):
            pass
        if time.monotonic() > give_up:
            raise AssertionError(f"it does not end\n{self.text}")
        self._process.wait()
        return -self._process.signalstatus if self._process.signalstatus else int(self._process.exitstatus or 0)

    def quit(self) -> None:
        """Leave the tool as a user does."""
        self.press("ctrl+q")
        assert self.end() == 0

    def close(self) -> None:
        """Let go of the process, whatever became of it."""
        self._process.close(force=True)

    def _holds(self, wanted: str | Callable[["Terminal"], bool]) -> bool:
        return wanted in self.text if isinstance(wanted, str) else wanted(self)

    def _read(self, end: float) -> bool:
        """Take in what has come; False where nothing comes any more, or not before `end`."""
        ready, _, _ = select.select([self._process.fd], [], [], max(0.0, end - time.monotonic()))
        try:
            data = os.read(self._process.fd, 1 << 16) if ready else b""
        except OSError:  # Linux says so where the other end is closed
            data = b""
        self.received += data
        self._stream.feed(data)
        return bool(data)


def surroundings(folder: Path) -> dict[str, str]:
    """What a terminal gives to the programs in it; nothing of the user who runs the tests."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(PACKAGE_FOLDER),
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / ".config"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
    }
