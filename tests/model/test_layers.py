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


@given(layers(ARABIC, NOA), st.integers(0, len(ARABIC)), st.integers(0, len(ARABIC)))
def test_spans_between_two_places_are_the_same_with_an_index_and_without(layer, one, other):
    start, end = sorted((one, other))
    slow = layer.spans_between(start, end)
    assert "span_index" not in vars(layer)
    assert layer.span_index
    quick = layer.spans_between(start, end)
    assert {span.id for span in quick} == {span.id for span in slow}
    assert len(quick) == len(slow)
