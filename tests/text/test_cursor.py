"""How a caret moves through text of two directions."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.text import cursor as motions
from corpus_tool.text.cursor import Cursor, at, extend
from corpus_tool.text.layout import Layout
from corpus_tool.text.terminal import Terminal

MIXED = "\u05d0\u05d1 abc \u05d2\u05d3"


def trail(layout: Layout, motion: Callable[[Layout, Cursor], Cursor], start: int, steps: int) -> list[int]:
    cursor = at(layout, start)
    found = []
    for _ in range(steps):
        cursor = motion(layout, cursor)
        found.append(cursor.offset)
    return found


def test_left_goes_cell_by_cell_through_a_change_of_direction() -> None:
    assert trail(Layout(MIXED, 20, "rtl"), motions.left, 0, 8) == [1, 2, 5, 4, 3, 6, 7, 8]


def test_left_at_the_left_edge_of_right_to_left_text_goes_on_to_the_next_line() -> None:
    layout = Layout("\u05d0\u05d1\u05d2 \u05d3\u05d4", 4, "rtl")
    assert trail(layout, motions.left, 2, 3) == [3, 4, 5]
    assert trail(layout, motions.right, 4, 2) == [3, 2]


def test_left_at_the_left_edge_of_other_text_goes_back_to_the_end_of_the_line_before() -> None:
    layout = Layout("abc de", 4, "ltr")
    assert trail(layout, motions.left, 4, 2) == [3, 2]
    assert trail(layout, motions.right, 2, 3) == [3, 4, 5]


def test_the_line_that_is_entered_is_entered_on_its_own_side() -> None:
    layout = Layout("\u05d0\u05d1\nab", 9, "auto")
    assert trail(layout, motions.left, 1, 1) == [3]
    assert trail(layout, motions.left, 3, 1) == [1]


def test_the_ends_of_the_document_hold() -> None:
    layout = Layout("ab\n\u05d0", 9, "auto")
    assert trail(layout, motions.left, 0, 1) == [0]
    assert trail(layout, motions.left, 3, 1) == [3]


def test_a_blank_line_is_a_place_to_stand() -> None:
    layout = Layout("a\n\nb", 9)
    assert trail(layout, motions.down, 0, 3) == [2, 3, 3]
    assert trail(layout, motions.right, 0, 3) == [2, 3, 3]


def test_up_and_down_come_back_to_the_column_after_a_short_line() -> None:
    layout = Layout("abcdef\nx\nabcdef", 9)
    assert trail(layout, motions.down, 4, 2) == [7, 13]
    assert motions.down(layout, at(layout, 4), rows=99).offset == 13
    assert motions.up(layout, at(layout, 13), rows=99).offset == 4


def test_a_step_aside_forgets_the_column() -> None:
    layout = Layout("abcdef\nx\nabcdef", 9)
    cursor = motions.down(layout, at(layout, 4))
    assert motions.down(layout, motions.left(layout, cursor)).offset == 7


def test_the_start_of_a_line_is_where_reading_starts() -> None:
    layout = Layout(MIXED, 20, "rtl")
    assert motions.line_start(layout, at(layout, 4)) == Cursor(0)
    assert motions.line_end(layout, at(layout, 4)) == Cursor(8)


def test_paragraphs_are_walked_both_ways() -> None:
    layout = Layout("aa\n\nbb", 9)
    assert trail(layout, motions.next_paragraph, 0, 3) == [3, 4, 5]
    assert trail(layout, motions.previous_paragraph, 5, 4) == [4, 3, 0, 0]


def test_the_document_has_a_first_and_a_last_cluster() -> None:
    layout = Layout("ab\u0301\n", 9)
    assert motions.document_start(layout) == Cursor(0)
    assert motions.document_end(layout) == Cursor(4)
    assert motions.document_end(Layout("ab\u0301", 9)) == Cursor(1)


def test_words_are_walked_in_reading_order() -> None:
    layout = Layout(MIXED, 20, "rtl")
    words = [(0, 2), (3, 6), (7, 9)]
    cursor = at(layout, 1)
    assert motions.next_word(layout, cursor, words) == Cursor(3)
    assert motions.next_word(layout, at(layout, 8), words) == Cursor(8)
    assert motions.previous_word(layout, at(layout, 4), words) == Cursor(3)
    assert motions.previous_word(layout, at(layout, 3), words) == Cursor(0)
    assert motions.previous_word(layout, at(layout, 0), words) == Cursor(0)


def test_a_selection_takes_both_carets_and_is_one_range_of_the_text() -> None:
    layout = Layout("\u05d0\u05b8 abc \u05d2\u05b8", 20, "rtl")
    assert extend(layout, Cursor(7), Cursor(0)) == (0, 9)
    assert extend(layout, Cursor(0), Cursor(0)) == (0, 2)


def test_a_caret_that_is_sent_inside_a_cluster_stands_on_it() -> None:
    assert at(Layout("\u05d0\u05b8", 9), 1) == Cursor(0)
    with pytest.raises(IndexError):
        at(Layout("a", 9), 2)


TEXTS = st.text(alphabet="ab \u05d0\u05d1\u05b8\u0644\u0627\u064e1,(\u200f\u200e\n", max_size=40)
MODES = st.sampled_from([Terminal(), Terminal(mode="words"), Terminal(mode="logical")])
LAYOUTS = st.builds(Layout, TEXTS, st.integers(2, 12), st.sampled_from(["auto", "rtl", "ltr"]), MODES)


@given(LAYOUTS, st.data())
def test_a_step_and_its_opposite_lead_back_inside_a_line(layout: Layout, data: st.DataObject) -> None:
    cursor = at(layout, data.draw(st.integers(0, len(layout.text))))
    stepped = motions.left(layout, cursor)
    if layout.row_of(stepped.offset) == layout.row_of(cursor.offset) and stepped != cursor:
        assert motions.right(layout, stepped) == cursor


@given(LAYOUTS)
def test_walking_sideways_visits_every_line(layout: Layout) -> None:
    cursor, rows = motions.document_start(layout), set()
    for _ in range(3 * len(layout.text) + 3):
        line = layout.row(layout.row_of(cursor.offset))
        rows.add(layout.row_of(cursor.offset))
        cursor = (motions.left if line.from_right else motions.right)(layout, cursor)
    assert rows == set(range(layout.height))


@given(LAYOUTS, st.data())
def test_every_motion_ends_on_a_cluster(layout: Layout, data: st.DataObject) -> None:
    cursor = at(layout, data.draw(st.integers(0, len(layout.text))))
    sideways = [motions.left, motions.right, motions.up, motions.down, motions.line_start, motions.line_end]
    for motion in (*sideways, motions.next_paragraph, motions.previous_paragraph):
        moved: Cursor = motion(layout, cursor)
        assert layout.cluster_at(moved.offset).start == moved.offset
