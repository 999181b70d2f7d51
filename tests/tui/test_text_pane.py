"""The pane in a window of any size, with texts that are not kind."""

import pytest
from corpus_tool_testing.builders import ARABIC, layer, span

from corpus_tool.model.layers import LayerKind
from corpus_tool.model.regions import Region, RegionKind
from corpus_tool.saying import LANGUAGES, speak
from corpus_tool.text.inline import visual_string
from corpus_tool.tui import page
from corpus_tool.tui.describing import drawn_annotations
from corpus_tool.tui.lanes import Drawn
from corpus_tool.tui.looks import CAPTIONS

LONG = "\n".join(f"{number} {ARABIC}" for number in range(60))


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\u05d0", "\u4e2d\u6587 \U0001f469\u200d\U0001f52c", "\u0645\u064f" * 300]
)
async def test_odd_documents_open_and_answer_keys(open_session, text):
    async with open_session(text) as session:
        await session.press("left", "down", "pagedown", "end", "o", "tab", "#", "O", "f2", "ctrl+home")
        assert session.app.is_running


async def test_a_window_can_shrink_to_nothing_and_come_back(open_session):
    async with open_session(LONG) as session:
        await session.press("pagedown", "pagedown", "o")
        selected = session.selected
        for size in ((1, 1), (2, 1), (3, 40), (60, 20), (1, 1), (80, 24)):
            await session.pilot.resize_terminal(*size)
            await session.pilot.pause()
        assert session.selected == selected
        assert visual_string(selected) in "".join(session.rows())


@pytest.mark.parametrize("width", [60, 80, 109, 110, 120, 200])
async def test_the_text_ends_where_the_window_ends_whether_a_panel_stands_beside_it_or_not(open_session, width):
    async with open_session(ARABIC * 20, size=(width, 40)) as session:
        pane, panel = session.screen.pane, session.screen.query_one("#panel")
        assert pane.region.right == width
        assert pane.size.width == width - (panel.size.width + 1 if panel.display else 0)
        first = pane.sheet.layout.row(0)
        words = " ".join(session.work.desk.document.text[first.start : first.end].split())
        assert visual_string(words) in session.rows()[0]


async def test_another_width_keeps_what_is_read_in_view(open_session):
    async with open_session(LONG) as session:
        for _ in range(4):
            await session.press("pagedown")
        for width in (50, 100, 30, 80):
            await session.pilot.resize_terminal(width, 24)
            await session.pilot.pause()
            assert visual_string(session.selected) in "".join(session.rows())


async def test_paragraphs_are_numbered_on_the_side_where_the_text_begins(open_session):
    async with open_session(LONG) as session:
        await session.press("#")
        numbered = [row[-4:] for row in session.seen() if row[-3:].strip()]
        assert numbered[:3] == ["   1", "   2", "   3"]
        await session.press("#")
        assert not [row for row in session.seen() if row[-1:].strip()]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_captions_go_round_in_every_language(open_session, language):
    speak(language)
    async with open_session() as session:
        kept = []
        for _ in range(2 * len(CAPTIONS)):
            await session.press("O")
            kept.append(session.screen.looks.look.captions)
        assert kept == [*CAPTIONS[1:], CAPTIONS[0]] * 2


async def test_captions_are_ids_names_or_keys(open_session):
    async with open_session() as session:
        session.select("الجيش السوري")
        await session.press("o")
        seen = []
        for _ in range(4):
            seen.append("".join(session.rows()))
            await session.press("O")
        assert ["ORG" in one for one in seen] == [True, False, True, False]
        assert "Organi" in seen[1]
        assert "\u2500o\u2500" in seen[3]


async def test_the_headline_stands_apart_and_other_lines_have_a_sign(open_session):
    text = "Headline\nBody of it"
    async with open_session(text) as session:
        kinds = (Region(0, 8, RegionKind.TITLE), Region(9, 19, RegionKind.BOILERPLATE))
        session.screen.pane.show_regions(kinds, numbered=False)
        rows = [row.strip() for row in session.rows()[:3]]
        assert rows[0] == "Headline"
        assert set(rows[1]) == {"─"}
        assert rows[2] == "┊Body of it"


def test_an_annotation_of_a_label_that_the_schema_lost_is_drawn_and_named(open_session):
    from corpus_tool.model.default_schema import default_schema

    gone = layer([span("s1", ARABIC, "حلب", "SHIP")], "rina", LayerKind.ANNOTATOR)
    assert drawn_annotations(gone, default_schema()) == (Drawn("s1", gone["s1"].fragments, "SHIP", ""),)


async def test_of_five_thousand_marks_in_one_paragraph_those_in_view_are_placed(open_session, monkeypatch):
    text = "كلمة " * 10_000
    marks = tuple(Drawn(f"s{n}", ((n * 10, n * 10 + 4),), "ORG", "red") for n in range(5_000))
    async with open_session(text) as session:
        placed: list[int] = []
        real = page.brackets_on
        monkeypatch.setattr(page, "brackets_on", lambda *given: placed.append(given[1]) or real(*given))
        pane = session.screen.pane
        pane.show_annotations(marks)
        for line in (0, pane.virtual_size.height, pane.virtual_size.height // 2):
            pane.scroll_to(y=line, animate=False)
            assert "ORG" in "".join(session.rows())
        assert len(placed) == len(set(placed)) <= 3 * pane.size.height


async def test_a_window_too_small_for_everything_says_so_in_one_line(open_session):
    async with open_session(size=(50, 12)) as session:
        assert "60x20" in session.line("status")
        for size in ((30, 8), (20, 5), (10, 4)):
            await session.pilot.resize_terminal(*size)
            await session.pilot.pause()
            assert "60x20" in session.line("status")
            assert session.screen.pane.size.height >= 1
            assert session.screen.query_one("#status").region.bottom == size[1]
        await session.pilot.resize_terminal(80, 24)
        await session.pilot.pause()
        assert "60x20" not in session.line("status")


async def test_a_change_of_size_that_nobody_told_of_is_found(open_session, monkeypatch):
    async with open_session(size=(80, 24)) as session:
        monkeypatch.setattr("corpus_tool.tui.app.sending.size", lambda: (80, 24))
        session.app._catch_up_with_size()
        await session.pilot.pause()
        assert session.app.size == (80, 24)
        monkeypatch.setattr("corpus_tool.tui.app.sending.size", lambda: (100, 30))
        session.app._catch_up_with_size()
        await session.pilot.pause()
        assert session.app.size == (100, 30)
