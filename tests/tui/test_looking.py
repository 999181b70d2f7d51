"""Keys that look into the text: what is hidden in it, and where words stand."""

from corpus_tool_testing.builders import ARABIC, HEBREW

from corpus_tool.text.inline import visual_string
from corpus_tool.tui.screens.annotate import Annotate

HIDDEN = "\u0642\u0635\u0641\u200f \u0627\u0644\u062c\u064a\u0634\u064f"


async def test_signs_for_the_invisible_come_and_go_while_the_caret_stays(open_session):
    async with open_session(HIDDEN) as session:
        before, selection = session.rows(), session.work.spot.selection
        assert "\u2190" not in "".join(before)
        await session.press("I")
        assert "\u2190" in "".join(session.rows())
        assert session.work.spot.selection == selection
        await session.press("I")
        assert session.rows() == before


async def test_what_is_under_the_caret_is_named_while_the_signs_are_shown(open_session):
    async with open_session(HIDDEN, size=(100, 24)) as session:
        await session.press("I")
        assert "U+0641 ARABIC LETTER FEH + U+200F RIGHT-TO-LEFT MARK" in session.line("here")
        await session.press("left")
        assert "U+0634 ARABIC LETTER SHEEN + U+064F ARABIC DAMMA" in session.line("here")
        await session.press("I")
        assert "U+0634" not in session.line("here")


async def test_marks_keep_their_places_under_the_signs(open_session):
    async with open_session(f"\u200f{ARABIC}") as session:
        session.select("\u062d\u0644\u0628")
        await session.press("g", "I")
        assert session.selected == "\u062d\u0644\u0628"
        assert "GPE" in "".join(session.rows())


VOWELLED = (
    "\u0642\u0635\u0641\u062a \u062d\u0644\u0628.\n"
    "\u062f\u0645\u0651\u0631\u062a \u062d\u0644\u0628 \u062f\u0645\u0640\u0631\u062a"
)


async def test_words_are_gone_to_as_they_are_typed_in_any_spelling(open_session):
    async with open_session(VOWELLED) as session:
        await session.press("/", *"\u062f\u0645\u0631")
        assert session.selected == "\u062f\u0645\u0651\u0631"
        assert "1 of 2" in session.line("status")
        assert visual_string("\u062f\u0645\u0631") in session.field
        await session.press("\u062a", "down")
        assert session.selected == "\u062f\u0645\u0640\u0631\u062a"
        await session.press("up", "enter")
        assert session.selected == "\u062f\u0645\u0651\u0631\u062a"
        assert session.field == ""
        await session.press("v")
        assert [session.work.desk.text_of(found) for found in session.stored()] == ["\u062f\u0645\u0651\u0631\u062a"]


async def test_found_words_are_walked_with_a_key_and_round(open_session):
    async with open_session(VOWELLED) as session:
        await session.press("/", *"\u062d\u0644\u0628", "enter")
        seen = [session.work.spot.selection.start]
        for key in (".", ".", ",", ","):
            await session.press(key)
            seen.append(session.work.spot.selection.start)
        first, second = VOWELLED.index("\u062d\u0644\u0628"), VOWELLED.rindex("\u062d\u0644\u0628")
        assert seen == [first, second, first, second, first]


async def test_escape_goes_back_to_where_the_search_began(open_session):
    async with open_session(VOWELLED) as session:
        began = session.work.spot.selection
        await session.press("/", *"\u062f\u0645\u0631", "escape")
        assert session.work.spot.selection == began
        assert session.field == "" and session.screen.pane.has_focus
        assert isinstance(session.app.screen, Annotate)


async def test_what_is_not_there_is_said_and_nothing_moves(open_session):
    async with open_session(VOWELLED) as session:
        began = session.work.spot.selection
        await session.press("/", *"xyz")
        assert "Not in this document: xyz" in session.line("status")
        assert session.work.spot.selection == began
        await session.press("escape", ".")
        assert "Not in this document" in session.line("status")


async def test_walking_before_anything_was_found_says_how_to_begin(open_session):
    async with open_session(VOWELLED) as session:
        for key in (".", ","):
            await session.press(key)
            assert "/ begins" in session.line("status")


async def test_letters_typed_into_a_line_are_no_commands_and_not_translated(open_session):
    async with open_session(HEBREW) as session:
        await session.press("/", *"\u05d3\u05d0\u05e2\u05f4\u05e9")
        assert session.selected == '\u05d3\u05d0\u05e2"\u05e9'
        assert session.stored() == []


async def test_what_is_pasted_is_looked_for(open_session):
    async with open_session(HEBREW) as session:
        await session.press("/")
        await session.paste("\u05d3\u05de\u05e9\u05e7\n")
        assert session.selected == "\u05d3\u05de\u05e9\u05e7"
