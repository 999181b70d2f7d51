"""What is learned while a document is open is suggested there, as soon as whoever works in it rests."""

import pytest

from corpus_tool.model import edits
from corpus_tool.model.annotations import Event, Span
from corpus_tool.model.changes import Status
from corpus_tool.tui.screens import lessons
from corpus_tool.workbench.desk import Desk

CITIES = ("حلب", "دمشق", "حمص", "درعا", "إدلب", "الرقة")


def text_about(city):
    return f"قصف داعش مواقع في {city} أمس.\nوسقط قتلى في {city} ثم عاد الهدوء."


def done(session, id):
    """Somebody has marked the city of another document."""
    desk = Desk(session.store, id, session.work.desk.layer.name)
    text, city = desk.document.text, CITIES[id - 1]
    for number, start in enumerate((text.index(city), text.rindex(city))):
        place = ((start, start + len(city)),)
        desk.do("Mark", edits.add(desk.layer, Span(id=f"s{number}", label="GPE", fragments=place)))
    desk.do("Mark", edits.add(desk.layer, Event(id="e1", type="Conflict.Shelling", fragments=((0, 3),))))
    desk.do("Done", edits.set_status(desk.layer, Status.DONE))


@pytest.fixture
def open_beside_a_lesson(open_session, monkeypatch):
    """The first of six documents is open; nobody looks by the clock."""
    monkeypatch.setattr(lessons, "SECONDS", 10**6)

    def opened():
        return open_session(*map(text_about, CITIES))

    return opened


def learned(session):
    """The others are done, what learns from them has learned, and that was seen once."""
    for id in range(2, 7):
        done(session, id)
    session.screen.look_for_suggestions()
    assert session.screen.where.awaits_lesson
    session.screen.where._apprentice.wait()
    session.screen.lessons.look()


def suggested(session):
    return {one.source for one in session.work.offers.listed()}


async def test_what_was_learned_comes_when_she_has_rested(open_beside_a_lesson):
    async with open_beside_a_lesson() as session:
        learned(session)
        assert "learned" not in suggested(session)
        session.screen.lessons.look()
        assert "learned" in suggested(session)
        assert session.stored() == []
        await session.pilot.pause()
        assert "Learned from your work meanwhile" in session.line("status")


async def test_nothing_comes_under_her_fingers(open_beside_a_lesson):
    async with open_beside_a_lesson() as session:
        learned(session)
        await session.press("right")
        session.screen.lessons.look()
        assert "learned" not in suggested(session)
        await session.press("E")
        session.screen.lessons.look()
        session.screen.lessons.look()
        assert "learned" not in suggested(session)
        await session.press("escape")
        session.screen.lessons.look()
        session.screen.lessons.look()
        assert "learned" in suggested(session)
