"""What is on the screen is not painted again, and a screen that is opened is painted when it is whole."""

import pytest
from corpus_tool_testing.builders import ARABIC
from textual._compositor import Compositor
from textual.screen import Screen
from textual.strip import Strip

from corpus_tool.tui.page import Page
from corpus_tool.tui.widgets.kept_rows import KEPT, KeptRows
from corpus_tool.tui.widgets.list_columns import KEY_LEAST, KEY_MOST, key_width


def test_a_row_is_painted_again_only_where_it_shows_something_else():
    rows, painted = KeptRows(), []

    def paint() -> Strip:
        painted.append(1)
        return Strip([], len(painted))

    first = rows.strip("a row", ("text", None), paint)
    assert rows.strip("a row", ("text", None), paint) is first
    assert rows.strip("a row", ("text", "selected"), paint) is not first
    assert len(painted) == 2


def test_no_more_rows_are_kept_than_some_screens_hold():
    rows = KeptRows()
    for number in range(3 * KEPT):
        rows.strip(number, None, lambda: Strip.blank(1))
        assert len(rows._kept) <= KEPT


@pytest.mark.parametrize("key", ["f5", "E", "slash", "question_mark"])
async def test_nothing_is_held_back_once_a_screen_is_there_or_left(open_session, key):
    async with open_session(size=(120, 40)) as session:
        assert not session.app._batch_count
        await session.pilot.press(key)
        await session.pilot.pause()
        assert not session.app._batch_count
        await session.pilot.press("escape")
        await session.pilot.pause()
        assert not session.app._batch_count


def painted_whole(session, monkeypatch) -> list[Screen[object]]:
    """The screens that are painted whole from now on."""
    painted: list[Screen[object]] = []
    whole = Compositor.render_full_update
    monkeypatch.setattr(
        Compositor,
        "render_full_update",
        lambda self, simplify=False: painted.append(session.app.screen) or whole(self, simplify),
    )
    return painted


@pytest.mark.parametrize("key", ["f5", "question_mark"])
async def test_a_list_over_the_text_is_painted_once_and_the_text_once_when_it_closes(open_session, key, monkeypatch):
    async with open_session(size=(120, 40)) as session:
        painted = painted_whole(session, monkeypatch)
        text = session.app.screen
        await session.pilot.press(key)
        await session.pilot.pause()
        await session.pilot.pause()
        over = session.app.screen
        assert over is not text
        assert painted == [over]
        await session.pilot.press("escape")
        await session.pilot.pause()
        await session.pilot.pause()
        assert painted == [over, text]


async def test_the_list_beneath_a_document_does_not_have_it_painted_whole(open_session, monkeypatch):
    async with open_session(ARABIC, ARABIC + " 2", size=(120, 40)) as session:
        painted = painted_whole(session, monkeypatch)
        await session.press("N")
        await session.pilot.pause()
        assert session.work.desk.document.key == "doc-2"
        assert not painted


async def test_a_pane_that_gets_lower_is_not_measured_again_where_its_brackets_have_room(open_session):
    async with open_session(size=(120, 40)) as session:
        page: Page = session.screen.pane.page
        await session.press("E")
        assert session.screen.pane.size.height < 36
        assert session.screen.pane.page is page


async def test_the_lists_that_need_room_are_asked_for_it_before_they_are_first_painted(open_session):
    async with open_session(size=(80, 24)) as session:
        assert not session.screen._side.view.display
        assert session.screen.has_class("narrow")


def test_the_keys_of_a_list_take_no_more_cells_than_they_need():
    assert key_width(["ar-0001", "he-02"]) == len("ar-0001")
    assert key_width(["a"]) == key_width([]) == KEY_LEAST
    assert key_width(["a" * 50]) == KEY_MOST
