"""Spans in columns by how deep they lie."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.model.annotations import Span
from corpus_tool.model.nesting import in_columns, levels

RANGES = st.lists(st.lists(st.integers(0, 20), min_size=2, max_size=2, unique=True).map(sorted), max_size=12)


def spans(ranges):
    return [Span(id=f"s{number}", label="ORG", fragments=(tuple(pair),)) for number, pair in enumerate(ranges)]


def test_the_outer_span_comes_before_the_inner_even_behind_one_that_crosses():
    assert levels(spans([(6, 7), (0, 5), (3, 8)]), 4) == [2, 0, 1]
    assert levels(spans([(0, 5), (3, 8), (4, 5), (6, 7)]), 4) == [0, 1, 2, 2]


@given(RANGES, st.integers(1, 4))
def test_no_two_of_a_column_share_a_character_and_none_is_deeper_than_what_it_lies_in(ranges, depth):
    found = spans(ranges)
    columns = in_columns(found, depth)
    for column in columns:
        places = sorted(span.fragments[0] for span in column)
        assert all(one[1] <= other[0] for one, other in pairwise(places))
    level_of = dict(zip([span.id for span in found], levels(found, depth), strict=True))
    for inner in found:
        for outer in found:
            (start, end), (first, last) = inner.fragments[0], outer.fragments[0]
            known = level_of[inner.id] is not None and level_of[outer.id] is not None
            if known and first <= start and end <= last and (first, last) != (start, end):
                assert level_of[outer.id] < level_of[inner.id]
