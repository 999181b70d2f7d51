"""A layer changes by applying changes, all of them or none."""

import pytest
from corpus_tool_testing.builders import ARABIC, layer, span, strike
from corpus_tool_testing.strategies import layers
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.errors import RefusedError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Argument
from corpus_tool.model.changes import Change, Status, StatusChange, inverse
from corpus_tool.model.layers import LayerKind, LayerName

NOA = LayerName("noa", LayerKind.ANNOTATOR)


def test_a_layer_keeps_the_order_it_was_given():
    assert [annotation.id for annotation in layer(strike()).ordered] == ["s1", "s2", "s3", "s4", "e1"]


def test_what_was_removed_comes_back_to_its_place():
    before = layer(strike())
    changes = edits.remove(before, "s2")
    assert before.apply(changes).apply(inverse(changes)).ordered == before.ordered


def test_removing_a_span_takes_the_arguments_that_point_at_it():
    after = (before := layer(strike())).apply(edits.remove(before, "s3"))
    assert after["e1"].arguments == (Argument("Attacker", "s1"),)
    assert "s3" not in after


def test_nothing_happens_where_one_change_of_several_fails():
    before = layer(strike())
    changes = (*edits.add(before, span("s9", ARABIC, "وكالة")), Change(7, before["s1"], None))
    with pytest.raises(RefusedError, match="e1 points at s1"):
        before.apply(changes)
    assert "s9" not in before


def test_a_change_is_refused_where_the_annotation_has_moved_on():
    before = layer(strike())
    removed = edits.remove(before, "s2")
    with pytest.raises(RefusedError, match="s2"):
        before.apply(removed).apply(removed)


def test_status_is_changed_and_taken_back():
    before = layer(strike(), status=Status.IN_PROGRESS)
    changes = edits.set_status(before, Status.DONE)
    after = before.apply(changes)
    assert after.status is Status.DONE
    assert after.apply(inverse(changes)).status is Status.IN_PROGRESS
    assert edits.set_status(after, Status.DONE) == ()
    with pytest.raises(RefusedError, match="changed meanwhile"):
        after.apply((StatusChange(Status.NEW, Status.DONE),))


def test_relabelling_drops_the_subtype_of_the_old_label():
    before = layer(strike())
    after = before.apply(edits.relabel(before, "s1", "GPE"))
    assert (after["s1"].label, after["s1"].attributes) == ("GPE", {})


@given(layers(ARABIC, NOA), st.lists(layers(ARABIC, NOA), max_size=3), st.integers(0, len(ARABIC)), st.integers(0, 30))
def test_the_index_of_places_follows_a_layer_from_act_to_act(at, others, start, width):
    assert at.span_index
    for number, other in enumerate(others):
        at = at.apply(edits.difference(at, other)).numbered(number)
        assert "span_index" in vars(at)
    there = [one for one in at.spans if one.fragments[0][0] < start + width and start < one.fragments[-1][1]]
    found = at.span_index.between(start, start + width)
    assert sorted(found, key=lambda one: one.id) == sorted(there, key=lambda one: one.id)


STRANGE_NAMES = st.sampled_from(["noa", "gold", "a.gold", "a", "gold.annotator", "a.gold.gold"])


@given(st.lists(st.tuples(STRANGE_NAMES, st.sampled_from(LayerKind)), unique=True))
def test_no_two_layers_are_called_alike(names):
    layers = [LayerName(*name) for name in names]
    assert len({one.short for one in layers}) == len(layers)
