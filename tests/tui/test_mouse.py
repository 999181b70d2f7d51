"""The mouse: what it points at in lines that run both ways, in every mode, and what it selects."""

import pytest
from corpus_tool_testing.builders import ARABIC
from textual.events import Key, MouseDown, MouseMove, MouseUp

from corpus_tool.text.clusters import around
from corpus_tool.text.layout import lay_out
from corpus_tool.tui.widgets.line_input import LineInput

MIXED = "قال NATO إن F-16 قصفت 3.5 كم شرق דמשק أمس. ثم عاد (UN) إلى حلب."
MODES = ["visual", "visual+lrm", "words", "logical"]


def cell(session, offset: int) -> tuple[int, int]:
    """Where a letter is seen: in every mode where a terminal without bidi of its own would be sent it."""
    pane = session.screen.pane
    layout = lay_out(session.work.desk.document.text, pane.size.width - 2, "rtl")
    place = layout.place(offset)
    return place.column, pane.page.lines_of(place.row).start - pane.scroll_offset.y


async def drag(session, start: int, end: int, **keys: bool) -> None:
    pane = session.screen.pane
    await session.pilot.mouse_down(pane, offset=cell(session, start), **keys)
    await session.pilot._post_mouse_events([MouseMove], pane, offset=cell(session, end), button=1, **keys)
    await session.pilot.mouse_up(pane, offset=cell(session, end))
    await session.pilot.pause()


@pytest.mark.parametrize("mode", MODES)
async def test_every_letter_is_hit_where_it_is_seen(open_session, mode):
    async with open_session(MIXED, mode=mode, size=(40, 16)) as session:
        for offset in range(0, len(MIXED), 3):
            await session.pilot.mouse_down(session.screen.pane, offset=cell(session, offset), control=True)
            await session.pilot.mouse_up(session.screen.pane, offset=cell(session, offset))
            assert session.work.spot.selection.range == tuple(around(MIXED, offset))


async def test_what_is_hit_is_what_the_screen_shows_there(open_session):
    async with open_session(MIXED) as session:
        column = session.rows()[0].index("NATO")
        await session.pilot.click(session.screen.pane, offset=(column + 2, 0))
        assert session.selected == "NATO"


@pytest.mark.parametrize("mode", MODES)
async def test_a_drag_over_both_directions_selects_what_lies_between_in_the_text(open_session, mode):
    async with open_session(MIXED, mode=mode, size=(40, 16)) as session:
        start, end = MIXED.index("F-16"), MIXED.index("דמשק")
        for one, other in ((start, end), (end, start)):
            await drag(session, one + 1, other + 1)
            assert session.selected == "F-16 قصفت 3.5 كم شرق דמשק"
        assert session.stored() == []


async def test_a_drag_that_turns_back_keeps_the_word_it_began_at(open_session):
    async with open_session() as session:
        pane = session.screen.pane
        middle, after, before = (ARABIC.index(word) for word in ("السوري", "مواقع", "الجيش"))
        await session.pilot.mouse_down(pane, offset=cell(session, middle))
        for offset in (after, before):
            await session.pilot._post_mouse_events([MouseMove], pane, offset=cell(session, offset), button=1)
        await session.pilot.mouse_up(pane, offset=cell(session, before))
        assert session.selected == "الجيش السوري"


async def test_ctrl_drags_by_letters(open_session):
    async with open_session() as session:
        start = ARABIC.index("داعش")
        await drag(session, start, start + 3, control=True)
        assert session.selected == "داعش"


async def test_shift_and_a_click_extend_to_there(open_session):
    async with open_session() as session:
        pane = session.screen.pane
        await session.pilot.click(pane, offset=cell(session, ARABIC.index("الجيش")))
        await session.pilot.click(pane, offset=cell(session, ARABIC.index("مواقع")), shift=True)
        assert session.selected == "الجيش السوري مواقع"
        await session.pilot.click(pane, offset=cell(session, 0), shift=True)
        assert session.selected == "قصف الجيش"


async def test_two_clicks_select_the_word_and_three_the_sentence(open_session):
    async with open_session(MIXED) as session:
        place = cell(session, MIXED.index("حلب"))
        await session.pilot.click(session.screen.pane, offset=place, times=2)
        assert session.selected == "حلب"
        await session.pilot.click(session.screen.pane, offset=place, times=3)
        assert session.selected == "ثم عاد (UN) إلى حلب."


@pytest.mark.parametrize("mode", MODES)
async def test_a_click_on_a_bracket_selects_its_annotation(open_session, mode):
    async with open_session(mode=mode) as session:
        session.select("الجيش السوري")
        await session.press("o", "ctrl+home")
        pane = session.screen.pane
        line, column = next((y, row.index("ORG")) for y, row in enumerate(session.rows()) if "ORG" in row)
        await session.pilot.click(pane, offset=(column, line))
        assert session.selected == "الجيش السوري"
        assert len(session.stored()) == 1


class Pulling:
    """A timer that nobody waits for."""

    def __init__(self, pulls: list) -> None:
        self.stop = pulls.clear


async def test_a_drag_below_the_pane_scrolls_on(open_session, monkeypatch):
    async with open_session("\n".join(["كلمة في سطر"] * 60)) as session:
        pane, pulls = session.screen.pane, []
        monkeypatch.setattr(pane, "set_interval", lambda _seconds, pull: pulls.append(pull) or Pulling(pulls))
        await session.pilot.mouse_down(pane, offset=(70, 0))
        move = MouseMove(pane, 70, pane.size.height + 1, 0, 0, 1, False, False, False)
        pane.on_mouse_move(move)
        for _ in range(5):
            pulls[0]()
            await session.pilot.pause()
        assert pane.scroll_offset.y >= 3
        await session.pilot.mouse_up(pane, offset=(70, 5))
        assert not pulls


async def test_a_click_in_the_text_does_not_take_the_keys_from_a_line_being_typed(open_session):
    async with open_session() as session:
        await session.press("/", "a")
        await session.pilot.click(session.screen.pane, offset=cell(session, 0))
        await session.press("b")
        assert session.screen.query_one(LineInput).value == "ab"


async def test_the_caret_of_a_line_goes_where_it_is_clicked(open_session):
    async with open_session() as session:
        await session.press("/")
        await session.paste("حلب NATO")
        line = session.screen.query_one(LineInput)
        column = session.field.index("NATO")
        await session.pilot.click(line, offset=(column + 1, 0))
        await session.press("x")
        assert line.value == "حلب NxATO"


@pytest.mark.parametrize("text", ["", "\n\n\nكن\n\n"])
async def test_empty_documents_and_empty_lines_are_clicked_without_harm(open_session, text):
    async with open_session(text) as session:
        for times in (1, 3):
            await session.pilot.click(session.screen.pane, offset=(5, 1), times=times)
            await session.pilot.click(session.screen.pane, offset=(5, 10), times=times)
        assert session.app.is_running


async def test_a_key_right_behind_a_click_is_for_what_was_clicked(open_session):
    """Even where both come in one breath, as over a slow line."""
    async with open_session() as session:
        pane, (x, y) = session.screen.pane, cell(session, ARABIC.index("حلب"))
        told = {"delta_x": 0, "delta_y": 0, "button": 1, "shift": False, "meta": False, "ctrl": False}
        for kind in (MouseDown, MouseUp):
            pane.post_message(kind(pane, x, y, **told))
        pane.post_message(Key("g", "g"))
        await session.pilot.pause()
        assert [ARABIC[slice(*one.fragments[0])] for one in session.stored()] == ["حلب"]
