"""Whoever learns ends with whoever began it, also when that was killed and could not say so."""

import os
import signal
import subprocess
import sys
from select import select

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes that end with another")
AT_LAST = 60
"""Seconds after which a test fails; nothing waits for them to pass."""
BUSY = "from corpus_tool.learning.leash import end_with; end_with(0); print('here', flush=True)\nwhile True: pass"
BESIDE = """
import os, signal, sys
from corpus_tool.learning import beside

class Lessons:
    def __init__(self, *_, with_events=True, **__):
        self.name = b"e" if with_events else b"n"
    def fitted(self, _):
        os.write(int(sys.argv[1]), self.name)
        return MUCH if self.name == b"e" and MUCH else signal.pause()

MUCH = bytes(int(sys.argv[2]))
beside.Lessons = Lessons
beside.all_fitted([], None, [0], beside=True)
"""
"""Who learns names waits for ever; who learns events too, or has something to hand over. Each says that it is there."""
MORE_THAN_FITS = 10_000_000


def begun(program, *words, **how):
    return subprocess.Popen(
        [sys.executable, "-c", program, *words], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, **how
    )


def test_a_busy_process_ends_when_its_pipe_is_closed():
    with begun(BUSY, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"here\n"
        process.stdin.close()
        assert process.wait(AT_LAST) == -signal.SIGIO


def test_one_whose_pipe_was_closed_before_it_came_up_does_not_begin():
    theirs, ours = os.pipe()
    os.close(ours)
    with begun(BUSY, stdin=theirs, stdout=subprocess.PIPE) as process:
        os.close(theirs)
        process.wait(AT_LAST)
        assert process.stdout.read() == b""


@pytest.mark.parametrize(
    "size", [0, MORE_THAN_FITS], ids=["that still learns", "that has more to say than a pipe holds"]
)
def test_the_half_that_learns_events_ends_with_the_one_that_is_killed(size):
    heard, told = os.pipe()
    process = begun(BESIDE, str(told), str(size), pass_fds=[told])
    os.close(told)  # from now on, whoever holds it is one of the two
    assert {os.read(heard, 1), os.read(heard, 1)} == {b"n", b"e"}
    process.kill()
    process.wait(AT_LAST)
    assert select([heard], [], [], AT_LAST)[0]
    assert os.read(heard, 1) == b""
    os.close(heard)
