"""Several layers beside one another: every annotation is told once, with what others have there and how it differs."""

from itertools import permutations

from corpus_tool_testing.builders import ARABIC, event, layer, span, strike
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.model.alignment import aligned
from corpus_tool.model.annotations import Argument, Event, Relation, Span
from corpus_tool.model.readings import Kind


def kinds(*layers):
    found = aligned([layer(annotations, name) for annotations, name in zip(layers, "abcd", strict=False)])
    return {kind for row in found for kind in row.kinds}


def rows(*layers):
    found = aligned([layer(annotations, name) for annotations, name in zip(layers, "abcd", strict=False)])
    return [([one.annotation.id for one in row.readings], list(row.kinds)) for row in found]


def test_layers_that_say_the_same_are_agreed_whatever_their_ids():
    renamed = [
        span("x1", ARABIC, "الجيش السوري", attributes={"subtype": "StateForces"}),
        span("x2", ARABIC, "داعش", attributes={"subtype": "ArmedGroup"}),
        event("y", ARABIC, "قصف", Attacker="x1", Target="x2"),
    ]
    same = [one for one in strike() if one.id in {"s1", "s3", "e1"}]
    assert all(row.is_agreed and len(row.readings) == 2 for row in aligned([layer(same, "a"), layer(renamed, "b")]))


def test_each_way_to_differ_has_its_kind():
    army = span("a", ARABIC, "الجيش")
    assert kinds([army], []) == {Kind.MISSING}
    assert kinds([army], [span("b", ARABIC, "الجيش السوري")]) == {Kind.BORDER}
    assert kinds([army], [span("b", ARABIC, "الجيش", "PER")]) == {Kind.LABEL}
    assert kinds([army], [span("b", ARABIC, "الجيش السوري", "PER")]) == {Kind.BORDER_AND_LABEL}
    assert kinds([army], [span("b", ARABIC, "الجيش", attributes={"subtype": "x"})]) == {Kind.ATTRIBUTE}
    assert kinds([army], [span("b", ARABIC, "الجيش", link="Q1")]) == {Kind.ATTRIBUTE}


def test_events_differ_by_trigger_type_arguments_and_roles():
    army = span("a", ARABIC, "الجيش")
    said = [army, event("e", ARABIC, "قصف", Attacker="a")]
    assert kinds(said, [army, event("f", ARABIC, "قصف الجيش", Attacker="a")]) == {Kind.TRIGGER}
    assert kinds(said, [army, event("f", ARABIC, "قصف", "Conflict.Attack", Attacker="a")]) == {Kind.EVENT_TYPE}
    assert kinds(said, [army, event("f", ARABIC, "قصف")]) == {Kind.ARGUMENT_MISSING}
    assert kinds(said, [army, event("f", ARABIC, "قصف", Target="a")]) == {Kind.ROLE}


def test_an_argument_with_other_borders_is_no_missing_argument():
    wide = span("b", ARABIC, "الجيش السوري")
    mine = [span("a", ARABIC, "الجيش"), event("e", ARABIC, "قصف", Attacker="a")]
    found = aligned([layer(mine, "a"), layer([wide, event("e", ARABIC, "قصف", Attacker="b")], "b")])
    assert [(row.kinds, row.details) for row in found] == [((Kind.BORDER,), ("Attacker",)), ((Kind.BORDER,), ())]


def test_three_layers_stand_in_one_row_and_the_silent_are_named():
    army = span("a", ARABIC, "الجيش")
    (row,) = aligned([layer([army], "a"), layer([], "b"), layer([span("c", ARABIC, "الجيش", "PER")], "c")])
    assert [one.layer.annotator for one in row.readings] == ["a", "c"]
    assert [name.annotator for name in row.silent] == ["b"]
    assert row.kinds == (Kind.MISSING, Kind.LABEL)


def test_relations_go_together_by_the_things_they_tie():
    one = [*strike()[:2], Relation(id="r", type="part_of", source="s2", target="s1")]
    assert rows(one, one)[-1] == (["r", "r"], [])
    other = [*strike()[:2], Relation(id="q", type="member", source="s2", target="s1")]
    assert rows(one, other)[-1] == (["r", "q"], [Kind.LABEL])
    assert rows(one, strike()[:2])[-1] == (["r"], [Kind.MISSING])


spans = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 6), st.sampled_from(["ORG", "GPE"])), max_size=6, unique=True
)


def marked(found):
    said = [Span(id=f"s{n}", label=label, fragments=((at, at + long),)) for n, (at, long, label) in enumerate(found)]
    arguments = tuple(Argument("Place", one.id) for one in said[:2])
    return [*said, Event(id="e", type="T", fragments=((0, 2),), arguments=arguments)]


@given(st.lists(spans, min_size=1, max_size=3))
def test_every_annotation_stands_in_one_row_and_the_order_of_layers_does_not_matter(found):
    layers = [layer(marked(one), name) for one, name in zip(found, "abc", strict=False)]
    told = [
        sorted(sorted((one.layer, one.annotation.id) for one in row.readings) for row in aligned(order))
        for order in permutations(layers)
    ]
    assert all(one == told[0] for one in told)
    assert sorted(key for row in told[0] for key in row) == sorted(
        (layer.name, id) for layer in layers for id in layer.placed
    )


@given(spans)
def test_a_layer_beside_itself_agrees_throughout(found):
    assert all(row.is_agreed for row in aligned([layer(marked(found), "a"), layer(marked(found), "b")]))
