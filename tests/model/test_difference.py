"""From any layer to any other, and back."""

from corpus_tool_testing.builders import ARABIC
from corpus_tool_testing.strategies import layers
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.model import edits
from corpus_tool.model.changes import Status, inverse
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef

NOA = LayerName("noa", LayerKind.ANNOTATOR)
EMPTY = Layer(NOA, SchemaRef("conflict-news", "1.0.0"))


@given(layers(ARABIC, NOA), layers(ARABIC, NOA))
def test_the_difference_leads_from_one_layer_to_the_other_and_back(before, after):
    changes = edits.difference(before, after)
    there = before.apply(changes)
    assert (there.placed, there.status) == (after.placed, after.status)
    back = there.apply(inverse(changes))
    assert (back.placed, back.status) == (before.placed, before.status)
    assert edits.difference(after, after) == ()


@given(layers(ARABIC, NOA))
def test_births_make_a_layer_out_of_nothing(layer):
    born = EMPTY.apply(edits.births(layer))
    assert (born.ordered, born.status) == (layer.ordered, layer.status)


@given(layers(ARABIC, NOA), st.lists(layers(ARABIC, NOA), max_size=4))
def test_replaying_acts_is_applying_them_one_after_the_other(first, others):
    acts, at = [edits.births(first)], EMPTY.apply(edits.births(first))
    for other in others:
        acts.append(edits.difference(at, other))
        at = at.apply(acts[-1])
    replayed = EMPTY.replay(acts)
    assert (replayed.placed, replayed.status) == (at.placed, at.status)
    assert EMPTY.status is Status.NEW
