"""Rings of objects that nobody holds are let go of in pauses, and never under somebody's hands."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from corpus_tool.tui.tidying import LONG_SECONDS, SHORT_SECONDS, Tidying


class Ring:
    """Holds itself."""

    def __init__(self) -> None:
        self.itself = self


class Clock:
    """Stands still until it is told otherwise."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    was_on, thresholds = gc.isenabled(), gc.get_threshold()
    gc.disable()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    (gc.enable if was_on else gc.disable)()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tidying(clock: Clock) -> Tidying:
    return Tidying(clock)


def dropped() -> "weakref.ref[Ring]":
    return weakref.ref(Ring())


def test_nothing_is_looked_for_while_somebody_types(tidying: Tidying, clock: Clock):
    ring = dropped()
    for _ in range(100):
        tidying.stirred()
        clock.now += SHORT_SECONDS / 2
        tidying.look()
    assert ring() is not None


def test_a_short_pause_is_enough_for_what_is_new(tidying: Tidying, clock: Clock):
    ring = dropped()
    tidying.stirred()
    clock.now += SHORT_SECONDS
    tidying.look()
    assert ring() is None


def test_what_was_set_aside_in_a_short_pause_is_let_go_of_in_a_long_one(tidying: Tidying, clock: Clock):
    held = Ring()
    ring = weakref.ref(held)
    clock.now += SHORT_SECONDS
    tidying.look()
    del held
    tidying.stirred()
    clock.now += SHORT_SECONDS
    tidying.look()
    assert ring() is not None
    clock.now += LONG_SECONDS
    tidying.look()
    assert ring() is None


def test_a_pause_is_used_once(tidying: Tidying, clock: Clock):
    clock.now += LONG_SECONDS
    tidying.look()
    ring = dropped()
    tidying.look()
    assert ring() is not None


def test_what_was_there_at_the_start_is_set_aside(tidying: Tidying):
    tidying.begin()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
