"""Keys that look at the text: what is hidden in it."""

from corpus_tool_testing.builders import ARABIC

HIDDEN = "\u0642\u0635\u0641\u200f \u0627\u0644\u062c\u064a\u0634\u064f"


async def test_signs_for_the_invisible_come_and_go_while_the_caret_stays(open_session):
    async with open_session(HIDDEN) as session:
        before, selection = session.rows(), session.work.selection
        assert "\u2190" not in "".join(before)
        await session.press("I")
        assert "\u2190" in "".join(session.rows())
        assert session.work.selection == selection
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
