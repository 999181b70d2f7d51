"""Clicks beside the text: on keys at the foot, rows of panels and boards, cells of tables."""

from typing import ClassVar

import pytest
from corpus_tool_testing.builders import ARABIC, counting_surroundings, layer, span
from textual.app import App

from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.saying import speak
from corpus_tool.text.inline import visual_string
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.tui.widgets.grid import Cell, Grid, Table
from corpus_tool.tui.widgets.lines import Lines, Piece, key_at, piece_at
from corpus_tool.tui.widgets.panel_view import PanelView
from corpus_tool.workbench.desk import Desk


async def click_key(session, key: str, id: str = "bar", times: int = 1) -> None:
    """Click on what a key does, a cell behind its name."""
    lines = session.app.screen.query_one(f"#{id}", Lines)
    found = [(y, x) for y in range(lines.size.height) for x in range(lines.size.width) if _key(lines, x, y) == key]
    y, x = found[len(found) // 2]
    await session.pilot.click(lines, offset=(x, y), times=times)
    await session.pilot.pause()


def _key(lines: Lines, x: int, y: int) -> str:
    return key_at(lines._pieces(y), lines._along(x))


async def click_row(session, words: str, times: int = 1) -> None:
    """Click on the first row of the panel that has these words, as they are sent."""
    view = session.app.screen.query_one("#panel" if isinstance(session.app.screen, Annotate) else "#rows")
    rows = [view.render_line(y).text for y in range(view.size.height)]
    y = next(y for y, row in enumerate(rows) if y and words in row)
    top = view.region.height - view.size.height  # a line above it, where it stands beneath the text
    await session.pilot.click(view, offset=(5, y + top), times=times)
    await session.pilot.pause()


async def test_a_click_on_a_label_marks_the_selection(open_session):
    async with open_session() as session:
        session.select("الجيش السوري")
        await click_key(session, "o")
        assert [(one.label, session.work.desk.text_of(one)) for one in session.stored()] == [("ORG", "الجيش السوري")]


async def test_a_click_on_a_label_marks_where_its_key_would_move(open_session):
    async with open_session() as session:
        session.use_keymap("vim")
        session.select("حلب")
        await click_key(session, "g")
        assert [one.label for one in session.stored()] == ["GPE"]


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_whole_event_is_made_by_clicks_on_what_is_asked(open_session, language):
    speak(language)
    async with open_session(size=(80, 40)) as session:
        session.select("الجيش السوري")
        await session.press("o")
        session.select("قصف")
        await session.press("E")
        await click_key(session, "s")  # shelling
        attacker = next(
            one.key for one in session.screen.hands.prompt.choices if one.title.partition("(")[2].count("ORG")
        )
        await click_key(session, attacker)
        pane = session.screen.pane
        (army,) = session.work.desk.layer.spans
        y, x = next((y, row.index("ORG")) for y, row in enumerate(session.rows()) if "ORG" in row)
        await session.pilot.click(pane, offset=(x, y))
        await session.pilot.pause()
        (event,) = session.work.desk.layer.events
        assert [one.target for one in event.arguments] == [army.id]


async def test_a_mark_that_is_asked_for_is_picked_by_a_click_on_its_words_or_its_letters(open_session):
    async with open_session() as session:
        for words, key in (("الجيش السوري", "o"), ("السوري", "n")):
            session.select(words)
            await session.press(key)
        session.select("الجيش السوري")
        for place in ("words", "letters"):
            session.select("السوري")
            await session.press("M") if place == "words" else await session.press("X")
            if session.screen.hands.prompt is None:
                continue
            y, x = next((y, row.index("ORG")) for y, row in enumerate(session.rows()) if "ORG" in row)
            await session.pilot.click(session.screen.pane, offset=(x, y))
            await session.pilot.pause()
            assert session.screen.hands.prompt is None


async def test_a_row_of_the_events_is_clicked_and_clicked_twice(open_session):
    async with open_session(size=(120, 40)) as session:
        for words in ("قصف", "مواقع"):
            session.select(words)
            await session.press("E", "s", "escape")
        session.select("حلب")
        await click_row(session, visual_string("مواقع"))
        assert session.screen._side.has_keys
        assert session.selected == "مواقع"
        await click_row(session, visual_string("قصف"), times=2)
        assert not session.screen._side.has_keys
        assert session.selected == "قصف"


async def test_the_wheel_goes_through_the_rows_of_a_panel(open_session):
    async with open_session() as session:
        await session.press("G", "G")
        view = session.screen.query_one(PanelView)
        before = session.screen._side._row
        view.post_message(PanelView.Turned(3))
        await session.pilot.pause()
        assert session.screen._side._row == before + 3


async def test_nothing_moves_under_the_mouse_when_a_row_is_clicked(open_session):
    async with open_session("\n".join([ARABIC] * 9), size=(80, 24)) as session:
        await session.press("G", "G")
        view = session.screen.query_one("#panel")
        seen = [view.render_line(y).text[2:] for y in range(view.size.height)]
        await session.pilot.click(view, offset=(5, view.size.height - 1))
        await session.pilot.pause()
        assert [view.render_line(y).text[2:] for y in range(view.size.height)] == seen


async def test_what_is_clicked_in_the_palette_is_done(open_session):
    async with open_session() as session:
        await session.press("f5", *"paragraph")
        await session.press(*["backspace"] * 9, *"Numbers")
        await click_row(session, "Numbers")
        assert session.app.looks.look.numbers


async def test_a_click_in_the_help_leaves_it_open(open_session):
    async with open_session() as session:
        await session.press("?")
        await click_row(session, "Moving")
        assert not isinstance(session.app.screen, Annotate)


async def test_an_answer_in_the_list_of_documents_is_clicked(open_session):
    async with open_session(no_document=True) as session:
        await session.press("s")
        await click_key(session, "k")
        assert "key\u25b2" in session.line("columns", session.app.screen)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_board_is_gone_through_by_clicks(open_session, size):
    async with open_session(
        ARABIC, ARABIC.replace("\u062d\u0644\u0628", "\u062d\u0645\u0635"), no_document=True, size=size
    ) as session:
        for number, label in ((1, "ORG"), (2, "NORP")):
            brought = layer([span("s1", ARABIC, "\u062f\u0627\u0639\u0634", label)], "rina", status=Status.DONE)
            Desk(session.store, number, brought.name, counting_surroundings()).become("Bring", brought)
        await session.press("c")
        await session.app.workers.wait_for_complete()
        await session.pilot.pause()
        await click_row(session, visual_string("\u062f\u0627\u0639\u0634"), times=2)
        await session.app.workers.wait_for_complete()
        await session.pilot.pause()
        assert "2 places" in session.line("heading", session.app.screen)
        for key in ("doc-1", "doc-2"):
            await click_row(session, key)
            assert session.app.screen.here.line.document == key
        await session.press("r")
        await click_key(session, "g")
        await session.app.workers.wait_for_complete()
        await session.pilot.pause()
        with_second = session.store.layers.load(2, LayerName("rina", LayerKind.ANNOTATOR))
        assert [one.label for one in with_second.spans] == ["GPE"]


@pytest.mark.parametrize("language", ["en", "he"])
async def test_every_cell_of_a_table_is_hit_where_it_is_seen(language):
    speak(language)
    table = Table("", ("one", "two", "three"), ("first", "second"), ((Cell("1"),) * 3, (Cell("2"),) * 3))

    class Shown(App[None]):
        hit: ClassVar[list[tuple[int, int]]] = []

        def compose(self):
            yield Grid(id="grid")

        def on_grid_pointed(self, message):
            self.hit.append((message.row, message.column))

    app = Shown()
    async with app.run_test(size=(60, 5)) as pilot:
        grid = app.query_one(Grid)
        for at in ((row, column) for row in (0, 1) for column in range(3)):
            grid.show(table, *at)
            await pilot.click(grid, offset=(grid.render_line(at[0] + 1).text.index("[") + 1, at[0] + 1))
            assert app.hit[-1] == at


def test_a_piece_is_found_by_its_cells():
    pieces = (Piece("ab"), Piece("حلب"), Piece(""), Piece("c"))
    assert [piece_at(pieces, cell) for cell in range(7)] == [0, 0, 1, 1, 1, 3, 4]
