"""The conversation with a terminal: on a line with a clock of its own, and on a real pseudo terminal."""

import os
import threading
from contextlib import contextmanager

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from corpus_tool.tui.terminal import asking
from corpus_tool.tui.terminal.answers import Findings, Heard, parse
from corpus_tool.tui.terminal.asking import DEADLINE, PATIENCE, ask, ask_on, converse

from .test_terminal_answers import VTE, XTERM

termios, pty, tty = (pytest.importorskip(name) for name in ("termios", "pty", "tty"))

FIRST, SECOND = XTERM[:23], XTERM[23:]


class Slow:
    """A line whose terminal answers each round after `delay` seconds of a clock that only waiting moves."""

    def __init__(self, *rounds: bytes, delay: float = 0.0) -> None:
        self.clock = 100.0
        self.sent: list[bytes] = []
        self._rounds = list(rounds)
        self._delay = delay
        self._waiting: list[tuple[float, bytes]] = []

    def send(self, data: bytes) -> None:
        self.sent.append(data)
        if self._rounds:
            self._waiting.append((self.clock + self._delay, self._rounds.pop(0)))

    def receive(self, seconds: float) -> bytes:
        if self._waiting and self._waiting[0][0] <= self.clock + seconds:
            self.clock, piece = self._waiting.pop(0)
            return piece
        self.clock += seconds
        return b""

    def now(self) -> float:
        return self.clock


def test_a_terminal_that_never_answers_costs_the_deadline_and_is_asked_once():
    line = Slow()
    assert converse(line) == Heard()
    assert line.clock - 100 == pytest.approx(DEADLINE)
    assert len(line.sent) == 1


def test_one_that_answers_costs_two_round_trips():
    line = Slow(FIRST, SECOND, delay=0.06)
    assert converse(line).findings == parse(XTERM).findings
    assert line.clock - 100 == pytest.approx(0.12)


def test_a_slow_one_is_given_the_time_it_needs_so_that_no_answer_comes_later_as_keys():
    line = Slow(FIRST, SECOND, delay=0.14)
    assert converse(line).findings == parse(XTERM).findings
    assert line.clock - 100 == pytest.approx(0.28)


def test_one_that_falls_silent_is_waited_for_no_longer_than_promised():
    line = Slow(FIRST, delay=0.1)
    assert converse(line).findings.guard_cells == 1
    assert line.clock - 100 == pytest.approx(0.1 + PATIENCE * 0.1)


def test_who_it_is_is_asked_only_of_a_terminal_that_answers():
    line = Slow(b"typed ahead")
    assert converse(line).typed == b"typed ahead"
    assert all(b"\x1b[c" not in sent and b"q" not in sent for sent in line.sent)


def test_a_terminal_that_prints_questions_for_modes_is_not_asked_any():
    line = Slow(FIRST, SECOND)
    converse(line, modes=False)
    assert b"$p" not in b"".join(line.sent)


@pytest.mark.parametrize("answers", [FIRST, VTE[:23], b"\x1b[24;3R\x1b[24;2R"])
def test_an_answer_of_the_first_round_is_no_key_however_late_it_comes(answers):
    late = list(XTermParser().feed(answers.decode()))
    assert not [event for event in late if isinstance(event, events.Key)]


def test_nothing_of_the_measuring_stays_on_the_screen():
    assert asking.MEASURE.endswith(b"\r\x1b[K")


@contextmanager
def terminal_that(answers: dict[bytes, bytes], typed: bytes = b""):
    """A pseudo terminal whose other side answers; gives the side that programs see."""
    master, slave = pty.openpty()
    os.write(master, typed)

    def play() -> None:
        asked = b""
        waiting = dict(answers)
        while waiting:
            try:
                asked += os.read(master, 4096)
            except OSError:
                return
            for question in [question for question in waiting if question in asked]:
                os.write(master, waiting.pop(question))

    thread = threading.Thread(target=play, daemon=True)
    thread.start()
    try:
        yield slave
    finally:
        os.close(slave)
        os.close(master)


FAKE_VTE = {asking.MEASURE: VTE[:23], asking.SENTINEL: VTE[23:]}


def test_a_real_line_is_asked_and_left_as_it_was():
    with terminal_that(FAKE_VTE) as slave:
        before = termios.tcgetattr(slave)
        assert ask_on(slave, slave).findings == parse(VTE).findings
        assert termios.tcgetattr(slave) == before


def test_keys_typed_before_the_question_come_back():
    with terminal_that(FAKE_VTE, typed=b"jk\x1b[A\n") as slave:
        heard = ask_on(slave, slave)
        assert (heard.typed, heard.findings) == (b"jk\x1b[A\n", parse(VTE).findings)


def test_a_real_line_that_never_answers_is_left_as_it_was(monkeypatch):
    monkeypatch.setattr(asking, "DEADLINE", 0.01)
    with terminal_that({}) as slave:
        tty.setcbreak(slave)
        before = termios.tcgetattr(slave)
        assert ask_on(slave, slave) == Heard()
        assert termios.tcgetattr(slave) == before


def test_a_terminal_that_has_gone_is_one_that_does_not_answer():
    master, slave = pty.openpty()
    os.close(master)
    assert ask_on(slave, slave) == Heard()
    os.close(slave)
    assert ask_on(slave, slave) == Heard()


def test_where_there_is_no_terminal_nobody_is_asked(capsys):
    assert ask({"TERM": "xterm"}) == Heard()
    assert capsys.readouterr().out == ""
    assert Heard().findings == Findings()
