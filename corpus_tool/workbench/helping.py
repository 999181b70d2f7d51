"""Another process that studies texts while this one writes them: a second core halves the time of a large import.

It is a program of its own, told texts and answering over pipes, so it starts nothing of whoever imports, hears no
Ctrl-C, and ends when this process does. Where it does not come up or goes away, nothing is lost but time.
"""

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from fcntl import F_SETPIPE_SZ, fcntl
from select import select

import msgspec

from corpus_tool.workbench.examining import Examination, Question, examine

LENGTH = 4
"""Bytes in front of a message that say how long it is."""

BLOCK = 1 << 16
"""Bytes read at a time."""

WIDTH = 1 << 20
"""Bytes in a pipe; 65,536 are less than one answer."""

WORTH_IT = 1 << 20
"""Bytes of sources from which a second process is started: it takes as long to come up as half of them to come in."""

_questions = msgspec.msgpack.Decoder(list[Question])
_answers = msgspec.msgpack.Decoder(list[Examination])


@contextmanager
def helped(size: int) -> "Iterator[Helper | None]":
    """A helper for an import of so many bytes; None where it is not worth a second process or has no core for it."""
    if size < WORTH_IT or os.name != "posix" or not sys.executable or (os.cpu_count() or 1) == 1:
        yield None
        return
    helper = Helper()
    try:
        yield helper
    finally:
        helper.close()


class Helper:
    """The process at the other end. It answers in the order it is asked."""

    def __init__(self) -> None:
        theirs, self._to = os.pipe()
        self._from, back = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", f"from {__name__} import serve; serve()"],
            stdin=theirs,
            stdout=back,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        os.close(theirs)
        os.close(back)
        for pipe in (self._to, self._from):
            os.set_blocking(pipe, False)
            _widen(pipe)
        self._unsent = bytearray()
        self._received = bytearray()
        self._messages: deque[bytes] = deque()
        self.outstanding = 0
        """Questions of which no answer came yet."""
        self.is_ready = False
        """Whether it has said that it is there: until then it costs less to do the work oneself."""
        self.is_gone = False

    def ask(self, questions: Sequence[Question]) -> None:
        """Send what fits into the pipe now, and the rest with the next `pump`."""
        self._unsent += _framed(msgspec.msgpack.encode(questions))
        self.outstanding += 1
        self.pump()

    def answer(self) -> list[Examination] | None:
        """The next answer, waiting for it; None where the process is gone."""
        while not self._messages and not self.is_gone:
            self.pump(None)
        return _answers.decode(self._messages.popleft()) if self._messages else None

    def pump(self, seconds: float | None = 0) -> None:
        """Send and receive what can be, waiting so long until something can; None: until then."""
        if self.is_gone:
            return
        readable, writable, _ = select([self._from], [self._to] if self._unsent else [], [], seconds)
        try:
            if writable:
                del self._unsent[: os.write(self._to, self._unsent)]
            if readable:
                self._take(os.read(self._from, BLOCK))
        except BrokenPipeError:
            self.is_gone = True

    def _take(self, block: bytes) -> None:
        """Cut what came into messages, of which the first only says that it is there."""
        self.is_gone = not block
        self._received += block
        while len(self._received) >= LENGTH:
            end = LENGTH + int.from_bytes(self._received[:LENGTH])
            if len(self._received) < end:
                return
            if self.is_ready:
                self._messages.append(bytes(self._received[LENGTH:end]))
                self.outstanding -= 1
            self.is_ready = True
            del self._received[:end]

    def close(self) -> None:
        """End the process; what it was still asked is of no use any more."""
        os.close(self._to)
        os.close(self._from)
        self._process.kill()
        self._process.wait()


def _widen(pipe: int) -> None:
    """Let a pipe hold some answers, where it can be asked to: nobody waits then for the other to take one."""
    if sys.platform == "linux":
        with suppress(PermissionError):  # all pipes of this user together are as wide as they may be
            fcntl(pipe, F_SETPIPE_SZ, WIDTH)


def _framed(message: bytes) -> bytes:
    return len(message).to_bytes(LENGTH) + message


def serve() -> None:
    """What the other process does: answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to everything in the foreground; we end by our pipe
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a tokenizer prints is no answer
    for letter in ("\u0627", "\u05d0"):
        examine(Question(letter, "", ""))  # reads in what the first text of a language needs
    _write_all(answers, _framed(b""))
    while length := sys.stdin.buffer.read(LENGTH):
        questions = _questions.decode(sys.stdin.buffer.read(int.from_bytes(length)))
        _write_all(answers, _framed(msgspec.msgpack.encode([examine(question) for question in questions])))


def _write_all(pipe: int, message: bytes) -> None:
    """All of it; a write to a pipe may take a part."""
    rest = memoryview(message)
    while rest:
        rest = rest[os.write(pipe, rest) :]
