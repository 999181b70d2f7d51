"""Where a document's offsets are on the screen, told by example."""

from itertools import pairwise

import pytest

from corpus_tool.text.clusters import cut
from corpus_tool.text.layout import Layout, lay_out
from corpus_tool.text.terminal import Terminal
from corpus_tool.text.wrapping import line_borders

HEBREW = "\u05d0\u05d1\u05d2 \u05d3\u05d4\u05d5"


def wrapped(text: str, width: int) -> list[str]:
    clusters = cut(text)
    borders = line_borders(clusters, width)
    starts = [*clusters.starts, len(text)]
    return [text[starts[first] : starts[last]] for first, last in pairwise(borders)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 8, ["one two ", "three"]),
        ("one two three", 7, ["one ", "two ", "three"]),
        ("abcdefgh ij", 5, ["abcde", "fgh ", "ij"]),
        ("abcde", 5, ["abcde"]),
        ("a     b", 3, ["a  ", "   ", "b"]),
        ("a\u00a0b c", 4, ["a\u00a0b ", "c"]),
        ("\u4e2d\u4e2d\u4e2d", 5, ["\u4e2d\u4e2d", "\u4e2d"]),
        ("a\u0301\u0301b\u0301c", 2, ["a\u0301\u0301b\u0301", "c"]),
        ("", 5, []),
    ],
)
def test_a_paragraph_breaks_after_spaces_and_inside_a_word_only_in_need(
    text: str, width: int, lines: list[str]
) -> None:
    assert wrapped(text, width) == lines


def test_right_to_left_text_starts_at_the_right_edge() -> None:
    layout = Layout(HEBREW, 10, "rtl")
    assert [layout.place(offset) for offset in range(7)] == [(0, column) for column in range(9, 2, -1)]


def test_only_a_line_feed_ends_a_paragraph() -> None:
    layout = Layout("a\u2028b\u2029c\x85d\x0ce\x0bf\x1cg\rh\ni", 40)
    assert layout.height == 2


def test_a_declared_direction_holds_for_every_paragraph_and_auto_looks_at_each() -> None:
    text = "F-16\n\u05d0\n123"
    assert [Layout(text, 9, "rtl").row(number).level for number in range(3)] == [1, 1, 1]
    assert [Layout(text, 9, "auto").row(number).level for number in range(3)] == [0, 1, 0]


def test_a_line_end_has_the_place_of_what_is_before_it() -> None:
    layout = Layout("ab\r\n\r\ncd", 9)
    assert [layout.place(offset) for offset in (1, 2, 3)] == [(0, 1)] * 3
    assert [layout.place(offset) for offset in (4, 5)] == [(1, 0)] * 2
    assert layout.place(8) == (2, 1)


def test_beside_a_right_to_left_line_its_left_is_the_end() -> None:
    layout = Layout(HEBREW + " abc", 20, "rtl")
    assert (layout.offset(0, 0), layout.offset(0, 19)) == (10, 0)


def test_below_the_document_is_its_last_row() -> None:
    layout = Layout("ab\ncd", 9)
    assert (layout.offset(99, 1), layout.offset(-1, 1)) == (4, 1)


def test_a_range_over_a_change_of_direction_is_several_runs() -> None:
    layout = Layout("abc " + HEBREW, 20, "ltr")
    assert layout.runs(2, 6) == [(0, 2, 4), (0, 9, 11)]
    assert layout.runs(2, 2) == []


def test_a_mark_in_a_range_paints_its_letter() -> None:
    assert Layout("\u0628\u0651\u0628", 5, "ltr").runs(1, 2) == [(0, 1, 2)]


def test_runs_stay_within_the_rows_that_are_asked_for() -> None:
    layout = Layout("a\n" * 50, 5)
    assert layout.runs(0, 100, within=range(7, 9)) == [(7, 0, 1), (8, 0, 1)]


def test_an_edge_keeps_lam_and_alef_apart() -> None:
    ligating = Terminal(lam_alef="ligature")
    assert [c.glyph for c in Layout("x\n\u0644\u0627", 5, "rtl", ligating).row(1).clusters] == ["\ufefb"]
    apart = Layout("x\n\u0644\u0627", 5, "rtl", ligating, frozenset({3}))
    assert [c.glyph for c in apart.row(1).clusters] == ["\ufe8e", "\ufedf"]


def test_vowel_signs_can_be_hidden_without_losing_their_offsets() -> None:
    layout = Layout("\u0628\u064e\u0651\u0628", 5, "rtl", Terminal(show_marks=False))
    assert [(c.start, c.end, c.glyph) for c in layout.row(0).clusters] == [(3, 4, "\ufe90"), (0, 3, "\ufe91")]


def test_a_paragraph_knows_its_offsets_and_rows() -> None:
    layout = Layout("aaa bbb\r\n\nccc", 4)
    assert [layout.paragraph(index) for index in range(3)] == [(0, 7), (9, 9), (10, 13)]
    assert [layout.paragraph_rows(index) for index in range(3)] == [range(2), range(2, 3), range(3, 4)]


def test_what_does_not_exist_is_refused() -> None:
    layout = Layout("ab", 5)
    with pytest.raises(IndexError, match="no row 1"):
        layout.row(1)
    with pytest.raises(IndexError, match="no row -1"):
        layout.row(-1)
    with pytest.raises(IndexError, match="no offset 3"):
        layout.place(3)
    with pytest.raises(IndexError, match="no paragraph 1"):
        layout.paragraph(1)


def test_opening_a_long_document_measures_no_more_than_its_first_screen() -> None:
    layout = Layout("word " * 20 + "\n" + "\u0628" * 50 + "\n" * 100_000, 40)
    layout.row(30)
    assert len(layout._paragraphs) < 40


def test_the_same_layout_is_not_made_twice() -> None:
    assert lay_out("a", 5, "rtl") is lay_out("a", 5, "rtl")
    assert lay_out("a", 5, "rtl") is not lay_out("a", 6, "rtl")
