"""Two layers side by side: every annotation is told once, with its counterpart."""

from corpus_tool_testing.builders import ARABIC, event, layer, span, strike
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.model.annotations import Span
from corpus_tool.model.comparing import Verdict, compare


def verdicts(mine, theirs):
    return [
        (one.verdict, one.mine and one.mine.id, one.theirs and one.theirs.id)
        for one in compare(layer(mine, "rina"), layer(theirs, "noa"))
    ]


def test_a_layer_beside_itself_is_the_same_throughout():
    assert {one.verdict for one in compare(layer(strike()), layer(strike()))} == {Verdict.SAME}


def test_what_one_alone_has_and_what_is_labelled_or_cut_otherwise():
    mine = [span("a", ARABIC, "حلب", "ORG"), span("b", ARABIC, "الجيش"), span("c", ARABIC, "سانا")]
    theirs = [span("x", ARABIC, "حلب", "GPE"), span("y", ARABIC, "الجيش السوري"), span("z", ARABIC, "داعش")]
    assert verdicts(mine, theirs) == [
        (Verdict.BORDERS, "b", "y"),
        (Verdict.THEIRS, None, "z"),
        (Verdict.LABEL, "a", "x"),
        (Verdict.MINE, "c", None),
    ]


def test_of_nested_marks_each_finds_the_one_that_fits_it_best():
    mine = [span("a", ARABIC, "الجيش السوري"), span("b", ARABIC, "السوري", "NORP")]
    theirs = [span("x", ARABIC, "السوري", "NORP"), span("y", ARABIC, "الجيش السوري")]
    assert verdicts(mine, theirs) == [(Verdict.SAME, "a", "y"), (Verdict.SAME, "b", "x")]


def test_events_differ_by_what_their_arguments_point_at_not_by_its_id():
    mine = [span("a", ARABIC, "داعش"), event("e", ARABIC, "قصف", Target="a")]
    theirs = [span("x", ARABIC, "داعش"), event("e", ARABIC, "قصف", Target="x")]
    assert {one[0] for one in verdicts(mine, theirs)} == {Verdict.SAME}
    others = [span("x", ARABIC, "داعش"), event("e", ARABIC, "قصف", Attacker="x")]
    assert verdicts(mine, others)[0] == (Verdict.DETAILS, "e", "e")
    assert compare(layer(mine), layer(others))[0].details == ("Target", "Attacker")


spans = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 6), st.sampled_from(["ORG", "GPE"])), max_size=8, unique=True
)


def marked(found):
    return [Span(id=f"s{n}", label=label, fragments=((at, at + long),)) for n, (at, long, label) in enumerate(found)]


@given(spans, spans)
def test_every_annotation_is_told_exactly_once_and_both_ways_alike(mine, theirs):
    one, other = layer(marked(mine), "rina"), layer(marked(theirs), "noa")
    found = compare(one, other)
    assert sorted(c.mine.id for c in found if c.mine) == sorted(one.placed)
    assert sorted(c.theirs.id for c in found if c.theirs) == sorted(other.placed)
    assert all(c.mine or c.theirs for c in found)
    assert {Verdict.SAME} >= {c.verdict for c in compare(one, one)}
