"""Tokens and spans as the tables have them, packed as columns."""

import pytest

from corpus_tool.errors import StoreError
from corpus_tool.languages import tokenize
from corpus_tool.store.rows import cut_from_blob, tokens_to_blob
from corpus_tool.store.span_rows import MovedMarkError, span_rows

PACKED = '[[7,7],[{}],["s1","s2"],["ORG","PER"],["a","b"],[[[0,1]],{}],[null,null]]'


@pytest.mark.parametrize("text", ["قصف الجيش، 15 مرة", "https://example.org/a قال", "a@b.co"])
def test_tokens_of_any_kind_come_back(text):
    tokens = tuple(tokenize(text, "ar"))
    assert tuple(cut_from_blob(tokens_to_blob(tokens))) == tokens


@pytest.mark.parametrize("stored", [b"", b"\xdc", tokens_to_blob(tokenize("قصف الجيش", "ar"))[:-2]])
def test_tokens_that_are_damaged_are_told(stored):
    with pytest.raises(StoreError, match="damaged"):
        cut_from_blob(stored)


def test_rows_come_in_the_order_of_their_positions():
    rows = span_rows(PACKED.format("5,2", "[[2,3]]").encode())
    assert (rows.ids, rows.positions, rows.words) == (["s2", "s1"], [2, 5], ["b", "a"])
    columns = rows.columns()
    assert columns and (columns.starts, columns.ends) == ([2, 0], [3, 1])
    assert rows.stretches() == {7: slice(0, 2)}
    with pytest.raises(MovedMarkError, match="s2 is stored as 'b'"):
        rows.refuse_moved(columns, "axc")


def test_rows_of_several_pieces_are_no_columns():
    rows = span_rows(PACKED.format("0,1", "[[2,3],[4,5]]").encode())
    assert rows.columns() is None
    assert [one.annotation.fragments for one in rows.placed()] == [((0, 1),), ((2, 3), (4, 5))]
    assert rows.only(slice(1)).columns() is not None


@pytest.mark.parametrize("place", ["[]", "[[2]]", "", "[[2,3]],[[4,5]]", "[[2,"])
def test_places_that_are_damaged_are_told(place):
    with pytest.raises(StoreError, match="damaged"):
        span_rows(PACKED.format("0,1", place).encode())
