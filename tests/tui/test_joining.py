"""Lam-alef, which some systems send as two letters: one key press, not two."""

from corpus_tool_testing.builders import ARABIC
from textual import events

from corpus_tool.tui.joining import TOGETHER, Joining
from corpus_tool.tui.keymap import usual_keyboard

LAM, ALEF = "\u0644", "\u0627"


def joining() -> Joining:
    return Joining(usual_keyboard().joined)


def test_letters_that_came_together_are_one_key():
    one = joining()
    assert one.take("g", LAM, 5.0) == [] and one.holds
    assert one.take("h", ALEF, 5.0002) == ["b"] and not one.holds


def test_letters_that_came_apart_are_two_keys():
    one = joining()
    assert one.take("g", LAM, 5.0) == []
    assert one.take("h", ALEF, 5.0 + 3 * TOGETHER) == ["g", "h"]


def test_a_lam_before_something_else_is_itself():
    one = joining()
    one.take("g", LAM, 5.0)
    assert one.take("left", None, 5.0001) == ["g", "left"]
    one.take("g", LAM, 6.0)
    assert one.take("g", LAM, 6.0001) == ["g"] and one.holds
    assert one.release() == ["g"] and one.release() == []


def test_no_other_letter_waits():
    assert joining().take("h", ALEF, 5.0) == ["h"]
    assert joining().take("g", "g", 5.0) == ["g"]


async def test_a_lam_alef_key_marks_nothing_with_the_label_of_lam(open_session):
    async with open_session(ARABIC) as session:
        session.app.post_message(events.Key(LAM, LAM))
        session.app.post_message(events.Key(ALEF, ALEF))
        await session.press("left")
        assert session.stored() == []
        await session.type(LAM)
        assert [found.label for found in session.stored()] == ["GPE"]
