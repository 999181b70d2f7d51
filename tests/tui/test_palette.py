"""The palette: everything there is to do, found by a few letters of its name; and the help for the mode at hand."""

import pytest
from corpus_tool_testing.builders import ARABIC
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.tui.fuzzy import likeness
from corpus_tool.tui.screens.help import Help
from corpus_tool.tui.screens.palette import Palette
from corpus_tool.tui.widgets.panel_view import PanelView


def rows(session) -> list[str]:
    view = session.app.screen.query_one(PanelView)
    return [view.render_line(y).text.strip("\u25b6 ") for y in range(1, view.size.height)]


@given(st.text(max_size=8), st.text(max_size=20))
def test_only_letters_in_their_order_are_like_a_title(typed, title):
    found = likeness(typed, title)
    letters = iter(title.casefold())
    in_order = all(letter in letters for letter in typed.casefold().replace(" ", ""))
    assert found is None or in_order or typed.strip().casefold() in title.casefold()


def test_the_beginnings_of_words_count_more_than_letters_within():
    assert likeness("nd", "Next document") > likeness("nd", "Find")
    assert likeness("xyz", "Next document") is None
    assert likeness("undo", "Undo") >= likeness("undo", "Found on")


@pytest.mark.parametrize("key", ["f5", "ctrl+k"])
async def test_a_command_is_found_by_letters_of_its_name_and_shows_its_keys(open_session, key):
    async with open_session(ARABIC, ARABIC + " 2") as session:
        await session.press(key)
        assert isinstance(session.app.screen, Palette)
        await session.press(*"nextdoc")
        assert rows(session)[0].startswith("Next document") and "N  ctrl+n" in rows(session)[0]
        await session.press("enter")
        assert session.work.desk.document.key == "doc-2"


async def test_labels_and_event_types_are_offered_too(open_session):
    async with open_session(ARABIC) as session:
        await session.press("f5", *"markorg", "enter")
        assert [found.label for found in session.stored()] == ["ORG"]
        await session.press("right", "f5", *"airstrike", "enter")
        assert "which role?" in session.line("bar")
        assert len(session.stored()) == 2


async def test_letters_are_read_as_latin_ones_under_another_layout(open_session):
    async with open_session(ARABIC) as session:
        await session.press("o", "f5")
        await session.type("\u0639", "\u0649", "\u064a", "\u062e")  # the keys of undo
        assert rows(session)[0].startswith("Undo")
        await session.press("enter")
        assert session.stored() == []


async def test_a_keymap_is_chosen_in_the_palette(open_session):
    async with open_session(ARABIC) as session:
        await session.press("f5", *"keymapvim", "enter", "h")
        assert session.selected == ARABIC.split()[1]
        assert session.stored() == []


async def test_a_theme_is_chosen_in_the_palette(open_session):
    async with open_session(ARABIC) as session:
        await session.press("f5", *"themelight", "enter")
        assert session.screen.looks.look.theme == "light"


async def test_the_palette_is_left_with_nothing_done(open_session):
    async with open_session(ARABIC) as session:
        await session.press("f5", *"qqqqq", "enter", "escape")
        assert session.screen.pane.has_focus and session.stored() == []


async def test_the_help_begins_with_what_is_asked_at_the_moment(open_session):
    async with open_session(ARABIC, size=(100, 40)) as session:
        await session.press("E", "?")
        assert isinstance(session.app.screen, Help)
        assert "Now: Event type for" in rows(session)[0]
        await session.press("escape", "a")
        assert len(session.stored()) == 1
        await session.press("escape", "L", "f1")
        assert "Now: the list Events" in rows(session)[0]
        await session.press("escape", "escape", "/", "f1")
        assert isinstance(session.app.screen, Help)
        await session.press("escape", "escape")
        assert session.screen.pane.has_focus


async def test_the_help_shows_what_stands_on_the_keys_of_other_layouts(open_session):
    async with open_session(ARABIC, size=(100, 40)) as session:
        await session.press("?", *"undo")
        assert any(row.startswith("U (\u21e7\ufec9 \u21e7\u05d5)") for row in rows(session))
