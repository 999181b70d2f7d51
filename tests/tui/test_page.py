"""Where each row of text stands with its brackets: golden pages, and any text with any marks."""

import pytest
from corpus_tool_testing.strategies import hostile_text
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from corpus_tool.text.layout import Layout, lay_out
from corpus_tool.text.terminal import PLAIN
from corpus_tool.tui.lanes import MORE, Bracket, Drawn, lanes, limited
from corpus_tool.tui.page import Line, Page, Part
from corpus_tool.tui.painting import lane_strip, text_strip


def drawn_lines(page: Page) -> list[str]:
    """The page as text, without the spaces at the end of each line."""
    lines = []
    for number in range(page.height):
        line = page.line(number)
        if line.part is Part.RULE:
            lines.append("rule")
        elif line.part is Part.TEXT:
            lines.append(text_strip(page.layout.row(line.row), 0, page.marks(line.row), None).text.rstrip())
        else:
            lines.append(lane_strip(page.lanes(line.row)[line.lane], 0, None, {}).text.rstrip())
    return lines


def mark(id: str, *fragments: tuple[int, int], caption: str = "ORG", **more) -> Drawn:
    return Drawn(id, fragments, caption, "red", **more)


GOLDEN = {
    "nested": ([mark("a", (0, 5)), mark("b", (0, 11))], ["alpha bravo charlie", "╰ORG╯", "╰───ORG───╯"]),
    "overlapping": (
        [mark("a", (0, 11)), mark("b", (6, 19))],
        ["alpha bravo charlie", "╰───ORG───╯", "      ╰────ORG────╯"],
    ),
    "side by side": ([mark("a", (0, 5)), mark("b", (6, 11))], ["alpha bravo charlie", "╰ORG╯ ╰ORG╯"]),
    "in two pieces": ([mark("a", (0, 5), (12, 19))], ["alpha bravo charlie", "╰ORG╯┄┄┄┄┄┄┄╰─ORG─╯"]),
    "around another": (
        [mark("a", (0, 5), (12, 19)), mark("b", (6, 11))],
        ["alpha bravo charlie", "      ╰ORG╯", "╰ORG╯┄┄┄┄┄┄┄╰─ORG─╯"],
    ),
    "a trigger": ([mark("a", (0, 5), is_trigger=True)], ["alpha bravo charlie", "╚ORG╝"]),
    "of another layer": ([mark("a", (0, 5), kind="other")], ["alpha bravo charlie", "└ORG┘"]),
    "narrower than its name": ([mark("a", (0, 2))], ["alpha bravo charlie", "OR"]),
    "nothing": ([], ["alpha bravo charlie"]),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_page_with_marks_is_drawn_like_this(name):
    marks, wanted = GOLDEN[name]
    assert drawn_lines(Page(lay_out("alpha bravo charlie", 30, "ltr"), marks, 9)) == wanted


def test_a_page_from_right_to_left_is_drawn_from_the_right():
    assert drawn_lines(Page(lay_out("\u05d0\u05d1 \u05d2\u05d3\u05d4", 12, "rtl"), [mark("a", (3, 6))], 9)) == [
        "      \u05d4\u05d3\u05d2 \u05d1\u05d0",
        "      ORG",
    ]


def test_the_headline_has_a_rule_beneath_its_last_row_and_its_brackets():
    page = Page(lay_out("alpha\nbravo", 30, "ltr"), [mark("a", (0, 5))], 9, ruled=0)
    assert drawn_lines(page) == ["alpha", "╰ORG╯", "rule", "bravo"]


def test_forty_marks_on_a_word_leave_room_for_the_text():
    page = Page(lay_out("alpha bravo", 30, "ltr"), [mark(f"s{n}", (0, 5)) for n in range(40)], 4)
    assert drawn_lines(page) == ["alpha bravo", *["╰ORG╯"] * 3, "└+37┘"]
    assert page.rows_with({"s39"}) == {0}


def test_lanes_within_the_limit_are_left_as_they_are():
    laid = lanes([Bracket(0, 5, mark("a", (0, 5))), Bracket(0, 5, mark("b", (0, 5)))])
    assert limited(laid, 2, [*laid[0], *laid[1]]) == laid
    assert [bracket.drawn.id for bracket in limited(laid, 1, [*laid[0], *laid[1]])[0]] == [MORE]


MARKS = st.lists(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), min_size=1, max_size=3), max_size=12)


@given(text=hostile_text, places=MARKS, width=st.integers(1, 40), most=st.integers(1, 6), ruled=st.booleans())
def test_any_text_with_any_marks_at_any_width_has_lines_that_add_up(text, places, width, most, ruled):
    marks = [
        mark(f"s{n}", *[(a, min(a + b, len(text))) for a, b in some if a < len(text)]) for n, some in enumerate(places)
    ]
    layout = lay_out(text, width, "rtl")
    page = Page(layout, [one for one in marks if one.fragments], most, ruled=0 if ruled else None)
    page.settle(0, len(text) * 10)
    assert page.line(page.height) is None
    assert page.line(-1) is None
    assert sum(len(page.lines_of(row)) for row in range(page.rows)) == page.height
    for number in range(page.height):
        line = page.line(number)
        assert number in page.lines_of(line.row)
        assert page.row_at(number) == line.row
        if line.part is not Part.RULE:
            _assert_cells_add_up(page, line)


@given(text=hostile_text, places=MARKS, width=st.integers(1, 40), most=st.integers(1, 6))
def test_a_page_that_was_looked_at_bit_by_bit_or_had_other_marks_before_is_the_same(text, places, width, most):
    marks = [
        mark(f"s{n}", *[(a, min(a + b, len(text))) for a, b in some if a < len(text)]) for n, some in enumerate(places)
    ]
    marks = [one for one in marks if one.fragments]
    layout = lay_out(text, width, "rtl")
    whole = Page(layout, marks, most)
    whole.settle(0, len(text) * 10)
    before = Page(layout, marks[::2], most)
    before.settle(0, 3)
    by_and_by = Page(layout, marks, most, earlier=before)
    for row in reversed(range(by_and_by.rows)):
        by_and_by.lines_of(row)
    for number in range(max(whole.height, by_and_by.height)):
        line = whole.line(number)
        assert by_and_by.line(number) == line
        assert line is None or by_and_by.lanes(line.row) == whole.lanes(line.row)


def test_of_a_long_article_only_the_rows_in_view_are_put_in_order(monkeypatch):
    looked_at: list[int] = []
    real = Layout.row
    monkeypatch.setattr(Layout, "row", lambda self, number: looked_at.append(number) or real(self, number))
    text = "كلمة " * 10_000
    page = Page(Layout(text, 80, "rtl"), [mark(f"s{n}", (n * 10, n * 10 + 4)) for n in range(5_000)], 12)
    page.settle(100, 24)
    assert page.height == 2 * page.rows
    assert set(looked_at) == set(range(50, 62))


def test_on_rows_of_one_direction_the_height_is_known_before_they_are_looked_at():
    text = "كلمة في سطر " * 40
    marks = [mark(f"s{n}", (n * 7, n * 7 + 9)) for n in range(60)]
    page = Page(lay_out(text, 30, "rtl"), marks, 12)
    guessed = page.height
    page.settle(0, 10_000)
    assert page.height == guessed


def _assert_cells_add_up(page: Page, line: Line) -> None:
    width = page.layout.width
    if line.part is Part.TEXT:
        strip = text_strip(page.layout.row(line.row), width, page.marks(line.row), None)
    else:
        strip = lane_strip(page.lanes(line.row)[line.lane], width, "s0", {"s1": "ab"}, PLAIN)
    assert strip.cell_length == width == sum(cell_len(segment.text) for segment in strip)
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in strip.text)
