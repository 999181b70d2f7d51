"""The desk: do, undo and redo, on disk before anything else, across restarts and beside other windows."""

import pytest
from corpus_tool_testing.builders import (
    ARABIC,
    NOW,
    add_document,
    counting_surroundings,
    document,
    event,
    layer,
    new_store,
    span,
    strike,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus_tool.errors import LayerMovedError, NotFoundError, RefusedError
from corpus_tool.model import edits
from corpus_tool.model.changes import Act, Revision, Status
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.store.store import Store
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.eventing import event_of

NOA = LayerName("noa", LayerKind.ANNOTATOR)


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document())
        yield store


def open_desk(store: Store) -> Desk:
    return Desk(store, 1, NOA, counting_surroundings())


def add(desk: Desk, annotation) -> Revision:
    return desk.do(f"Mark {annotation.id}", edits.add(desk.layer, annotation))


def test_a_document_nobody_touched_has_an_empty_layer_and_nothing_on_disk(store):
    desk = open_desk(store)
    assert (desk.layer.ordered, desk.layer.status) == ((), Status.NEW)
    assert store.layers.names(1) == []


def test_an_act_is_on_disk_at_once(store):
    desk = open_desk(store)
    add(desk, span("s1", ARABIC, "الجيش السوري"))
    with Store.open(store.path) as other:
        assert other.layers.load(1, NOA).ordered == desk.layer.ordered
    assert desk.layer.status is Status.IN_PROGRESS


def test_undo_and_redo_survive_a_restart(store):
    desk = open_desk(store)
    for annotation in strike():
        add(desk, annotation)
    everything = desk.layer.ordered
    desk.undo()
    desk.undo()
    desk = open_desk(store)
    assert [one.id for one in desk.layer.ordered] == ["s1", "s2", "s3"]
    assert (desk.undoable.title, desk.redoable.title) == ("Mark s3", "Undo Mark s4")
    desk.redo()
    desk.redo()
    desk = open_desk(store)
    assert desk.layer.ordered == everything
    assert desk.redo() is None
    while desk.undo():
        pass
    assert (desk.layer.ordered, desk.layer.status) == ((), Status.NEW)
    assert open_desk(store).undoable is None


def test_undo_of_a_redo_and_titles_stay_plain(store):
    desk = open_desk(store)
    add(desk, span("s1", ARABIC, "حلب", "GPE"))
    titles = [desk.undo().title, desk.redo().title, desk.undo().title, desk.redo().title]
    assert titles == ["Undo Mark s1", "Mark s1", "Undo Mark s1", "Mark s1"]


def test_a_rule_refuses_the_act_and_nothing_is_written(store):
    desk = open_desk(store)
    add(desk, span("s1", ARABIC, "حلب", "GPE"))
    before = desk.layer
    for wrong, sentence in (
        (span("s2", ARABIC, "حلب", "GPE"), "GPE is marked there already"),
        (span("s2", ARABIC, " حلب", "GPE"), "White space at its edge"),
        (span("s2", ARABIC, "حلب", "TOWN"), "Label 'TOWN' is not in schema"),
        (event("e1", ARABIC, "قصف", Casualties="s1"), "Casualties is filled by NUM, PER, not by GPE"),
    ):
        with pytest.raises(RefusedError, match=sentence):
            add(desk, wrong)
    assert desk.layer is before
    assert store.layers.load(1, NOA).ordered == before.ordered


def test_old_errors_do_not_block_new_work(store):
    broken = layer([span("s1", ARABIC, "حلب", "GPE", attributes={"subtype": "Moon"})])
    with store.writing():
        id = store.layers.add(1, broken)
        changes = edits.add(Layer(NOA, SchemaRef("a", "1")), broken["s1"])
        revision = Revision(title="Import", changes=changes, act=Act.IMPORT, who="noa", at=NOW, schema_version="1")
        store.revisions.append(id, revision, 0, ARABIC)
    desk = open_desk(store)
    assert len(desk.problems()) == 1
    desk.do("Attribute", edits.set_attribute(desk.layer, "s1", "mention", "NAM"))
    assert desk.undoable is not None
    desk.undo()
    assert desk.undoable is None  # the import stays


def test_the_second_window_is_refused_and_reloads(store):
    one, other = open_desk(store), open_desk(store)
    add(one, span("s1", ARABIC, "حلب", "GPE"))
    with pytest.raises(LayerMovedError, match="changed in another window"):
        add(other, span("s2", ARABIC, "داعش"))
    assert other.layer.ordered == one.layer.ordered
    add(other, span("s2", ARABIC, "داعش"))
    assert [found.id for found in store.layers.load(1, NOA).ordered] == ["s1", "s2"]


def test_a_failing_disk_leaves_the_desk_as_it_was(store, monkeypatch):
    desk = open_desk(store)
    add(desk, span("s1", ARABIC, "حلب", "GPE"))
    before = desk.layer

    def broken(*_):
        raise OSError("no disk")

    monkeypatch.setattr(store.layers, "write", broken)
    with pytest.raises(OSError, match="no disk"):
        add(desk, span("s2", ARABIC, "داعش"))
    assert desk.layer is before
    monkeypatch.undo()
    assert store.layers.load(1, NOA).ordered == before.ordered
    assert len(list(store.revisions.of_layer(1, NOA))) == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.integers(0, 6), max_size=25))
def test_replaying_the_log_gives_the_tables(tmp_path_factory, acts):
    with new_store(tmp_path_factory.mktemp("replay")) as store:
        add_document(store, document())
        desk = open_desk(store)
        for number, act in enumerate(acts):
            if act == 0:
                desk.undo()
            elif act == 1:
                desk.redo()
            elif act == 2 and desk.layer.placed:
                id = desk.layer.ordered[number % len(desk.layer.ordered)].id
                desk.do("Remove", edits.remove(desk.layer, id))
            elif act == 3 and "s1" in desk.layer:
                desk.do("Note", edits.set_attribute(desk.layer, "s1", "canonical", str(number)))
            else:
                missing = [one for one in strike() if one.id not in desk.layer]
                if missing and (missing[0].id != "e1" or {"s1", "s3"} <= desk.layer.placed.keys()):
                    add(desk, missing[0])
        replayed = Layer(NOA, desk.layer.schema)
        for revision in store.revisions.of_layer(1, NOA):
            replayed = replayed.apply(revision.changes)
        stored = store.layers.load(1, NOA) or Layer(NOA, desk.layer.schema)
        assert stored.placed == replayed.placed == desk.layer.placed
        assert stored.status == replayed.status == desk.layer.status
        assert stored.revision == desk.layer.revision


def test_an_event_that_is_gone_is_told_by_its_type_and_words(store):
    desk = open_desk(store)
    add(desk, event("e1", ARABIC, "قصف"))
    desk.undo()
    with pytest.raises(NotFoundError, match="قصف is not in this layer any more"):
        event_of(desk, "e1")
    with pytest.raises(NotFoundError, match="The event nowhere is not"):
        event_of(desk, "nowhere")
