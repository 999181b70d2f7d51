"""Who is bound by blindness: whoever annotates, and nobody else."""

import pytest
from corpus_tool_testing.builders import (
    ARABIC,
    NOW,
    add_document,
    counting_surroundings,
    document,
    layer,
    new_store,
    span,
)

from corpus_tool.model import edits
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.workbench.blindness import may_see_others, may_see_some, opened_to
from corpus_tool.workbench.corpus_settings import choose
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.keeping import delete

RINA = LayerName("rina", LayerKind.ANNOTATOR)


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as made:
        for number in (1, 2):
            add_document(made, document(ARABIC + "\n" * number, key=f"d{number}"))
        yield made


def mark(store, id=1, name=RINA):
    desk = Desk(store, id, name, counting_surroundings())
    desk.do("Mark", edits.add(desk.layer, span("s1", ARABIC, "حلب", "GPE")))
    return desk


def assign(store, who="rina"):
    with store.writing():
        store.work.assign([2], who, "lea", NOW)


@pytest.mark.parametrize(
    ("blind", "own", "may"),
    [
        ("on", Status.DONE, False),
        ("until-done", Status.IN_PROGRESS, False),
        ("until-done", Status.DONE, True),
        ("off", Status.NEW, True),
    ],
)
def test_an_annotator_sees_others_when_the_corpus_allows_it(store, blind, own, may):
    mark(store)
    choose(store, "blind", blind, "lea")
    assert may_see_others(store, "rina", own) is may


@pytest.mark.parametrize("blind", ["on", "until-done", "off"])
def test_whoever_has_neither_work_nor_an_assignment_is_not_bound(store, blind):
    mark(store)
    choose(store, "blind", blind, "lea")
    assert may_see_others(store, "lea", Status.NEW)
    assert may_see_some(store, "lea")
    assert opened_to(store, "lea")(store.layers.heads([1])[1])


def test_an_assignment_binds_before_anything_is_marked_and_taking_it_back_frees(store):
    assign(store)
    assert not may_see_some(store, "rina")
    with store.writing():
        store.work.unassign([2], "rina", "lea", NOW)
    assert may_see_some(store, "rina")


def test_a_first_mark_binds_in_the_whole_corpus_and_undoing_it_frees(store):
    desk = mark(store)
    assert not may_see_others(store, "rina", Status.NEW)
    desk.undo()
    assert may_see_others(store, "rina", Status.NEW)


def test_being_done_with_a_document_in_which_there_is_nothing_binds(store):
    wanted = layer([], "rina", status=Status.DONE)
    Desk(store, 1, RINA, counting_surroundings()).become("Done", wanted)
    assert not may_see_some(store, "rina")


def test_a_layer_that_was_deleted_binds_nobody(store):
    mark(store)
    delete(store, ["d1"], "rina", "lea")
    assert may_see_some(store, "rina")


def test_gold_and_suggestions_bind_nobody_of_that_name(store):
    mark(store, name=LayerName("rina", LayerKind.GOLD))
    mark(store, name=LayerName("rina", LayerKind.SUGGESTION))
    assert may_see_some(store, "rina")


def test_until_done_a_document_is_open_to_an_annotator_where_her_own_layer_is_done(store):
    mark(store, 2)
    Desk(store, 1, RINA, counting_surroundings()).become("Done", layer([], "rina", status=Status.DONE))
    choose(store, "blind", "until-done", "lea")
    is_open, heads = opened_to(store, "rina"), store.layers.heads([1, 2])
    assert [is_open(heads[id]) for id in (1, 2)] == [True, False]
    assert not is_open(())
