"""The list of documents."""

from corpus_tool_testing.builders import ARABIC, HEBREW, new_store

from corpus_tool.store.store import Store
from corpus_tool.text.inline import visual_string
from corpus_tool.tui.app import CorpusTool
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.tui.screens.library import Library
from corpus_tool.tui.widgets.document_list import DocumentList
from corpus_tool.workbench.assigning import give
from corpus_tool.workbench.keeping import delete


async def test_titles_stand_in_visual_order_with_the_annotators_own_state(open_session):
    async with open_session(ARABIC, HEBREW, size=(120, 24), no_document=True) as session:
        rows = session.app.screen.query_one(DocumentList)
        assert visual_string(HEBREW.split("\n")[0]) in rows.render_line(1).text
        await session.press("enter", "left", "o", "escape")
        assert isinstance(session.app.screen, Library)
        first = rows.render_line(0).text
        assert "in-progress" in first and " 1 " in first


async def test_arrows_and_enter_open_a_document(open_session):
    async with open_session(ARABIC, HEBREW, no_document=True) as session:
        await session.press("down", "enter")
        assert isinstance(session.app.screen, Annotate)
        assert session.work.desk.document.text == HEBREW


async def test_two_clicks_open_a_document(open_session):
    async with open_session(ARABIC, HEBREW, no_document=True) as session:
        await session.pilot.click(DocumentList, offset=(3, 1), times=2)
        await session.pilot.pause()
        assert session.work.desk.document.text == HEBREW


async def test_many_documents_scroll(open_session):
    async with open_session(*(f"{ARABIC} {number}" for number in range(60)), no_document=True) as session:
        await session.press("end", "up", "pageup", "pagedown", "enter")
        assert session.work.desk.document.key == "doc-59"


async def test_an_empty_corpus_says_how_to_begin(tmp_path):
    with new_store(tmp_path) as store:
        app = CorpusTool(store, "rina")
        async with app.run_test(size=(120, 24)) as pilot:
            await pilot.press("enter", "down", "end", "pageup")
            assert "corpus-tool import FILES" in app.screen.query_one("#status").render_line(0).text


TITLES = ("\u062f\u0645\u0651\u0631\u062a \u062d\u0644\u0628", HEBREW, "Aleppo")


def listed(session) -> list[str]:
    rows = session.app.screen.query_one(DocumentList)
    return [row.split()[0] for y in range(rows.size.height) if (row := rows.render_line(y).text).strip()]


async def test_typing_narrows_the_list_in_any_spelling(open_session):
    async with open_session(*TITLES, no_document=True) as session:
        for typed, keys in (
            ("\u062f\u0645\u0631\u062a", ["doc-1"]),
            ("\u05d3\u05d0\u05e2\u05f4\u05e9", ["doc-2"]),
            ("ALEPPO", ["doc-3"]),
            ("doc-2", ["doc-2"]),
            ("test", ["doc-1", "doc-2", "doc-3"]),
            ("qqq", []),
        ):
            await session.press("/", *typed)
            assert listed(session) == keys
            assert f"{len(keys)} of 3" in session.line("heading", session.app.screen)
            await session.press("escape")
            assert len(listed(session)) == 3
            assert session.field == ""


async def test_enter_opens_what_was_typed_for_and_the_list_stays_narrow(open_session):
    async with open_session(*TITLES, no_document=True) as session:
        await session.press("/", *"doc", "down", "down", *"-3", "enter")
        assert session.work.desk.document.key == "doc-3"
        await session.press("escape")
        assert isinstance(session.app.screen, Library)
        assert listed(session) == ["doc-3"]
        await session.press("enter")
        assert session.work.desk.document.key == "doc-3"


async def test_the_cursor_stays_on_its_document_while_the_list_narrows(open_session):
    async with open_session(*TITLES, no_document=True) as session:
        rows = session.app.screen.query_one(DocumentList)
        await session.press("down", "down", "/", "a")
        assert listed(session)[rows.cursor] == "doc-3"
        await session.press("escape")
        assert rows.cursor == 2


async def test_q_in_a_word_that_is_typed_does_not_leave(open_session):
    async with open_session(*TITLES, no_document=True) as session:
        await session.press("/", "Q", "enter")
        assert session.app.is_running
        assert "escape shows all" in session.line("status", session.app.screen)


async def test_a_document_that_was_deleted_in_another_window_is_not_opened(open_session):
    async with open_session(ARABIC, HEBREW, no_document=True) as session:
        with Store.open(session.store.path) as other:
            delete(other, ["doc-1"], "", "lea")
        await session.press("enter")
        assert isinstance(session.app.screen, Library)
        assert "doc-2" in session.app.screen.query_one(DocumentList).render_line(0).text


async def test_work_that_was_deleted_in_another_window_is_told_at_the_next_act(open_session):
    async with open_session(ARABIC) as session:
        with Store.open(session.store.path) as other:
            delete(other, ["doc-1"], "", "lea")
        await session.press("o")
        assert "deleted" in session.line("status")


async def test_a_column_in_which_nothing_stands_leaves_its_room_to_the_titles(open_session):
    async with open_session(no_document=True, size=(120, 24)) as session:
        library = session.app.screen
        assert "assigned" not in session.line("columns", library)
        give(session.store, [1], ["lea"], "rina")
        library.inquiry.look_for(library.inquiry.question)
        assert "assigned" in session.line("columns", library)
