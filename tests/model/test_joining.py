"""What two lines of one layer come to when all is kept that either says."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.model.annotations import Argument, Event, Relation, Span
from corpus_tool.model.changes import Status
from corpus_tool.model.joining import joined
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.model.references import missing_references


def span(id: str, start: int = 0, label: str = "ORG", **more: object) -> Span:
    return Span(id=id, label=label, fragments=((start, start + 3),), **more)


def layer(*annotations, status: Status = Status.IN_PROGRESS) -> Layer:
    name = LayerName("noa", LayerKind.ANNOTATOR)
    return Layer.of(name, SchemaRef("news", "1.0.0"), list(annotations), status)


def test_what_either_line_added_is_there_once_and_what_one_deleted_is_gone():
    base = layer(span("s1"), span("s2", 10))
    found = joined(base, layer(span("s1"), span("s2", 10), span("a", 20)), layer(span("s2", 10), span("b", 30)))
    assert {one.id for one in found.layer.spans} == {"s2", "a", "b"}
    assert found.contested == ()


def test_what_one_line_changed_counts_and_what_both_changed_stays_as_it_is_shown_and_is_named():
    base = layer(span("s1"), span("s2", 10))
    found = joined(
        base, layer(span("s1", label="GPE"), span("s2", 10)), layer(span("s1", label="LOC"), span("s2", 10, "PER"))
    )
    assert [one.label for one in found.layer.spans] == ["GPE", "PER"]
    assert found.contested == ("s1",)


def test_what_was_changed_on_one_line_is_not_lost_because_the_other_deleted_it():
    base = layer(span("s1"), span("s2", 10))
    found = joined(
        base,
        layer(
            span("s1", note="sure"),
        ),
        layer(span("s2", 10, "PER")),
    )
    assert {(one.id, one.label) for one in found.layer.spans} == {("s1", "ORG"), ("s2", "PER")}
    assert set(found.contested) == {"s1", "s2"}


def test_a_span_that_both_marked_is_one_and_the_events_of_both_have_it():
    event = Event(id="e2", type="Attack", fragments=((40, 43),), arguments=(Argument("Attacker", "b"),))
    same = Relation(id="r2", type="coreference", source="b", target="c")
    found = joined(layer(), layer(span("a")), layer(span("b"), span("c", 9), event, same))
    assert {one.id for one in found.layer.spans} == {"a", "c"}
    assert found.layer.events[0].arguments == (Argument("Attacker", "a"),)
    assert found.layer.relations[0].source == "a"


def test_what_an_event_of_one_line_points_at_is_not_deleted_by_the_other():
    event = Event(id="e1", type="Attack", fragments=((40, 43),), arguments=(Argument("Attacker", "s1"),))
    found = joined(layer(span("s1")), layer(), layer(span("s1"), event))
    assert {one.id for one in found.layer.ordered} == {"s1", "e1"}


def test_a_layer_is_done_where_both_lines_are():
    done, begun = layer(status=Status.DONE), layer()
    assert joined(layer(), done, done).layer.status is Status.DONE
    assert joined(layer(), done, begun).layer.status is Status.IN_PROGRESS


LAYERS = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["ORG", "GPE"])), unique_by=lambda one: one[0]).map(
    lambda marks: layer(*(span(f"s{number}", number * 10, label) for number, label in marks))
)


@given(LAYERS, LAYERS, LAYERS)
def test_nothing_that_one_line_alone_did_is_lost_and_positions_are_one_for_each(base, shown, other):
    found = joined(base, shown, other).layer
    assert len({one.position for one in found.placed.values()}) == len(found.placed)
    assert list(missing_references(found.ordered)) == []
    for line, rest in ((shown, other), (other, shown)):
        for one in line.spans:
            if one.id not in base.placed or (rest.placed.get(one.id) == base.placed.get(one.id) != line.placed[one.id]):
                assert one.id in found.placed


@given(LAYERS, LAYERS)
def test_joining_what_says_the_same_changes_nothing(base, shown):
    assert joined(base, shown, shown).layer.placed == shown.placed
    assert replace(joined(base, shown, base).layer, revision=shown.revision).ordered == shown.ordered
