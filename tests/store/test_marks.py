"""What an annotator keeps for herself: flags, where she was, and the way to the next document of a kind."""

import pytest
from corpus_tool_testing.builders import ARABIC, add_document, document, new_store, span

from corpus_tool.model import edits
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.keeping import delete, purge

NOW = "2026-01-01T00:00:00Z"


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        for number in range(1, 5):
            add_document(store, document(f"{ARABIC} {number}", f"doc-{number}"))
        yield store


def begin(store, id: int, who: str = "rina") -> Desk:
    desk = Desk(store, id, LayerName(who, LayerKind.ANNOTATOR))
    desk.do("Mark", edits.add(desk.layer, span("s1", ARABIC, ARABIC.split()[0], "ORG")))
    return desk


def round_trip(store, kind: str, *, forward: bool = True) -> list[int]:
    seen, id = [], 2
    while (id := store.marks.next_document(id, "rina", kind, forward=forward)) not in (None, *seen):
        seen.append(id)
    return seen


def test_documents_of_a_kind_follow_one_another_round_the_end(store):
    begin(store, 2)
    begin(store, 4)
    begin(store, 1, "lea")
    store.marks.flag(3, "rina", NOW)
    store.marks.flag(1, "lea", NOW)
    store.work.assign([1, 4], "rina", "lea", NOW)
    assert round_trip(store, "unannotated") == [3, 1]
    assert round_trip(store, "in-progress") == [4, 2]
    assert round_trip(store, "assigned") == [4, 1]
    assert round_trip(store, "assigned", forward=False) == [1, 4]
    assert round_trip(store, "flagged") == [3]


def test_a_deleted_document_is_passed_by(store):
    delete(store, ["doc-3"], "", "lea")
    assert round_trip(store, "unannotated") == [4, 1, 2]


def test_a_flag_comes_and_goes(store):
    assert not store.marks.is_flagged(1, "rina")
    store.marks.flag(1, "rina", NOW)
    assert store.marks.is_flagged(1, "rina") and not store.marks.is_flagged(1, "lea")
    store.marks.flag(1, "rina", None)
    assert not store.marks.is_flagged(1, "rina")


def test_a_place_is_kept_for_each_document_and_annotator_and_none_for_a_document_that_went(store):
    store.marks.remember(1, "rina", 3, 7)
    store.marks.remember(1, "rina", 4, 8)
    store.marks.remember(99, "rina", 4, 8)
    assert store.marks.place(1, "rina") == (4, 8)
    assert store.marks.place(1, "lea") is store.marks.place(99, "rina") is None


def test_purging_a_document_takes_its_marks_along(store):
    store.marks.flag(1, "rina", NOW)
    store.marks.remember(1, "rina", 3, 7)
    delete(store, ["doc-1"], "", "lea")
    purge(store, list(store.hiding.deleted()), "lea")
    assert not store.marks.is_flagged(1, "rina") and store.marks.place(1, "rina") is None


def test_the_tour_is_taken_up_where_it_was_left(store):
    assert store.marks.tour_step("rina") == 0
    store.marks.set_tour_step("rina", 3)
    assert (store.marks.tour_step("rina"), store.marks.tour_step("lea")) == (3, 0)
