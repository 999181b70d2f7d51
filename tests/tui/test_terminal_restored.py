"""The whole tool on a pseudo terminal: whatever ends it, the terminal is as it was found."""

import io
import os
import re
import select
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

import pytest
from corpus_tool_testing.builders import ARABIC, add_document, document, new_store

from corpus_tool.tui.app import CorpusTool, run
from corpus_tool.tui.terminal.answers import Findings
from corpus_tool.tui.terminal.detection import UNASKED
from corpus_tool.tui.terminal.sequences import sequences_for

pty, termios = (pytest.importorskip(name) for name in ("pty", "termios"))
pytestmark = pytest.mark.terminal

START = b"\x1b[8l\x1b[1 k"
EXIT = b"\x1b[0 k\x1b[8h"
ALTERNATE, NORMAL = b"\x1b[?1049h", b"\x1b[?1049l"
READY = b"ctrl+q quits"
COLOURS = re.compile(rb"\x1b\[[\d;]*m")
TOOL = """
import fcntl, termios
from corpus_tool.cli.main import main
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
main()
"""
"""The tool with the pseudo terminal for its own, as under a shell."""
PATIENCE = 30
"""Seconds to wait for something that has to come."""


@dataclass
class Terminal:
    """The other side of a pseudo terminal, and the tool that runs on it."""

    tool: subprocess.Popen
    side: int
    seen: bytes = b""

    def until(self, wanted: bytes) -> bytes:
        """Read until it was written; gives everything written since the last call, colours left out."""
        end = time.monotonic() + PATIENCE
        while wanted not in self.seen:
            assert time.monotonic() < end, self.seen[-2000:]
            if select.select([self.side], [], [], 0.1)[0]:
                self.seen = COLOURS.sub(b"", self.seen + os.read(self.side, 65536))
        before, found, self.seen = self.seen.partition(wanted)
        return before + found

    def rest(self) -> bytes:
        """Everything that is still written until the tool has ended."""
        self.tool.wait(PATIENCE)
        while select.select([self.side], [], [], 0)[0]:
            self.seen += os.read(self.side, 65536)
        return self.seen

    def press(self, keys: bytes) -> None:
        os.write(self.side, keys)


@pytest.fixture
def running(tmp_path):
    """Start the annotator with one document; these keys are typed before it asks anything."""
    with new_store(tmp_path) as store:
        add_document(store, document(ARABIC, "doc-1"))

    @contextmanager
    def start(*words: str, typed: bytes = b"", **more: str):
        side, tools_side = pty.openpty()
        os.write(side, typed)
        environ = {name: value for name, value in os.environ.items() if name not in ("TMUX", "STY", "KONSOLE_VERSION")}
        environ |= {"TERM": "xterm-256color", "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), **more}
        tool = subprocess.Popen(
            [
                sys.executable,
                "-c",
                TOOL,
                "annotate",
                "--as",
                "rina",
                "--corpus",
                tmp_path / "corpus.db",
                *words,
            ],
            stdin=tools_side,
            stdout=tools_side,
            stderr=tools_side,
            env=environ,
            start_new_session=True,
        )
        try:
            yield Terminal(tool, side), tools_side
        finally:
            with suppress(ProcessLookupError):
                tool.kill()
            tool.wait()
            for end in (side, tools_side):
                with suppress(OSError):
                    os.close(end)

    return start


def test_leaving_undoes_what_was_sent_and_the_line_is_as_before(running):
    with running() as (terminal, line):
        before = termios.tcgetattr(line)
        shown = terminal.until(READY)
        assert shown.index(START) < shown.index(ALTERNATE)
        terminal.press(b"\x11")
        rest = terminal.rest()
        assert rest.index(NORMAL) < rest.index(EXIT)
        assert (terminal.tool.returncode, termios.tcgetattr(line)) == (0, before)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_ends_the_tool_leaves_the_terminal_as_it_was(running, number):
    with running() as (terminal, line):
        before = termios.tcgetattr(line)
        terminal.until(READY)
        terminal.tool.send_signal(number)
        rest = terminal.rest()
        assert rest.index(NORMAL) < rest.index(EXIT)
        assert b"Traceback" not in rest
        assert (terminal.tool.returncode, termios.tcgetattr(line)) == (128 + number, before)


def test_a_window_that_is_closed_ends_the_tool(running):
    with running() as (terminal, _):
        terminal.until(READY)
        os.close(terminal.side)
        assert terminal.tool.wait(PATIENCE) == 128 + signal.SIGHUP


def test_a_window_that_is_closed_while_it_draws_ends_the_tool(running):
    with running() as (terminal, _):
        terminal.until(START)
        terminal.until(ALTERNATE)
        os.close(terminal.side)
        assert terminal.tool.wait(PATIENCE) != 0


def test_a_window_closed_at_once_ends_the_tool_even_where_that_signal_is_ignored(running):
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup leaves it to its children
    try:
        with running() as (terminal, _):
            terminal.until(ALTERNATE)
            os.close(terminal.side)
            assert terminal.tool.wait(PATIENCE) != 0
    finally:
        signal.signal(signal.SIGHUP, before)


def test_keys_typed_while_it_starts_are_not_lost(running):
    with running(typed=b"\r") as (terminal, _):
        terminal.until(b"? help")


def test_in_a_mode_that_leaves_ordering_to_the_terminal_nothing_is_sent(running):
    with running("--rtl-mode", "logical") as (terminal, _):
        assert b"\x1b[8l" not in terminal.until(READY)
        terminal.press(b"\x11")
        assert b"\x1b[8h" not in terminal.rest()


def test_the_environment_chooses_the_mode_too(running):
    with running(CORPUS_TOOL_RTL_MODE="logical") as (terminal, _):
        assert b"\x1b[8l" not in terminal.until(READY)


def test_a_mode_there_is_not_is_refused(running):
    with running("--rtl-mode", "sideways") as (terminal, _):
        assert b"it is one of visual, visual+lrm, words, logical" in terminal.rest().replace(b"\r\n", b" ")
        assert terminal.tool.returncode == 2


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_crash_undoes_what_was_sent(tmp_path, monkeypatch):
    def crash(self) -> None:
        raise ZeroDivisionError

    screen = Screen()
    monkeypatch.setattr(sys, "__stdout__", screen)
    monkeypatch.setattr(CorpusTool, "run", crash)
    found = replace(UNASKED, sequences=sequences_for("Konsole", "visual", Findings()))
    new_store(tmp_path).close()
    with pytest.raises(ZeroDivisionError):
        run(tmp_path / "corpus.db", "rina", None, found)
    assert screen.getvalue() == "".join(found.sequences)
