"""What ends, stops and continues the annotator from outside, and what becomes of the terminal then."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from corpus_tool.tui.terminal import sending

KILLED = 128
"""A process that a signal ends has this exit code plus the signal's number."""


def hear(end: Callable[[int], object], give_back: Callable[[], None], start: str, last: Callable[[], object]) -> None:
    """Hear signals from now on; called in the running loop, when Textual's driver has its own handlers in place.

    end        is told the exit code
    give_back  sends what undoes the start
    start      is sent before Textual opens the screen anew
    last       is called where the process ends at once, since its terminal is gone
    """
    if sys.platform == "win32":
        return
    loop = asyncio.get_running_loop()
    stop, go_on = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)

    def on_end(number: int, _frame: FrameType | None) -> None:
        if not sending.is_there():
            # Textual would wait for ever for its writer thread, which no longer has a terminal to write to. Every act
            # is on disk already.
            try:
                last()
            finally:
                os._exit(KILLED + number)
        loop.call_soon_threadsafe(end, KILLED + number)

    def on_stop(number: int, frame: FrameType | None) -> None:
        give_back()
        if callable(stop):
            stop(number, frame)

    def on_continue(number: int, frame: FrameType | None) -> None:
        if not sending.is_there():  # the system continues what it hangs up
            return
        if sending.is_ours():
            sending.send(start)
        if callable(go_on):
            go_on(number, frame)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, on_end)
    signal.signal(signal.SIGTSTP, on_stop)
    signal.signal(signal.SIGCONT, on_continue)
    if not sending.is_there():
        # The window was closed before we listened, and whoever started us had its signal ignored (nohup).
        os._exit(KILLED + signal.SIGHUP)
