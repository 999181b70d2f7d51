"""Keys that are typed faster than screens come and go."""

from corpus_tool_testing.builders import ARABIC, HEBREW
from textual import events

from corpus_tool.tui.screens.library import Library
from corpus_tool.tui.screens.palette import Palette


async def typed(session, *keys: str) -> None:
    """Press them all before the first has done anything."""
    target = session.app.screen.focused or session.app.screen
    for key in keys:
        target.post_message(events.Key(key, key if len(key) == 1 else None))
    for _ in range(4):
        await session.pilot.pause()


async def test_two_documents_on_at_once(open_session):
    async with open_session(ARABIC, HEBREW, ARABIC + "1", ARABIC + "2") as session:
        await typed(session, "N", "N")
        assert session.work.desk.document.key == "doc-3"
        await typed(session, "P", "P")
        assert session.work.desk.document.key == "doc-1"


async def test_more_documents_back_than_there_are_lead_to_the_list_and_no_further(open_session):
    async with open_session(ARABIC, HEBREW) as session:
        await typed(session, "P", "P", "P")
        assert isinstance(session.app.screen, Library)


async def test_what_is_typed_behind_the_key_of_the_palette_is_looked_for_and_marks_nothing(open_session):
    async with open_session() as session:
        await typed(session, "f5", "g", "o")
        assert isinstance(session.app.screen, Palette)
        assert session.app.screen.typed == "go"
        await typed(session, "escape", "escape")
        assert session.screen.is_active
        assert session.stored() == []


async def test_a_document_that_is_opened_twice_is_open_once(open_session):
    async with open_session(no_document=True) as session:
        await typed(session, "enter", "enter")
        await session.press("ctrl+home")
        assert len(session.app.screen_stack) == 3
