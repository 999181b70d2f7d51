"""The conversation with the terminal, on the raw line, before anything is drawn.

Two rounds, because an answer that comes after the annotator has started would be read as keys. The first asks what
Textual swallows however late it comes: cursor reports and the state of ?2501. Only a terminal that answered it is
asked who it is, and then its own round trip tells how long that may take. A terminal that answers nothing costs
`DEADLINE`, one that answers costs two round trips.
"""

import os
import select
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from corpus_tool.tui.terminal.answers import Heard, cursor_reports, parse, tells_attributes

DEADLINE = 0.15
"""Seconds to wait for a first answer."""

PATIENCE = 3
"""Round trips, as long as the first took, to wait for the answers of the second round if that is beyond DEADLINE."""

AUTODETECTION = b"\x1b[?2501$p"
MEASURE = "\r\u05d0\u200e\x1b[6n\r\u0645\u064f\x1b[6n\r\x1b[K".encode()
"""A Hebrew letter with U+200E, an Arabic letter with a damma, each followed by a cursor report; then wiped away."""
WHO = b"\x1b[>0q\x1b[>c"
ORDERING = b"\x1b[8$p"
SENTINEL = b"\x1b[c"

MEASURED = 2
"""Cursor reports that MEASURE asks for."""

NO_MODE_REPORTS = "Apple_Terminal"
"""The TERM_PROGRAM that prints a letter when asked for the state of a mode."""


class Line(Protocol):
    """A way to a terminal and back."""

    def send(self, data: bytes) -> None:
        """Send it."""

    def receive(self, seconds: float) -> bytes:
        """What comes within so many seconds, as soon as something does; nothing if nothing does."""

    def now(self) -> float:
        """A clock, in seconds."""


def converse(line: Line, *, modes: bool = True) -> Heard:
    """Ask everything. `modes` False leaves out the questions for the state of a mode."""
    begun = line.now()
    line.send((AUTODETECTION if modes else b"") + MEASURE)
    received = _listen(line, b"", lambda so_far: cursor_reports(so_far) >= MEASURED, begun + DEADLINE)
    if cursor_reports(received) >= MEASURED:
        answered = line.now()
        line.send(WHO + (ORDERING if modes else b"") + SENTINEL)
        end = max(begun + DEADLINE, answered + PATIENCE * (answered - begun))
        received = _listen(line, received, tells_attributes, end)
    return parse(received)


def _listen(line: Line, received: bytes, is_enough: Callable[[bytes], bool], end: float) -> bytes:
    """`received` and what comes after it, until it is enough or the clock says `end`."""
    while not is_enough(received) and (left := end - line.now()) > 0:
        piece = line.receive(left)
        if not piece:
            break
        received += piece
    return received


def ask(environ: Mapping[str, str]) -> Heard:
    """Ask the terminal of this process; nothing is heard where there is none, or none that knows sequences.

    Where the output goes to a file, the terminal is reached by what is left for talk.
    """
    keyboard = sys.__stdin__
    screen = next((stream for stream in (sys.__stdout__, sys.__stderr__) if stream and stream.isatty()), None)
    if keyboard is None or screen is None or not keyboard.isatty():
        return Heard()
    if sys.platform == "win32" or environ.get("TERM", "dumb") == "dumb":
        return Heard()
    screen.flush()
    return ask_on(keyboard.fileno(), screen.fileno(), modes=environ.get("TERM_PROGRAM") != NO_MODE_REPORTS)


def ask_on(keyboard: int, screen: int, *, modes: bool = True) -> Heard:
    """Ask the terminal behind two file descriptors, and leave its line as it was.

    Keys that are typed meanwhile, or were before, come back in `Heard.typed`. A terminal that has gone is one that
    does not answer.
    """
    import termios  # not on Windows, where nobody is asked

    try:
        with _unbuffered(keyboard):
            return converse(_Tty(keyboard, screen), modes=modes)
    except (OSError, termios.error):
        return Heard()


class _Tty:
    """The line to a real terminal."""

    def __init__(self, keyboard: int, screen: int) -> None:
        self._keyboard = keyboard
        self._screen = screen

    def send(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._screen, data) :]

    def receive(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._keyboard], [], [], seconds)
        return os.read(self._keyboard, 4096) if ready else b""

    def now(self) -> float:
        return time.monotonic()


@contextmanager
def _unbuffered(keyboard: int) -> Iterator[None]:
    """Bytes arrive one by one and are not echoed. Nothing that waits to be read is thrown away; ctrl-c interrupts."""
    import termios

    before = termios.tcgetattr(keyboard)
    raw = termios.tcgetattr(keyboard)
    raw[3] &= ~(termios.ECHO | termios.ICANON)
    raw[6][termios.VMIN], raw[6][termios.VTIME] = 1, 0
    try:
        termios.tcsetattr(keyboard, termios.TCSANOW, raw)
        yield
    finally:
        termios.tcsetattr(keyboard, termios.TCSANOW, before)
