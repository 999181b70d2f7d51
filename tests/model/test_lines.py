"""Which line of a log is shown is a question to the set of its revisions."""

from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.model.lines import Knot, heads, line


def knot(uid: str, parent: str | None = None, closes: tuple[str, ...] = (), *, merged: bool = True) -> Knot:
    return Knot(uid, parent, closes, merged)


def test_a_line_has_one_head():
    knots = [knot("a"), knot("b", "a"), knot("c", "b")]
    assert heads(knots) == ["c"]
    assert line(knots, "c") == ["a", "b", "c"]
    assert heads([]) == []


def test_the_longer_line_leads():
    assert heads([knot("a"), knot("z", "a"), knot("b", "a"), knot("c", "b")]) == ["c", "z"]


def test_work_done_here_leads_however_short():
    assert heads([knot("a"), knot("b", "a"), knot("c", "b"), knot("h", "a", merged=False)]) == ["h", "c"]


def test_a_line_that_goes_on_elsewhere_stays_the_one_from_here():
    here = [knot("a"), knot("h", "a", merged=False)]
    assert heads([*here, knot("b", "a"), knot("c", "b"), knot("i", "h")]) == ["i", "c"]


def test_a_choice_ends_the_other_lines_until_they_go_on():
    knots = [knot("a"), knot("b", "a"), knot("c", "a"), knot("d", "b", ("c",))]
    assert heads(knots) == ["d"]
    assert heads([*knots, knot("e", "c")]) == ["d", "e"]


@given(st.data())
def test_the_order_of_arrival_does_not_matter(data):
    knots: list[Knot] = []
    for number in range(data.draw(st.integers(1, 12))):
        parent = data.draw(st.sampled_from([None, *(one.uid for one in knots)]))
        knots.append(knot(f"{number:02}", parent, merged=data.draw(st.booleans())))
    rest, arrived, seen = data.draw(st.permutations(knots)), [], {None}
    while rest:
        ready = next(one for one in rest if one.parent in seen)
        rest.remove(ready)
        arrived.append(ready)
        seen.add(ready.uid)
    assert heads(arrived) == heads(knots)
