"""A command of the user's: fed and listened to at once, with limits of time and size, and never left running.

It is run as it is, by no shell, in a session of its own, so that whatever it starts ends with it.
"""

import os
import selectors
import shlex
import signal
import subprocess
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import IO, NamedTuple, cast

from corpus_tool.errors import UnreadableFileError, UsageError

LONGEST_LINE = 1 << 24
"""Bytes. What a command says of one article is a small part of it; what never ends a line says nothing."""

LAST_WORDS = 400
"""How much is shown of the end of what it said to stderr, in bytes."""

_PIECE = 1 << 16
_PATIENCE = 0.2
"""Seconds between looks at whether it has ended: something it started may hold its ends of the pipes open."""


class Command(NamedTuple):
    """What is run."""

    words: tuple[str, ...]
    timeout: float
    """Seconds it has for everything."""

    @property
    def name(self) -> str:
        """What it is called in sentences: the program, without its folder."""
        return self.words[0].rpartition("/")[2]


def command_of(typed: str, timeout: float) -> Command:
    """The command that somebody typed. Raises UsageError for what cannot be one."""
    try:
        words = shlex.split(typed)
    except ValueError as wrong:
        raise UsageError(f"{typed!r} is no command: {wrong}.") from None
    if not words or not words[0]:
        raise UsageError("--from 'command ...' wants a command behind the word: --from 'command python tag.py'.")
    return Command(tuple(words), timeout)


class Conversation:
    """One run of a command: what it is told, a line each, and what it answers."""

    def __init__(self, command: Command, told: Iterator[bytes]) -> None:
        """`told`: lines with their line feeds, asked for when there is room for them."""
        self._command = command
        self._told = told
        self._to_write = memoryview(b"")
        self._line = bytearray()
        self._complaint = b""

    @property
    def complaint(self) -> str:
        """The end of what it said to stderr."""
        return self._complaint[-LAST_WORDS:].decode(errors="replace").strip()

    def answers(self) -> Generator[bytes]:
        """The lines it answers, as they come, the last one whether its line is ended or not.

        Raises UnreadableFileError where it cannot be run, fails, takes too long or never ends a line. However this
        ends, the command has ended, too.
        """
        deadline = monotonic() + self._command.timeout
        with _started(self._command) as running:
            yield from self._exchanged(running, deadline)
            _close(running.told)
            try:
                code = running.process.wait(max(0.0, deadline - monotonic()))
            except subprocess.TimeoutExpired:
                raise self._too_slow() from None
            if code:
                raise UnreadableFileError(self._end_told(code))
        if self._line:
            yield bytes(self._line)

    def _exchanged(self, running: "_Running", deadline: float) -> Iterator[bytes]:
        """Write and read until nothing more comes."""
        with selectors.DefaultSelector() as ends:
            ends.register(running.told, selectors.EVENT_WRITE)
            ends.register(running.answers, selectors.EVENT_READ)
            ends.register(running.complaints, selectors.EVENT_READ)
            while running.answers in (still_open := ends.get_map()) or running.complaints in still_open:
                left = deadline - monotonic()
                if left <= 0:
                    raise self._too_slow()
                ready = ends.select(min(left, _PATIENCE))
                if not ready and running.process.poll() is not None:
                    return
                for key, _ in ready:
                    if key.fileobj is running.told:
                        self._write(running.told, ends)
                    elif piece := os.read(key.fd, _PIECE):
                        yield from self._heard(piece, is_answer=key.fileobj is running.answers)
                    else:
                        ends.unregister(key.fileobj)

    def _write(self, end: IO[bytes], ends: selectors.BaseSelector) -> None:
        """Tell it some more; one that no longer listens is not told the rest."""
        if not self._to_write:
            self._to_write = memoryview(next(self._told, b""))
        try:
            self._to_write = self._to_write[os.write(end.fileno(), self._to_write[:_PIECE]) :]
            is_over = not self._to_write and not self._has_more()
        except BlockingIOError:
            return
        except BrokenPipeError:
            is_over = True
        if is_over:
            ends.unregister(end)
            _close(end)

    def _has_more(self) -> bool:
        self._to_write = memoryview(next(self._told, b""))
        return bool(self._to_write)

    def _heard(self, piece: bytes, *, is_answer: bool) -> Iterator[bytes]:
        """The lines that a piece of what it said ends."""
        if not is_answer:
            self._complaint = (self._complaint + piece)[-LAST_WORDS:]
            return
        *ended, rest = piece.split(b"\n")
        for line in ended:
            yield bytes(self._line + line)
            self._line.clear()
        self._line += rest
        if len(self._line) > LONGEST_LINE:
            raise UnreadableFileError(f"{self._command.name} wrote a line of more than {LONGEST_LINE:,} bytes.")

    def _too_slow(self) -> UnreadableFileError:
        said = f" It said: {self.complaint}" if self.complaint else ""
        seconds = f"{self._command.timeout:g} seconds"
        return UnreadableFileError(
            f"{self._command.name} was not ready after {seconds}; --timeout gives it more.{said}"
        )

    def _end_told(self, code: int) -> str:
        said = self.complaint or "it said nothing"
        if code > 0:
            return f"{self._command.name} ended with exit code {code}: {said}"
        return f"{self._command.name} was ended by {_signal_name(-code)}: {said}"


class _Running(NamedTuple):
    """A command that was started, with our ends of its pipes."""

    process: subprocess.Popen[bytes]
    told: IO[bytes]
    answers: IO[bytes]
    complaints: IO[bytes]


@contextmanager
def _started(command: Command) -> Iterator[_Running]:
    """It runs; where it still does at the end, it is killed with all that it started."""
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(command.words, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True)
    except (OSError, ValueError) as wrong:
        why = wrong.strerror if isinstance(wrong, OSError) else wrong
        raise UnreadableFileError(f"{command.words[0]} cannot be run: {why}.") from None
    ends = [cast("IO[bytes]", end) for end in (process.stdin, process.stdout, process.stderr)]
    os.set_blocking(ends[0].fileno(), False)
    try:
        yield _Running(process, *ends)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        for end in ends:
            _close(end)


def _close(end: IO[bytes]) -> None:
    with suppress(BrokenPipeError):
        end.close()


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
