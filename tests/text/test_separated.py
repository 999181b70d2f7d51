"""Cells between separators: as the standard has it, as scripts write them, and rows that are neither."""

import csv
from io import StringIO

import pytest
from corpus_tool_testing.strategies import any_text
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.text.separated import GOES_ON, NEVER_CLOSED, BrokenRow, Quoting, lines_in, separated

cells_of_a_row = st.lists(any_text.map(lambda text: text.replace("\0", "")), min_size=2, max_size=4)


def cells(text: str, separator: str = ""):
    return [getattr(row, "cells", row) for row in separated(text, separator).rows()]


@given(first=cells_of_a_row, separator=st.sampled_from(",;\t"))
def test_what_a_program_wrote_that_knows_the_standard_comes_back(first, separator):
    written = StringIO(newline="")
    csv.writer(written, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([["head"] * len(first), first])
    found = separated(written.getvalue(), separator)
    assert (found.quoting, cells(written.getvalue(), separator)) == (Quoting.STANDARD, [first])


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ('דאע"ש, תקף', 'דאע"ש'),  # a mark inside a cell is a letter
        ('"צה"ל, וגם ארה"ב",', 'צה"ל, וגם ארה"ב'),  # a pair around a cell, none minded inside
        ('"כך" אמר,', '"כך" אמר'),  # and none around one that begins with a mark
        ('"אמר ""כן""",', 'אמר "כן"'),
        ("x", "x"),  # what is missing at its end is empty
    ],
)
def test_a_mark_in_a_cell_is_no_border_of_it(row, cell):
    assert cells(f"text,more\n{row}\n")[0][0] == cell


def test_a_mark_that_none_closes_does_not_swallow_the_rows_behind_it():
    found = separated('id,text\n1,"פתוח\n2,"סגור"\n')
    assert found.quoting is Quoting.LETTERS
    assert [row.cells for row in found.rows()] == [["1", '"פתוח'], ["2", '"סגור"']]


def test_rows_that_cannot_be_told_say_in_which_line_and_why_and_the_rest_comes():
    assert cells('a,b\n1,"x" y\n\n2,z\n3,4,5\n6,"7\n') == [
        BrokenRow(2, GOES_ON),
        ["2", "z"],
        BrokenRow(5, "3 cells under 2 columns"),
        BrokenRow(6, NEVER_CLOSED),
    ]


@given(st.text(alphabet='a,"\r\n\u2028\x0b ', max_size=30))
def test_lines_end_where_the_module_of_python_has_them_end(text):
    assert list(lines_in(text)) == list(StringIO(text, newline=""))


def test_only_line_feeds_and_carriage_returns_end_a_row():
    assert cells("a,b\r\n1,x\u2028y\u0085\x1cz\r\n2,ב\n") == [["1", "x\u2028y\u0085\x1cz"], ["2", "ב"]]


def test_columns_of_one_name_are_told_apart_and_nothing_has_none():
    assert separated("text,text,text (2)\n").head == ["text", "text (2)", "text (2) (2)"]
    assert (separated("").head, separated("\n\n").head) == ([], [])
