"""Every key of the list of documents, at every size of the window."""

import re

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, NOW, add_document, document, new_store
from msgspec.structs import replace
from textual import events
from textual.geometry import Size

from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.saying import LANGUAGES, speak
from corpus_tool.store.comments import Comment
from corpus_tool.store.store import Store
from corpus_tool.text.inline import visual_string
from corpus_tool.text.oddities import Finding, Oddity
from corpus_tool.tui.list_commands import BY_KEY, COMMANDS
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.tui.screens.library import Library
from corpus_tool.tui.screens.page import Page
from corpus_tool.tui.widgets.document_list import DocumentList
from corpus_tool.workbench import catalogue
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.keeping import chosen, delete, purge

TEXTS = (ARABIC, HEBREW, "Aleppo\nfell.", f"{ARABIC} 2")


def listing(session) -> DocumentList:
    return session.app.screen.query_one(DocumentList)


def rows(session) -> list[str]:
    """The rows that are seen."""
    seen = listing(session)
    return [row for y in range(seen.size.height) if (row := seen.render_line(y).text.rstrip())]


def keys(session) -> list[str]:
    return [key for row in rows(session) for key in re.findall(r"doc-\d+", row)]


def line(session, id: str) -> str:
    return session.line(id, session.app.screen)


def finish(store: Store, id: int, name: str = "rina") -> None:
    Annotating(Desk(store, id, LayerName(name, LayerKind.ANNOTATOR))).toggle_done()


@pytest.fixture
def library(open_session):
    return lambda *texts, **more: open_session(*(texts or TEXTS), no_document=True, **{"size": (120, 30), **more})


async def test_s_and_a_letter_sort_and_the_same_once_more_turns_round(library):
    async with library() as session:
        await session.press("s", "k")
        assert keys(session) == ["doc-1", "doc-2", "doc-3", "doc-4"]
        assert "key\u25b2" in line(session, "columns")
        await session.press("s", "k")
        assert keys(session) == ["doc-4", "doc-3", "doc-2", "doc-1"]
        assert "key\u25bc" in line(session, "columns")
        assert "by key (turned round)" in line(session, "status")
        await session.press("r")
        assert "key\u25b2" in line(session, "columns")


async def test_counts_are_sorted_greatest_first(library):
    async with library() as session:
        with session.store.writing():
            session.store.findings.add(3, [Finding(Oddity.FORMS, 2, 0, "")])
            session.store.comments.add(Comment(document_id=2, who="lea", at=NOW, text="?", is_question=True))
        await session.press("s", "f")
        assert keys(session)[0] == "doc-3"
        assert "odd\u25bc" in line(session, "columns")
        await session.press("s", "q")
        assert keys(session)[0] == "doc-2"


async def test_a_click_on_a_heading_sorts(library):
    async with library() as session:
        for shown in (["doc-1", "doc-2"], ["doc-4", "doc-3"]):
            await session.pilot.click("#columns", offset=(3, 0))
            await session.pilot.pause()
            assert keys(session)[:2] == shown


async def test_the_cursor_stays_on_its_document_when_the_list_is_sorted(library):
    async with library() as session:
        await session.press("down", "s", "k", "r")
        assert keys(session)[listing(session).cursor] == "doc-2"


async def test_m_shows_what_is_mine_and_w_what_nobody_has(library):
    async with library() as session:
        with session.store.writing():
            session.store.work.assign([2, 3], "rina", "lea", NOW)
        await session.press("m")
        assert keys(session) == ["doc-2", "doc-3"]
        assert "2 of 4 documents" in line(session, "heading")
        assert "of rina" in line(session, "status")
        await session.press("m")
        assert len(keys(session)) == 4
        await session.press("w", "n")
        assert keys(session) == ["doc-1", "doc-4"]
        assert "of nobody" in line(session, "status")
        await session.press("w", "r")
        assert keys(session) == ["doc-2", "doc-3"]
        await session.press("w", "a")
        assert len(keys(session)) == 4


async def test_t_l_and_o_narrow_by_state_language_and_source(library):
    async with library() as session:
        finish(session.store, 1)
        await session.press("t", "d")
        assert keys(session) == ["doc-1"]
        await session.press("t", "a", "l", "h")
        assert keys(session) == ["doc-2"]
        await session.press("l", "a")
        assert len(keys(session)) == 4
        await session.press("o", "t")
        assert len(keys(session)) == 4
        assert "test" in line(session, "status")
        await session.press("escape")
        assert "test" not in line(session, "status")


async def test_narrowings_go_together_and_escape_takes_all_back(library):
    async with library() as session:
        await session.press("l", "r", "/", *"2026", "escape")
        assert len(keys(session)) == 4
        await session.press("l", "r", "t", "n", "/", *"doc-4")
        assert keys(session) == ["doc-4"]
        assert "new, ar" in line(session, "status") and "doc-4" in line(session, "status")
        await session.press("escape")
        assert len(keys(session)) == 4


async def test_keys_that_come_all_at_once_are_all_typed(library):
    async with library() as session:
        for key in "/doc-3":
            session.app.post_message(events.Key(key, key))
        await session.pilot.pause()
        await session.pilot.pause()
        assert session.app.screen.inquiry.question.typed == "doc-3"
        assert keys(session) == ["doc-3"]


async def test_many_sources_are_each_to_be_had(library):
    async with library() as session:
        for number in range(30):
            made = document(f"text {number}", f"doc-{number + 10}")
            add_document(session.store, replace(made, metadata={"source": f"paper {number:02}"}))
        await session.press("o")
        assert "paper 00" in line(session, "bar")
        picks = {choice.title: choice.key for choice in session.app.screen._prompt.choices}
        assert len(set(picks.values())) == len(picks) == 32
        await session.press(*picks["paper 29"])
        assert keys(session) == ["doc-39"]


async def test_a_key_that_is_none_of_those_shown_is_told_and_escape_leaves_the_question(library):
    async with library() as session:
        await session.press("s", "!")
        assert "none of the keys shown" in line(session, "status")
        await session.press("backspace", "escape", "down")
        assert listing(session).cursor == 1


async def test_space_chooses_documents_and_g_gives_them_to_somebody(library):
    async with library() as session:
        await session.press("space", "space")
        assert [row[0] for row in rows(session)] == ["*", "*", " ", " "]
        assert "2 chosen" in line(session, "status")
        await session.press("g")
        assert "Give 2 documents to:" in session.field
        await session.press(*"noa, sami", "enter")
        assert session.store.work.assigned() == {1: ["noa", "sami"], 2: ["noa", "sami"]}
        assert "noa got 2 documents, sami got 2 documents" in line(session, "status")
        assert "noa, sami" in rows(session)[0]
        assert [row[0] for row in rows(session)] == [" "] * 4


async def test_without_a_choice_the_document_under_the_cursor_is_given(library):
    async with library() as session:
        await session.press("down", "g")
        assert "Give this document to:" in session.field
        await session.press(*"noa", "enter")
        assert session.store.work.assigned() == {2: ["noa"]}


async def test_a_name_that_is_none_gives_nothing_and_says_so(library):
    async with library() as session:
        await session.press("g", *"all", "enter")
        assert "cannot be an annotator's name" in line(session, "status")
        await session.press("g", *"noa", "escape")
        assert session.store.work.assigned() == {}
        assert session.field == ""


async def test_everything_shown_is_chosen_at_once_and_taken_back_from_somebody(library):
    async with library() as session:
        with session.store.writing():
            session.store.work.assign([1, 2, 4], "noa", "lea", NOW)
        await session.press("l", "r", "a")
        assert [row[0] for row in rows(session)] == ["*"] * 2
        await session.press("b", *"noa", "enter")
        assert session.store.work.assigned() == {2: ["noa"]}
        assert "2 documents taken back" in line(session, "status")
        await session.press("a", "a")
        assert "chosen" not in line(session, "status")
        await session.press("a", "escape", "escape")
        assert "chosen" not in line(session, "status")


async def test_what_was_said_lasts_until_the_next_key_also_in_an_empty_list(library):
    async with library() as session:
        await session.press("g", *"all", "enter")
        assert "cannot be an annotator's name" in line(session, "status")
        await session.press("m")
        assert not rows(session)
        assert "cannot be an annotator's name" not in line(session, "status")
        await session.press("h")
        assert "hub" in line(session, "status")
        await session.press("a")
        assert "hub" not in line(session, "status")


async def test_a_click_in_front_of_a_document_chooses_it(library):
    async with library() as session:
        await session.pilot.click(DocumentList, offset=(0, 2))
        await session.pilot.pause()
        assert [row[0] for row in rows(session)] == [" ", " ", "*", " "]


async def test_progress_is_told_in_numbers_and_only_where_something_is_assigned(library):
    async with library() as session:
        assert not session.app.screen.query_one("#progress").display
        with session.store.writing():
            session.store.work.assign([1, 2], "rina", "lea", NOW)
            session.store.work.assign([1, 3], "noa", "lea", NOW)
        finish(session.store, 1)
        await session.press("r")
        assert "yours 1 of 2 done (50 %)" in line(session, "progress")
        assert "all 1 of 4 done (25 %)" in line(session, "progress")
        assert "[##########" in line(session, "progress")


async def test_the_foot_tells_the_whole_title_and_what_is_odd(library):
    async with library(size=(80, 24)) as session:
        with session.store.writing():
            session.store.findings.add(2, [Finding(Oddity.FORMS, 12, 0, "")])
            session.store.work.lock(2, "rina", "lea", NOW)
        await session.press("r", "r", "down")
        assert visual_string(HEBREW.split("\n")[0]) in line(session, "here")
        assert "odd: presentation form 12" in line(session, "here")
        await session.press("r")
        assert "locked" in next(row for row in rows(session) if "doc-2" in row)


async def test_n_and_p_go_through_the_list_as_it_is_sorted_and_narrowed(library):
    async with library() as session:
        await session.press("l", "r", "s", "k", "r", "home", "enter")
        assert session.work.desk.document.key == "doc-4"
        await session.press("N")
        assert session.work.desk.document.key == "doc-1"
        await session.press("N")
        assert isinstance(session.app.screen, Library)
        assert "last document of this list" in line(session, "status")
        assert keys(session)[listing(session).cursor] == "doc-1"


async def test_what_no_longer_fits_is_gone_when_one_comes_back_and_the_next_is_under_the_cursor(library):
    async with library() as session:
        await session.press("t", "n", "down", "enter", "S")
        assert isinstance(session.app.screen, Annotate)
        await session.press("escape")
        assert keys(session) == ["doc-1", "doc-3", "doc-4"]
        assert keys(session)[listing(session).cursor] == "doc-3"


async def test_n_skips_nothing_although_what_is_done_no_longer_fits(library):
    async with library() as session:
        await session.press("t", "n", "enter", "S", "N")
        assert session.work.desk.document.key == "doc-2"


async def test_the_place_in_a_long_list_is_kept(library):
    async with library(*(f"{ARABIC} {number}" for number in range(100))) as session:
        await session.press("end", "up", "up", "enter", "escape")
        assert keys(session)[-3:] == ["doc-98", "doc-99", "doc-100"]
        seen = listing(session)
        assert seen.ids[seen.cursor] == 98


@pytest.mark.parametrize("act", [delete, None], ids=["deleted", "purged"])
async def test_a_document_that_somebody_else_took_away_is_told_and_gone(library, act):
    async with library() as session:
        with Store.open(session.store.path) as other:
            delete(other, ["doc-1"], "", "lea")
            if act is None:
                purge(other, chosen(other, [], ""), "lea")
        await session.press("down", "up", "enter")
        assert isinstance(session.app.screen, Library)
        assert keys(session) == ["doc-2", "doc-3", "doc-4"]
        await session.press("space", "g", *"noa", "enter")
        assert session.store.work.assigned() == {2: ["noa"]}


async def test_a_document_that_is_gone_is_given_to_nobody(library):
    async with library() as session:
        await session.press("a")
        with Store.open(session.store.path) as other:
            delete(other, ["doc-1"], "", "lea")
            purge(other, chosen(other, [], ""), "lea")
        await session.press("g", *"noa", "enter")
        assert sorted(session.store.work.assigned()) == [2, 3, 4]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_no_word_of_the_help_is_cut_off_in_a_narrow_window(library, language, size):
    speak(language)
    async with library(size=size) as session:
        await session.press("?")
        page = line(session, "help")
        assert "\u2026" not in page
        await session.pilot.resize_terminal(44, 20)
        assert "\u2026" not in line(session, "help")


async def test_the_help_tells_every_key(library):
    async with library() as session:
        await session.press("?")
        assert isinstance(session.app.screen, Page)
        page = line(session, "help")
        for command in COMMANDS:
            assert command.keys[0] in page and (command.__doc__ or "")[:40] in page
        await session.press("x")
        assert isinstance(session.app.screen, Library)


async def test_every_key_can_be_pressed_in_an_empty_corpus(tmp_path):
    from corpus_tool.tui.app import CorpusTool

    with new_store(tmp_path) as store:
        app = CorpusTool(store, "rina")
        async with app.run_test(size=(80, 24)) as pilot:
            named = {"?": "question_mark", "/": "slash"}
            of_hub = [key for key in BY_KEY if key in {"h", "p"}]
            others = [key for key in BY_KEY if key not in {*of_hub, "Q"}]
            for key in ("home", "end", "pageup", "pagedown", "up", "down", "enter", *others):
                await pilot.press(named.get(key, key), "escape", "escape")
            await pilot.pause()
            assert "corpus-tool import" in app.screen.query_one("#status").render_line(0).text
            for key in of_hub:
                await pilot.press(key)
                await pilot.pause()
                assert "corpus-tool hub join" in app.screen.query_one("#status").render_line(0).text
                await pilot.press("escape", "escape")
            await pilot.press("Q")
            await pilot.pause()
        assert app.return_code == 0


@pytest.mark.parametrize(
    ("size", "told", "left_out"),
    [
        ((60, 20), ["key", "state", "title"], ["date", "source", "assigned"]),
        ((80, 24), ["key", "state", "spans", "events", "title"], ["odd", "assigned"]),
        ((120, 40), ["key", "lang", "date", "state", "spans", "events", "title"], ["assigned", "odd", "ask"]),
    ],
    ids=str,
)
async def test_columns_drop_away_and_the_title_stays_readable(library, size, told, left_out):
    async with library(size=size) as session:
        headings = line(session, "columns").split()
        assert [name for name in headings if name in {*told, *left_out}] == told
        assert all(len(row) <= size[0] for row in rows(session))
        assert visual_string(HEBREW.split("\n")[0])[-15:] in rows(session)[1]


async def test_what_the_list_is_sorted_by_is_shown_in_a_narrow_window_too(library):
    async with library(size=(60, 20)) as session:
        await session.press("s", "d")
        assert "date\u25bc" in line(session, "columns")
        assert "2026-01-31" in rows(session)[0]


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (10, 4), (300, 90), (40, 6)], ids=str)
async def test_a_window_of_any_size_breaks_nothing(library, size):
    async with library() as session:
        session.app.post_message(events.Resize(Size(*size), Size(*size)))
        await session.press("down", "s", "k", "/", "a", "escape", "?", "escape", "g", "escape", "end")
        session.app.post_message(events.Resize(Size(80, 24), Size(80, 24)))
        await session.pilot.pause()
        assert keys(session) == ["doc-1", "doc-2", "doc-3", "doc-4"]


async def test_a_list_too_long_to_be_read_at_once_comes_in_beside_and_the_cursor_arrives(library, monkeypatch):
    monkeypatch.setattr(catalogue, "AT_ONCE", 0)
    monkeypatch.setattr(catalogue.Catalogue.first, "__defaults__", (0,))
    monkeypatch.setattr(catalogue.Catalogue.done_at_once, "__defaults__", (0,))
    monkeypatch.setattr("corpus_tool.store.listing.STEPS", 100)
    async with library(*(f"{ARABIC} {number}" for number in range(200))) as session:
        await session.press("end")
        await session.app.workers.wait_for_complete()
        await session.pilot.pause()
        seen = listing(session)
        assert len(seen.ids) == 200
        assert seen.ids[seen.cursor] == 200
        await session.press("s", "k")
        await session.app.workers.wait_for_complete()
        await session.pilot.pause()
        assert seen.ids[seen.cursor] == 200
        assert list(seen.ids)[:3] == [1, 10, 100]


@pytest.mark.parametrize("language", ["en", "ar", "he"])
async def test_the_star_of_what_is_chosen_is_seen_beside_the_scroll_bar_and_clicked_there(library, language):
    speak(language)
    async with library(*[f"{ARABIC} {number}" for number in range(40)], size=(80, 24)) as session:
        shown = listing(session)
        assert shown.show_vertical_scrollbar
        bar = shown.vertical_scrollbar.region.x
        await session.press("space")
        row = shown.render_line(0).text
        assert row.index("*") != bar
        await session.pilot.click(shown, offset=(row.index("*"), 0))
        assert not shown.picked
