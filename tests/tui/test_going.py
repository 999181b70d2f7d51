"""Going elsewhere: to documents and marks of a kind, to a place, back and forward, and to what was found anywhere."""

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW

from corpus_tool.errors import UsageError
from corpus_tool.store.store import Store
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.tui.screens.concordance import Concordance
from corpus_tool.tui.screens.library import Library
from corpus_tool.tui.widgets.panel_view import PanelView
from corpus_tool.workbench.whereabouts import place_named

TEXTS = (ARABIC, HEBREW, f"{ARABIC} 3")


def key(session) -> str:
    return session.work.desk.document.key


async def test_documents_of_a_kind_are_gone_through(open_session):
    async with open_session(*TEXTS) as session:
        await session.press("o", "%", "u")
        assert key(session) == "doc-2"
        await session.press("o", "$")
        assert key(session) == "doc-3"
        await session.press("$")
        assert key(session) == "doc-3" and "no other unannotated document" in session.line("status")
        await session.press("%", "i")
        assert key(session) == "doc-1"
        await session.press("^")
        assert key(session) == "doc-2"


async def test_a_flag_is_put_on_a_document_and_found_again(open_session):
    async with open_session(*TEXTS) as session:
        await session.press("F")
        assert "Flagged" in session.line("status") and "\u2691" in session.line("heading")
        await session.press("N", "N", "%", "f")
        assert key(session) == "doc-1"
        await session.press("F")
        assert "\u2691" not in session.line("heading")


async def test_marks_of_a_kind_are_gone_through_both_ways(open_session):
    async with open_session(ARABIC) as session:
        for surface in ("\u0627\u0644\u062c\u064a\u0634", "\u062d\u0644\u0628"):
            session.select(surface)
            await session.press("o")
        await session.press("ctrl+home", "%", "e")
        assert session.selected == "\u0627\u0644\u062c\u064a\u0634" and "entity 1 of 2" in session.line("status")
        await session.press("alt+down")
        assert session.selected == "\u062d\u0644\u0628"
        await session.press("alt+up")
        assert session.selected == "\u0627\u0644\u062c\u064a\u0634"
        await session.press("%", "c")
        assert "There is no comment here" in session.line("status")


async def test_where_one_was_is_remembered_and_is_no_work(open_session):
    async with open_session(*TEXTS) as session:
        session.select("\u062d\u0644\u0628")
        await session.press("N", "P")
        assert (key(session), session.selected) == ("doc-1", "\u062d\u0644\u0628")
        assert session.work.desk.layer.revision == 0
        with Store.open(session.store.path) as other:
            assert other.marks.place(1, "rina") == session.work.spot.selection.range


async def test_jumps_are_gone_back_from_and_forward_again_over_documents(open_session):
    async with open_session(*TEXTS) as session:
        began = session.selected
        await session.press("ctrl+g", *"10", "enter", "N", "alt+left")
        assert key(session) == "doc-1"
        await session.press("ctrl+o")
        assert session.selected == began
        await session.press("ctrl+o")
        assert "no jump to go back from" in session.line("status")
        await session.press("f6", "alt+right")
        assert key(session) == "doc-2"


@pytest.mark.parametrize(
    ("typed", "found"), [("0", 0), ("5", 5), ("p1", 0), ("p2", 5), ("l3", 5), ("L2", 4), ("\u0665", 5)]
)
def test_a_place_is_named_by_offset_paragraph_or_line(typed, found):
    assert place_named(typed, "abc\n\ndef")[0] == found


@pytest.mark.parametrize("typed", ["", "x", "p0", "p3", "l4", "8", "-1", "p"])
def test_a_place_that_there_is_not_is_told_with_what_there_is(typed):
    with pytest.raises(UsageError, match=r"names no place|This text has|The last code point"):
        place_named(typed, "abc\n\ndef")


async def test_a_place_that_there_is_not_moves_nothing(open_session):
    async with open_session(ARABIC) as session:
        began = session.selected
        await session.press("ctrl+g", *"p99", "enter")
        assert "This text has" in session.line("status")
        assert session.selected == began


async def test_the_selected_word_is_found_elsewhere(open_session):
    async with open_session(f"{ARABIC}\n{ARABIC}") as session:
        began = session.work.spot.selection.start
        await session.press("*")
        assert session.work.spot.selection.start > began and "of 2" in session.line("status")
        await session.press(".")
        assert session.work.spot.selection.start == began


async def found(session) -> list[str]:
    """Wait for the search; the rows of what it found."""
    await session.app.workers.wait_for_complete()
    await session.pilot.pause()
    view = session.app.screen.query_one(PanelView)
    return [view.render_line(y).text for y in range(1, view.size.height) if view.render_line(y).text.strip()]


async def test_words_are_found_in_all_documents_and_opened_there(open_session):
    async with open_session(*TEXTS, size=(100, 24)) as session:
        await session.press("ctrl+f")
        await session.type(*"\u062d\u0644\u0628")
        rows = await found(session)
        assert [row.split()[0].strip("\u25b6") or row.split()[1] for row in rows][-1] == "doc-3"
        await session.press("down", "enter")
        assert (key(session), session.selected) == ("doc-3", "\u062d\u0644\u0628")
        await session.press("f8")
        assert (key(session), session.selected) == ("doc-1", "\u062d\u0644\u0628")
        assert "1 of 2" in session.line("status")
        await session.press("f7", "alt+left", "alt+left")
        assert (
            key(session) == "doc-1" and session.selected == ARABIC.split()[0]
        ) or session.selected == "\u062d\u0644\u0628"


async def test_the_finds_stand_in_one_column(open_session):
    async with open_session(*TEXTS, size=(100, 24)) as session:
        await session.press("ctrl+f")
        await session.type(*"\u062d\u0644\u0628")
        ends = {row.index("\ufea3") if "\ufea3" in row else row.rindex("\u062d") for row in await found(session)}
        assert len(ends) == 1


async def test_a_search_can_be_left_and_one_for_nothing_says_so(open_session):
    async with open_session(ARABIC) as session:
        await session.press("ctrl+f", *"qqq")
        assert await found(session) == []
        assert isinstance(session.app.screen, Concordance)
        await session.press("enter")
        assert isinstance(session.app.screen, Concordance)
        await session.press("escape")
        assert isinstance(session.app.screen, Annotate)
        await session.press("f8")
        assert "ctrl+f begins" in session.line("status")


async def test_escape_still_leads_to_the_list(open_session):
    async with open_session(*TEXTS) as session:
        await session.press("%", "u", "escape")
        assert isinstance(session.app.screen, Library)


async def test_the_next_document_comes_into_the_same_screen_with_nothing_begun_in_it(open_session):
    async with open_session(ARABIC, TEXTS[2], size=(120, 40)) as session:
        screen = session.screen
        session.select("حلب")
        await session.press("g", "I", "L", "N")
        assert session.screen is screen
        assert session.work.desk.document.key == "doc-2"
        assert not session.stored()
        assert "GPE" not in "".join(session.rows())
        session.select("داعش")
        await session.press("g")  # the panel has no keys any more
        assert [one.label for one in session.stored()] == ["GPE"]
        await session.press("P")
        assert session.selected == "حلب"
        await session.press("U")
        assert not session.stored()


async def test_a_question_that_stands_ends_with_its_document(open_session):
    async with open_session(ARABIC, HEBREW) as session:
        await session.press("E")
        session.screen.open_neighbour(1)
        await session.press("left")
        assert session.screen.hands.are_free
        assert session.screen.pane.size.height > 10
