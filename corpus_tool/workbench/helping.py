"""Another process that does a part of long work: a second core halves the time of a large import or export.

It is a program of its own, asked and answering over pipes, so it starts nothing of whoever imports or exports, hears no
Ctrl-C, and ends when this process does. Where it does not come up or goes away, nothing is lost but time.
"""

import gc
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fcntl import F_SETPIPE_SZ, fcntl
from importlib import import_module
from select import select
from typing import Any, Generic, TypeVar

import msgspec

LENGTH = 4
"""Bytes in front of a message that say how long it is."""

WIDTH = 1 << 20
"""Bytes in a pipe, and read at a time; 65,536 are less than one answer."""

YOUNG = 50_000
"""New objects after which the process looks for rings among them: what it makes has none, and goes with its answer."""

Q = TypeVar("Q")
A = TypeVar("A")


@dataclass(frozen=True)
class Task(Generic[Q, A]):
    """What another process can be asked to do: pure, and of values that MessagePack can carry."""

    place: str
    """Where both processes find it: `module:NAME`."""
    question: type[Q]
    answer: type[A]
    do: Callable[[Q], A]
    warm: Callable[[], object] = bool
    """Reads in what the first question needs; the process says that it is there behind it."""


@contextmanager
def helped(task: Task[Q, A], *, is_worth_it: bool) -> "Iterator[Helper[Q, A] | None]":
    """A helper; None where the work is not worth a second process or there is no core for it."""
    if not is_worth_it or os.name != "posix" or not sys.executable or (os.cpu_count() or 1) == 1:
        yield None
        return
    helper = Helper(task)
    try:
        yield helper
    finally:
        helper.close()


class Helper(Generic[Q, A]):
    """The process at the other end. It answers in the order it is asked."""

    def __init__(self, task: Task[Q, A]) -> None:
        self._answers = msgspec.msgpack.Decoder(task.answer)
        theirs, self._to = os.pipe()
        self._from, back = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", f"from {__name__} import serve; serve({task.place!r})"],
            stdin=theirs,
            stdout=back,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "POLARS_MAX_THREADS": "1"},
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

    @property
    def has_answered(self) -> bool:
        """Whether `answer` need not wait."""
        return bool(self._messages)

    def ask(self, question: Q) -> None:
        """Send what fits into the pipe now, and the rest with the next `pump`."""
        self._unsent += _framed(msgspec.msgpack.encode(question))
        self.outstanding += 1
        self.pump()

    def answer(self) -> A | None:
        """The next answer, waiting for it; None where the process is gone."""
        while not self._messages and not self.is_gone:
            self.pump(None)
        return self._answers.decode(self._messages.popleft()) if self._messages else None

    def pump(self, seconds: float | None = 0) -> None:
        """Send and receive what can be, waiting so long until something can; None: until then."""
        if self.is_gone:
            return
        readable, writable, _ = select([self._from], [self._to] if self._unsent else [], [], seconds)
        try:
            if writable:
                del self._unsent[: os.write(self._to, self._unsent)]
            if readable:
                self._take(os.read(self._from, WIDTH))
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
                with memoryview(self._received) as received:  # a slice of the array would be one more copy
                    self._messages.append(bytes(received[LENGTH:end]))
                self.outstanding -= 1
            self.is_ready = True
            del self._received[:end]

    def close(self) -> None:
        """End the process; what it was still asked is of no use any more."""
        self._hang_up()
        self._process.kill()
        self._process.wait()

    def let_finish(self) -> None:
        """Leave the process alone: it does what it was asked, and ends by itself, also after this one."""
        self._hang_up()
        self._process.returncode = 0  # nobody waits for it

    def _hang_up(self) -> None:
        os.close(self._to)
        os.close(self._from)


def _widen(pipe: int) -> None:
    """Let a pipe hold some answers, where it can be asked to: nobody waits then for the other to take one."""
    if sys.platform == "linux":
        with suppress(PermissionError):  # all pipes of this user together are as wide as they may be
            fcntl(pipe, F_SETPIPE_SZ, WIDTH)


def _framed(message: bytes) -> bytes:
    return len(message).to_bytes(LENGTH) + message


def serve(place: str) -> None:
    """What the other process does: answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to everything in the foreground; we end by our pipe
    answers = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a tokenizer prints is no answer
    module, _, name = place.partition(":")
    task = getattr(import_module(module), name)
    task.warm()
    gc.set_threshold(YOUNG)
    with suppress(BrokenPipeError):  # nobody waits for answers any more
        _answer_all(task, answers)


def _answer_all(task: Task[Any, Any], answers: int) -> None:
    questions = msgspec.msgpack.Decoder(task.question)
    _write_all(answers, _framed(b""))
    while length := sys.stdin.buffer.read(LENGTH):
        question = questions.decode(sys.stdin.buffer.read(int.from_bytes(length)))
        answer = msgspec.msgpack.encode(task.do(question))
        _write_all(answers, len(answer).to_bytes(LENGTH))
        _write_all(answers, answer)


def _write_all(pipe: int, message: bytes) -> None:
    """All of it; a write to a pipe may take a part."""
    rest = memoryview(message)
    while rest:
        rest = rest[os.write(pipe, rest) :]
