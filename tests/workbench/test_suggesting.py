"""What a machine proposes becomes a layer of its own; nobody's work changes by it."""

import pytest
from corpus_tool_testing.builders import ARABIC, add_document, counting_surroundings, document, new_store, span

from corpus_tool.model.annotations import Argument, Event
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.suggestions import score_of, scored, unscored
from corpus_tool.workbench.suggesting import Suggester, Suggestions, make_suggestions

MODEL = LayerName("model", LayerKind.SUGGESTION)


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as opened:
        add_document(opened, document())
        yield opened


def proposing(*annotations):
    return Suggester("model", lambda documents: (Suggestions(one.id, annotations) for one in documents))


def test_suggestions_become_a_layer_of_their_source_with_scores(store):
    told = make_suggestions(store, proposing(scored(span("s1", ARABIC, "حلب", "GPE"), 0.75)), [1])
    layer = store.layers.load(1, MODEL)
    assert (told.documents, told.annotations) == (1, 1)
    assert [score_of(one) for one in layer.ordered] == [0.75]
    assert [unscored(one) for one in layer.spans] == [span("s1", ARABIC, "حلب", "GPE")]
    assert store.layers.names(1) == [MODEL]


def test_made_again_the_layer_is_what_is_proposed_now_and_nothing_new_makes_no_revision(store):
    city = span("s1", ARABIC, "حلب", "GPE")
    for _ in range(2):
        make_suggestions(store, proposing(city), [1], counting_surroundings())
    assert store.layers.load(1, MODEL).revision == 1
    make_suggestions(store, proposing(), [1])
    assert store.layers.load(1, MODEL).ordered == ()


def test_what_the_schema_does_not_know_or_lies_outside_is_left_out_and_counted(store):
    event = Event(id="e1", type="Conflict.AirStrike", fragments=((0, 3),), arguments=(Argument("Target", "s1"),))
    beyond = span("s3", ARABIC, "حلب", "GPE").__class__(id="s3", label="GPE", fragments=((5, 9999),))
    told = make_suggestions(store, proposing(span("s1", ARABIC, "حلب", "CITY"), beyond, event), [1])
    assert [one.id for one in store.layers.load(1, MODEL).ordered] == ["e1"]
    assert store.layers.load(1, MODEL).events[0].arguments == ()
    assert set(told.left_out) == {
        "the schema has no label CITY",
        "it lies outside the text",
        "it points at what is left out",
    }
