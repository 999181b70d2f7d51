"""The boards of what was learned: what to look at again, and what is next."""

import pytest
from corpus_tool_testing.builders import counting_surroundings, layer

from corpus_tool.model.annotations import Span
from corpus_tool.model.changes import Status
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.workbench.desk import Desk

CITIES = ("حلب", "دمشق", "حمص", "درعا", "إدلب", "الرقة", "حماة")
TEXTS = tuple(f"قصف داعش مواقع في {city} أمس.\nوسقط قتلى في {city} ثم عاد الهدوء." for city in CITIES)


def done(store, id, label="GPE"):
    text, city = TEXTS[id - 1], CITIES[id - 1]
    places = [text.index(city), text.rindex(city)]
    first = Span(id="s1", label=label, fragments=((places[0], places[0] + len(city)),))
    second = Span(id="s2", label="GPE", fragments=((places[1], places[1] + len(city)),))
    wanted = layer([first, second], "rina", status=Status.DONE)
    Desk(store, id, wanted.name, counting_surroundings()).become("Bring", wanted)


async def press(session, *keys):
    for key in keys:
        await session.pilot.press(key)
        await session.app.workers.wait_for_complete()
        await session.pilot.pause()
        await session.app.workers.wait_for_complete()
        await session.pilot.pause()


def line(session, id):
    return session.line(id, session.app.screen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_contradicts_the_rest_is_opened_or_found_right(open_session, size):
    async with open_session(*TEXTS, no_document=True, size=size) as session:
        for id in range(1, 7):
            done(session.store, id, "PER" if id == 4 else "GPE")
        await press(session, "d")
        heading = line(session, "heading")
        assert "to look at again" in heading
        count = len(session.app.screen.spots)
        assert session.app.screen.spots[0].note.endswith("PER>GPE")
        await press(session, "r")
        assert len(session.app.screen.spots) == count - 1
        assert len(session.store.models.found_right()) == 1
        await press(session, "escape")


async def test_documents_come_with_what_they_would_bring(open_session):
    async with open_session(*TEXTS, no_document=True, size=(120, 40)) as session:
        for id in range(1, 7):
            done(session.store, id)
        await press(session, "n")
        assert "1 document not done" in line(session, "heading")
        assert [one.document_id for one in session.store.models.gains("rina")] == [7]
        await press(session, "enter")
        assert isinstance(session.app.screen, Annotate)
        await press(session, "ctrl+l")
