"""What shares a character with a stretch of text."""

from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.model.annotations import Span
from corpus_tool.workbench.touching import Touching

RANGES = st.tuples(st.integers(0, 300), st.integers(1, 200)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(places=st.lists(st.lists(RANGES, min_size=1, max_size=3)), asked=RANGES)
def test_the_pages_find_what_going_through_all_finds(places, asked):
    spans = [Span(id=str(number), label="ORG", fragments=tuple(sorted(one))) for number, one in enumerate(places)]
    start, end = asked
    wanted = {span.id for span in spans if any(first < end and start < last for first, last in span.fragments)}
    found = [span.id for span in Touching(spans).at(start, end)]
    assert set(found) == wanted
    assert len(found) == len(wanted)


def test_an_empty_stretch_touches_nothing():
    assert Touching([Span(id="s", label="ORG", fragments=((0, 9),))]).at(4, 4) == []
