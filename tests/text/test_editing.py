"""A line being typed: what each key makes of the text and the caret."""

from functools import partial

from corpus_tool_testing.strategies import any_text, hostile_text
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.text.clusters import is_border
from corpus_tool.text.editing import (
    Edited,
    backspace,
    caret_in,
    delete,
    delete_before,
    delete_word,
    end,
    home,
    insert,
    left,
    right,
    scrolled,
    shown,
    side_of,
)
from corpus_tool.text.terminal import Terminal

ARABIC = "\u062f\u0645\u0651\u0631\u062a"

KEYS = [
    backspace,
    delete,
    delete_word,
    delete_before,
    home,
    end,
    partial(left, side="rtl"),
    partial(right, side="rtl"),
    partial(left, side="ltr"),
    partial(right, side="ltr"),
]


def typed(*keys: str) -> Edited:
    edited = Edited()
    for key in keys:
        edited = insert(edited, key)
    return edited


def test_typing_goes_on_at_the_end_in_reading_order():
    assert typed(*ARABIC) == Edited(ARABIC, len(ARABIC))


def test_right_to_left_text_is_walked_by_what_is_seen():
    edited = typed(*ARABIC)
    assert left(edited, "rtl") == edited
    assert right(edited, "rtl").caret == 4
    assert right(right(right(edited, "rtl"), "rtl"), "rtl").caret == 1  # over the letter and its mark in one step
    assert left(home(edited), "rtl").caret == 1


def test_mixed_text_is_walked_cell_by_cell():
    edited = Edited("\u05d0 12", 4)
    seen = [edited.caret]
    for _ in range(5):
        edited = right(edited, "rtl")
        seen.append(edited.caret)
    assert seen == [4, 2, 3, 1, 0, 0]


def test_backspace_and_delete_take_whole_clusters():
    assert backspace(Edited(ARABIC, 3)) == Edited("\u062f\u0631\u062a", 1)
    assert delete(Edited(ARABIC, 1)) == Edited("\u062f\u0631\u062a", 1)
    assert backspace(Edited("a", 0)) == Edited("a", 0)
    assert delete(Edited("a", 1)) == Edited("a", 1)


def test_a_word_or_everything_before_the_caret_is_deleted():
    assert delete_word(Edited("one two  rest", 9)) == Edited("one rest", 4)
    assert delete_word(Edited("one", 0)) == Edited("one", 0)
    assert delete_before(Edited("one two", 4)) == Edited("two", 0)


def test_a_paste_of_several_lines_becomes_one():
    assert insert(Edited("<>", 1), "a\r\nb\tc\u2028d\x1b[2J\x00").text == "<a b c d[2J>"


def test_a_mark_typed_before_a_letter_joins_what_is_before_it():
    assert insert(Edited("\u0628\u0628", 1), "\u064e") == Edited("\u0628\u064e\u0628", 2)


def test_the_first_letter_decides_the_side():
    assert side_of("12 \u05d0b", "ltr") == "rtl"
    assert side_of("12 b\u05d0", "rtl") == "ltr"
    assert side_of("12", "rtl") == "rtl"


def test_the_caret_behind_the_last_letter_stands_where_writing_goes_on():
    clusters = shown(typed("\u05d0", "\u05d1"), "rtl")
    assert caret_in(typed("\u05d0", "\u05d1"), clusters) == 0
    assert caret_in(typed("a", "b"), shown(typed("a", "b"), "ltr")) == 2


edited_texts = (any_text | hostile_text).map(lambda text: insert(Edited(), text))
actions = st.lists(st.sampled_from(KEYS) | hostile_text.map(lambda text: partial(insert, typed=text)), max_size=12)


@given(edited_texts, actions)
def test_after_any_keys_the_caret_is_on_a_border_and_on_the_screen(edited, keys):
    for key in keys:
        edited = key(edited)
        assert edited.caret in {0, len(edited.text)} or is_border(edited.text, edited.caret)
        for mode in ("visual", "words", "logical"):
            caret_in(edited, shown(edited, "rtl", Terminal(mode=mode)))
    assert "\n" not in edited.text


@given(edited_texts, st.sampled_from(["ltr", "rtl"]))
def test_every_cell_is_reached_by_left_and_right(edited, side):
    cells = len(shown(edited, side))
    for step in (left, right):
        for _ in range(cells):
            edited = step(edited, side)
        assert caret_in(edited, shown(edited, side)) == (0 if step is left else cells - 1)


@given(edited_texts, st.integers(1, 20), st.integers(0, 80))
def test_a_long_line_scrolls_so_that_the_caret_is_seen(edited, width, first):
    clusters = shown(edited, "rtl")
    total = clusters[-1].column + clusters[-1].width
    caret = clusters[caret_in(edited, clusters)]
    first = scrolled(first, width, total, caret)
    assert 0 <= first <= max(0, total - width)
    assert first <= caret.column
    assert caret.column + min(caret.width, width) <= first + width
    assert scrolled(first, width, total, caret) == first
