"""The tour: five things, each waited for, left and taken up again."""

from corpus_tool_testing.builders import ARABIC

from corpus_tool.tui.screens.tour_lines import TourLines
from corpus_tool.tui.tour import STEPS


def told(session) -> str:
    lines = session.screen.query_one(TourLines)
    shown = "\n".join(lines.render_line(y).text.strip() for y in range(lines.size.height))
    return shown if lines.display else ""


async def test_each_step_waits_for_the_thing_to_be_done_and_tells_the_next(open_session):
    async with open_session(ARABIC, size=(100, 30)) as session:
        assert told(session) == ""
        await session.press("f12")
        assert "Tour 1 of 5: Mark a name" in told(session)
        await session.press("left")
        assert "Tour 1 of 5" in told(session)
        await session.press("o")
        assert "Tour 2 of 5: Trim" in told(session) and "press [" in told(session)
        session.select("\u0644\u062f\u0627\u0639\u0634")
        await session.press("[")
        assert "Tour 3 of 5: Make an event" in told(session)
        session.select("\u0642\u0635\u0641")
        await session.press("E", "a", "escape")
        assert "Tour 4 of 5" in told(session)
        await session.press("U")
        assert "Tour 5 of 5" in told(session)
        await session.press("S")
        assert "That was the tour" in told(session)
        assert session.store.marks.tour_step("rina") == len(STEPS)
        await session.press("f12")
        assert told(session) == ""


async def test_the_tour_is_left_and_taken_up_where_it_was(open_session):
    async with open_session(ARABIC, ARABIC + " 2") as session:
        await session.press("f12", "o", "f12")
        assert told(session) == ""
        await session.press("N", "f12")
        assert "Tour 2 of 5" in told(session)
        await session.press("P")
        assert "Tour 2 of 5" in told(session)


async def test_the_tour_names_the_keys_of_the_keymap_in_force(open_session):
    async with open_session(ARABIC) as session:
        session.store.marks.set_tour_step("rina", 3)
        session.use_keymap("vim")
        await session.press("f12")
        assert "back: u." in told(session)
