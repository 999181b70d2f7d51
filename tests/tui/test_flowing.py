"""Sentences in the rows of a panel."""

from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.text.inline import cells
from corpus_tool.tui.flowing import flowed, in_two

words = st.text(alphabet="abcאבגدرز\u064e", min_size=1, max_size=12)


@given(st.lists(words, max_size=20), st.integers(1, 40))
def test_no_word_is_lost_and_no_row_is_wider_but_by_one_word(parts, width):
    rows = flowed(" ".join(parts), width)
    assert " ".join(rows).split() == " ".join(parts).split()
    assert all(cells(row) <= width or " " not in row for row in rows)


def test_nothing_is_one_empty_row():
    assert flowed("", 10) == [""]


@given(st.lists(words, max_size=20), st.integers(8, 40))
def test_a_message_has_two_rows_at_most_and_loses_nothing_that_fits_into_them(parts, width):
    rows = in_two(" ".join(parts), width)
    assert len(rows) <= 2
    assert all(cells(row) <= width for row in rows)
    if len(flowed(" ".join(parts), width - 2)) <= 2 and all(cells(part) <= width - 2 for part in parts):
        assert " ".join(rows).split() == " ".join(parts).split()
