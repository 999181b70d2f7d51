"""The annotator on terminals that order text by themselves."""

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW

from corpus_tool.text.inline import visual_string
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.app import CorpusTool
from corpus_tool.tui.widgets.document_list import DocumentList


@pytest.mark.parametrize("mode", ["visual", "visual+lrm", "words", "logical"])
async def test_titles_selection_and_messages_are_written_for_the_terminal(open_session, mode):
    async with open_session(ARABIC, HEBREW, mode=mode, size=(100, 24), no_document=True) as session:
        rows = session.app.screen.query_one(DocumentList)
        assert visual_string(HEBREW.split("\n")[0], Terminal(mode=mode)) in rows.render_line(1).text
        await session.press("down", "enter")
        session.select('של דאע"ש')
        await session.press("o")
        assert visual_string('של דאע"ש', Terminal(mode=mode)) in session.line("here")
        assert visual_string("לדמשק.", Terminal(mode=mode)) in session.rows()[0]
        assert [found.label for found in session.stored()] == ["ORG"]


@pytest.mark.parametrize("mode", ["visual", "visual+lrm", "words", "logical"])
async def test_the_selected_letters_and_no_others_are_reversed(open_session, mode):
    async with open_session(ARABIC, mode=mode) as session:
        session.select("الجيش السوري")
        reversed_ = [one.text for one in session.screen.pane.render_line(0) if one.style and one.style.reverse]
        assert sorted("".join(reversed_)) == sorted(visual_string("الجيش السوري", Terminal(mode=mode)))


async def test_where_the_terminal_places_letters_labels_are_listed_in_the_order_of_the_text(open_session):
    async with open_session(ARABIC, mode="logical") as session:
        for surface, key in (("حلب", "g"), ("الجيش السوري", "o")):
            session.select(surface)
            await session.press(key)
        assert session.rows()[1].split() == ["╰ORG╯", "╰GPE╯"]
        await session.press("X")
        assert len(session.stored()) == 1


async def test_hints_are_shown_and_keys_still_work(tmp_path, open_session):
    async with open_session() as session:
        store = session.store
        app = CorpusTool(store, "rina", 1, hints=("Set [force_ltr] yes.",))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert [one.message for one in app._notifications] == ["Set [force_ltr] yes."]
            await pilot.press("left")
