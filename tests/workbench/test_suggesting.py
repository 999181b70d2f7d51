"""What a machine proposes becomes a layer of its own; nobody's work changes by it."""

import pytest
from corpus_tool_testing.builders import ARABIC, add_document, counting_surroundings, document, new_store, span
from corpus_tool_testing.strategies import layers
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tool.errors import RefusedError
from corpus_tool.model.annotations import Argument, Event, Relation
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.suggestions import claim_of, score_of, scored, unscored
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.suggestions.offering import Offers
from corpus_tool.workbench.suggestions.suggesting import Suggester, Suggestions, make_suggestions

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


@settings(max_examples=15)
@given(st.data())
def test_whatever_is_suggested_no_layer_of_a_person_changes_before_she_accepts_and_undo_brings_it_back(
    tmp_path_factory, data
):
    text = ARABIC
    kinds = (LayerName("noa", LayerKind.ANNOTATOR), LayerName("gold", LayerKind.GOLD))
    with new_store(tmp_path_factory.mktemp("corpus")) as store:
        add_document(store, document(text))
        for name in kinds:
            work = data.draw(layers(text, name))
            Desk(store, 1, name, counting_surroundings()).become("Bring", work)
        before = [store.layers.load(1, name) for name in kinds]
        for source in data.draw(st.lists(st.sampled_from(["one", "two"]), min_size=1, max_size=3)):
            proposed = data.draw(layers(text, LayerName(source, LayerKind.SUGGESTION))).ordered
            said = tuple(scored(one, data.draw(st.floats(0, 1))) for one in proposed if not isinstance(one, Relation))
            make_suggestions(
                store, Suggester(source, lambda them, said=said: (Suggestions(1, said) for _ in them)), [1]
            )
        desk = Desk(store, 1, kinds[0], counting_surroundings())
        offers = Offers(desk)
        shown = offers.listed()
        offers.seen()
        assert [store.layers.load(1, name) for name in kinds] == before
        if shown:
            accept_the_first(offers, desk, before[0])
            assert store.layers.load(1, kinds[1]) == before[1]


def accept_the_first(offers, desk, before):
    shown = offers.listed()
    mine = set(desk.layer.placed)
    try:
        offers.accept(shown[:1])
    except RefusedError:
        assert desk.layer == before
        return
    (new,) = set(desk.layer.placed) - mine
    assert claim_of(desk.layer[new]) == shown[0].claim
    desk.undo()
    assert set(desk.layer.placed) == mine
    assert shown[0].claim in {one.claim for one in offers.listed()}
