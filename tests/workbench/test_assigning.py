"""Who works on what; and work that is locked stays as it is."""

import pytest
from corpus_tool_testing.builders import ARABIC, NOW, add_document, counting_surroundings, document, new_store, strike

from corpus_tool.errors import NotFoundError, RefusedError
from corpus_tool.model import edits
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.reports.progress import progress
from corpus_tool.store.store import Store
from corpus_tool.workbench.assigning import Assigned, deal_out, done_by, give, keys_in, lock, take_back, unlock
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.keeping import delete

NOA = LayerName("noa", LayerKind.ANNOTATOR)


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        for number in range(1, 11):
            add_document(store, document(f"{ARABIC} {number}", f"ar-{number}"))
        yield store


def open_desk(store: Store) -> Desk:
    return Desk(store, 1, NOA, counting_surroundings())


def test_documents_named_go_to_everybody_named(store):
    dealt = give(store, [1, 2], ["noa", "sami"], "lead", counting_surroundings())
    assert [(one.annotator, one.documents) for one in dealt] == [("noa", 2), ("sami", 2)]
    assert store.work.assigned() == {1: ["noa", "sami"], 2: ["noa", "sami"]}


def test_a_document_that_was_deleted_meanwhile_can_be_given(store):
    delete(store, ["ar-1"], "", "lead", counting_surroundings())
    assert give(store, [1, 2], ["noa"], "lead", counting_surroundings())[0].documents == 2


def test_what_somebody_has_is_not_given_twice(store):
    give(store, [1, 2], ["noa"], "lead")
    assert give(store, [2, 3], ["noa"], "lead")[0].documents == 1


def test_the_rest_is_dealt_out_evenly_and_again_when_more_comes(store):
    give(store, [1, 2], ["noa"], "lead")
    dealt = deal_out(store, ["noa", "sami"], "lead")
    assert [(one.annotator, one.documents) for one in dealt] == [("noa", 3), ("sami", 5)]
    assert deal_out(store, ["noa", "sami"], "lead") == [Assigned("noa", 0, 0), Assigned("sami", 0, 0)]


def test_a_share_goes_to_two(store):
    deal_out(store, ["noa", "sami", "lea"], "lead", share_doubled=0.3)
    counts = [len(names) for names in store.work.assigned().values()]
    assert (len(counts), counts.count(2)) == (10, 3)


def test_a_story_goes_to_one_also_when_a_copy_comes_later(store):
    with store.writing():
        store.stories.replace([(1, 1), (5, 1), (9, 1), (2, 2), (3, 2)])
    give(store, [9], ["sami"], "lead")
    deal_out(store, ["noa", "sami"], "lead")
    assigned = store.work.assigned()
    assert assigned[1] == assigned[5] == assigned[9]
    assert assigned[2] == assigned[3]


def test_documents_are_taken_back_and_layers_stay(store):
    give(store, [1], ["noa"], "lead")
    desk = open_desk(store)
    desk.do("Mark", edits.add(desk.layer, strike()[0]))
    assert take_back(store, [1, 2], ["noa"], "lead") == 1
    assert len(store.layers.load(1, NOA).spans) == 1


def test_locked_work_is_refused_with_a_sentence_until_it_is_opened(store):
    desk = open_desk(store)
    desk.do("Mark", edits.add(desk.layer, strike()[0]))
    lock(store, [1], "noa", "lead", counting_surroundings())
    for act in (lambda: desk.do("Mark", edits.add(desk.layer, strike()[1])), desk.undo):
        with pytest.raises(RefusedError, match=r"locked for noa \(by lead, 2026-01-31\).*unlock ar-1 --for noa"):
            act()
    assert len(store.layers.load(1, NOA).spans) == 1
    sami = Desk(store, 1, LayerName("sami", LayerKind.ANNOTATOR), counting_surroundings())
    sami.do("Mark", edits.add(sami.layer, strike()[1]))
    unlock(store, [1], "noa", "lead")
    desk.undo()


def test_a_list_shows_what_is_locked(store):
    desk = open_desk(store)
    desk.do("Mark", edits.add(desk.layer, strike()[0]))
    lock(store, [1], "noa", "lead")
    assert next(iter(store.documents.entries())).layers[0].status == "locked"


def test_progress_counts_documents_by_state(store):
    give(store, [1, 2, 3, 4], ["noa"], "lead")
    for number, status in ((2, Status.IN_PROGRESS), (3, Status.DONE), (5, Status.DONE)):
        desk = Desk(store, number, NOA, counting_surroundings())
        desk.do("Mark", edits.add(desk.layer, strike()[0]))
        if status is Status.DONE:
            desk.do("Done", edits.set_status(desk.layer, status))
    assert done_by(store, "noa") == [3, 5]
    lock(store, done_by(store, "noa")[:1], "noa", "lead")
    told = [tuple(row.values())[1:6] for row in progress(store.work.shares(), "annotator")]
    assert told == [(5, 2, 1, 1, 1)]
    (row,) = progress(store.work.shares(), "source")
    assert (row["source"], row["annotations"]) == ("test", 3)


def test_a_list_of_keys_may_have_remarks(tmp_path):
    path = tmp_path / "keys.txt"
    path.write_text("\ufeffar-1\n# the rest tomorrow\n\nar-2  # long\n", encoding="utf-8")
    assert keys_in(path) == ["ar-1", "ar-2"]
    path.write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(NotFoundError, match="names no document"):
        keys_in(path)


def test_an_assignment_says_who_made_it_and_when(store):
    give(store, [1], ["noa"], "lead", counting_surroundings())
    rows = store._db.execute("SELECT annotator, at, who FROM assignments").fetchall()
    assert rows == [("noa", NOW, "lead")]
