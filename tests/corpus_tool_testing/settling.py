"""An app under test has settled when nothing is left to be done: found out by looking, not by sleeping.

Textual's own wait sleeps for a fiftieth of a second, and again until the processor rests, four times a key. That was
half the time of the tests that press keys, and told less: a machine that is busy never rests.
"""

from asyncio import get_running_loop, sleep

from textual import _wait
from textual._context import active_app

SOON = _wait.SLEEP_GRANULARITY
"""A timer that is due sooner is waited for, as it is by Textual's own wait."""
CLEAN = 2
"""Rounds of the loop in which nothing was left: one lets what came from outside in."""
TIMERS = 2
"""So often a timer is waited for: one may begin itself anew for ever."""


async def settled(min_sleep: float = 0.0, max_sleep: float = 1.0) -> None:
    """Wait until the loop has nothing to do and no timer is due; Textual's own way where threads are at work."""
    clean = timers = 0
    while clean < CLEAN:
        if _threads_work():
            await _wait.wait_for_idle(min_sleep, max_sleep)
            return
        await sleep(0)
        loop = get_running_loop()
        due = min((one.when() for one in loop._scheduled if not one.cancelled()), default=float("inf"))
        if loop._ready:
            clean = 0
        elif due - loop.time() < SOON and timers < TIMERS:
            clean, timers = 0, timers + 1
            await sleep(max(0.0, due - loop.time()))
        else:
            clean += 1


def _threads_work() -> bool:
    app = active_app.get(None)
    return app is None or any(worker.is_running for worker in app.workers)
