"""Lines into strips: which cells are styled how, and that no mark is torn off its letter."""

from itertools import pairwise
from typing import get_args

import pytest
from corpus_tool_testing.strategies import hostile_text
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from corpus_tool.text.layout import lay_out
from corpus_tool.text.selection import Selection
from corpus_tool.text.terminal import Mode, Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.lanes import Bracket, Drawn, bracket_cells, brackets_on, lanes, listed
from corpus_tool.tui.painting import lane_strip, text_strip
from corpus_tool.tui.widgets.lines import Piece, line_strip

MODES: tuple[Mode, ...] = get_args(Mode)
TEXT = "في دمشق F-16"
NAME = Drawn("s1", ((3, 7),), "GPE", "green")


def styles(strip) -> list[tuple[str, object]]:
    return [(character, segment.style) for segment in strip for character in segment.text]


def test_a_marked_word_has_its_colour_on_each_of_its_cells_and_nowhere_else():
    strip = text_strip(lay_out(TEXT, 20, "rtl").row(0), 20, (NAME,), None)
    coloured = [text for text, style in styles(strip) if style == palette.span_style("green")]
    assert len(coloured) == 4
    assert strip.cell_length == 20


def test_the_innermost_mark_gives_the_colour_and_a_line_tells_that_there_is_another():
    inner = Drawn("s2", ((4, 6),), "ORG", "red")
    strip = text_strip(lay_out(TEXT, 20, "rtl").row(0), 20, (inner, NAME), None)
    found = [style for _, style in styles(strip)]
    assert found.count(palette.span_style("green")) == 2
    assert found.count(palette.span_style("red") + palette.OVERLAP) == 2


def test_the_selection_is_reversed_and_its_moving_edge_underlined():
    strip = text_strip(lay_out(TEXT, 20, "rtl").row(0), 20, (), Selection(3, 7))
    marked = [style for _, style in styles(strip) if style and style.reverse]
    assert len(marked) == 4
    assert sum(bool(style.underline) for style in marked) == 1


def test_a_bracket_says_its_label_in_whatever_room_there_is():
    shown = ["".join(bracket_cells(Bracket(0, width, NAME))) for width in range(1, 9)]
    assert shown == ["G", "GP", "GPE", "GPE─", "╰GPE╯", "╰GPE─╯", "╰─GPE─╯", "╰─GPE──╯"]
    trigger = NAME._replace(caption="Die", is_trigger=True)
    assert "".join(bracket_cells(Bracket(0, 6, trigger))) == "╚Die═╝"


def test_nested_marks_have_lanes_of_their_own_the_narrowest_on_top():
    layout = lay_out("قوات سوريا الديمقراطية", 40, "rtl")
    found = brackets_on(
        layout, 0, [Drawn("wide", ((0, 22),), "ORG", "yellow"), Drawn("inner", ((5, 10),), "GPE", "green")]
    )
    assert [[bracket.drawn.id for bracket in lane] for lane in lanes(found)] == [["inner"], ["wide"]]


def test_a_mark_over_two_rows_is_bracketed_on_both():
    layout = lay_out("كلمة " * 10, 20, "rtl")
    assert all(brackets_on(layout, row, [Drawn("s", ((0, 45),), "ORG", "red")]) for row in (0, 1))


def test_a_hint_stands_on_the_bracket_it_picks():
    strip = lane_strip([Bracket(2, 9, NAME)], 12, None, {"s1": "as"})
    assert strip.text == "  asGPE─╯   "
    assert "".join(text for text, style in styles(strip) if style == palette.HINT) == "as"


@given(text=hostile_text, width=st.integers(2, 30), data=st.data())
def test_cropping_a_strip_never_tears_a_cluster(text, width, data):
    line = lay_out(text, width, "rtl").row(0)
    strip = text_strip(line, width, (), None)
    assert strip.cell_length == max(width, line.used)
    cells = data.draw(st.integers(0, width))
    whole = [cluster.glyph for cluster in line.clusters if cluster.column + cluster.width <= cells]
    # A wide glyph cut in half becomes a blank; everything else is whole or gone.
    assert strip.crop(0, cells).text.rstrip() == (" " * line.pad + "".join(whole)).rstrip()


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 10)), max_size=12).map(
        lambda pairs: [
            Bracket(first, first + width, NAME._replace(id=str(number))) for number, (first, width) in enumerate(pairs)
        ]
    )
)
def test_brackets_of_one_lane_never_meet_and_none_is_dropped(brackets):
    laid = lanes(brackets)
    assert sorted(bracket for lane in laid for bracket in lane) == sorted(brackets)
    for lane in laid:
        assert all(one.last <= other.first for one, other in pairwise(lane))
        assert lane_strip(lane, 40, None, {}).cell_length == 40


@given(
    widths=st.lists(st.integers(1, 12), max_size=8),
    width=st.integers(1, 30),
)
def test_brackets_are_listed_whole_where_none_can_stand_beneath_its_word(widths, width):
    brackets = [Bracket(at, at + 1, NAME._replace(id=str(at), caption="x" * one)) for at, one in enumerate(widths)]
    laid = listed(brackets, width)
    assert [bracket.drawn.id for lane in laid for bracket in lane] == [str(at) for at in range(len(widths))]
    for lane in laid:
        assert all(one.last < other.first for one, other in pairwise(lane))
        assert all(bracket.last <= width for bracket in lane)


@pytest.mark.parametrize("mode", MODES)
@given(text=hostile_text)
def test_a_line_of_pieces_has_the_same_cells_in_every_mode(mode, text):
    plain = line_strip([Piece("("), Piece(text), Piece(")")], 40)
    assert line_strip([Piece("("), Piece(text), Piece(")")], 40, Terminal(mode=mode)).cell_length == plain.cell_length
    for strip in (plain, line_strip([Piece(text)], 40, Terminal(mode=mode))):
        assert sum(map(cell_len, (segment.text for segment in strip))) == strip.cell_length


@given(text=hostile_text, width=st.integers(2, 30))
def test_a_guarded_line_has_the_cells_of_a_plain_one(text, width):
    for row in range(lay_out(text, width, "rtl").height):
        plain, guarded = (lay_out(text, width, "rtl", Terminal(mode=mode)).row(row) for mode in MODES[:2])
        assert [cluster.column for cluster in plain.clusters] == [cluster.column for cluster in guarded.clusters]
        strip = text_strip(guarded, width, (), None)
        assert sum(cell_len(segment.text) for segment in strip) == strip.cell_length
