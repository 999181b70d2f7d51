"""Working time in the annotator: measured by keys, written beside the work, seen by whom it is about."""

from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from corpus_tool.store.store import Store
from corpus_tool.tui.heading_notes import clock, saved_at
from corpus_tool.workbench.corpus_settings import choose
from corpus_tool.workbench.surroundings import Surroundings


@dataclass
class Watch:
    """A clock that a test turns."""

    at: float = 0.0
    surroundings: Surroundings = field(init=False)

    def __post_init__(self):
        self.surroundings = Surroundings(seconds=lambda: self.at)


@pytest.fixture
def open_watched(open_session):
    @asynccontextmanager
    async def opened(size=(80, 24)):
        watch = Watch()
        async with open_session(size=size, surroundings=watch.surroundings) as session:
            yield session, watch

    return opened


def kept(store: Store) -> float:
    with Store.open(store.path) as other:
        return other.working_time.seconds(1, "rina")


async def test_time_between_keys_is_written_on_leaving_the_document(open_watched):
    async with open_watched() as (session, watch):
        for pause in (5, 600, 3):
            watch.at += pause
            await session.press("left")
        assert kept(session.store) == 0
        await session.press("escape")
        assert kept(session.store) == 5 + 60 + 3


async def test_time_is_written_when_the_window_is_closed(open_watched):
    async with open_watched() as (session, watch):
        watch.at += 12
        await session.press("left")
        session.app.exit(return_code=129)
        await session.pilot.pause()
    assert kept(session.store) == 12


async def test_what_is_typed_in_a_line_and_what_is_clicked_counts_too(open_watched):
    async with open_watched() as (session, watch):
        await session.press("/")
        watch.at += 4
        await session.press("x")
        watch.at += 4
        await session.paste("y")
        watch.at += 4
        await session.pilot.click(session.screen.pane)
        assert session.screen.clock.timing.seconds == 12


async def test_a_key_of_her_own_shows_the_clock_and_it_stays_in_the_next_document(open_watched):
    async with open_watched() as (session, watch):
        assert "at work" not in session.line("heading")
        for _ in range(4):
            watch.at += 40
            await session.press("left")
        await session.press("ctrl+d")
        assert "at work 0:02" in session.line("heading")
        assert "At work here for 0:02" in session.line("status")
        await session.press("escape", "enter")
        assert "at work 0:02" in session.line("heading")
        await session.press("ctrl+d")
        assert "at work" not in session.line("heading")


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
async def test_the_heading_says_that_every_act_is_saved(open_watched, size):
    async with open_watched(size) as (session, _):
        assert "saved" not in session.line("heading")
        session.select("حلب")
        await session.press("g")
        if size[0] > 60:
            at = session.work.desk.saved_at
            assert f"saved {clock(at, at)}" in session.line("heading")
        assert len(session.line("heading")) <= size[0]


async def test_nothing_is_written_where_the_corpus_does_not_want_it(open_watched):
    async with open_watched() as (session, watch):
        choose(session.store, "time", "off", "lea")
        await session.press("escape", "enter")
        watch.at += 5
        await session.press("left", "escape")
        assert kept(session.store) == 0


def test_what_was_saved_on_another_day_tells_the_day():
    assert saved_at("", "2026-02-01T12:00:00+00:00") == ""
    assert saved_at("2026-01-20T12:00:00.5+00:00", "2026-02-01T12:00:00+00:00") == "saved 2026-01-20"
