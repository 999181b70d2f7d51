"""A marked name is marked wherever else it stands, as one act for each document."""

import pytest
from corpus_tool_testing.builders import add_document, counting_surroundings, document, new_store

from corpus_tool.model import edits
from corpus_tool.model.annotations import Span
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.propagating import (
    State,
    in_corpus,
    in_document,
    mark_all,
    mark_elsewhere,
    name_of,
    take_back,
)

NOA = LayerName("noa", LayerKind.ANNOTATOR)
TEXT = "هاجمت داعش حلب. وقالت وكالة داعش إن لداعش مقراً و«داعش» تنفي."
OTHERS = ("انسحبت داعش من الرقة ثم عادت داعش.", "لا شيء هنا.", "قصف موقع لداعش.")


@pytest.fixture
def desk(tmp_path):
    with new_store(tmp_path) as store:
        for number, text in enumerate((TEXT, *OTHERS), 1):
            add_document(store, document(text, f"d{number}"))
        yield Desk(store, 1, NOA, counting_surroundings())


def mark(desk, words, label="ORG", id="s1", **more):
    start = desk.document.text.index(words)
    span = Span(id=id, label=label, fragments=((start, start + len(words)),), **more)
    desk.do("Mark", edits.add(desk.layer, span))
    return span


def test_what_is_marked_is_told_apart(desk):
    first = mark(desk, "داعش", attributes={"subtype": "ArmedGroup"}, link="Q1")
    mark(desk, "وكالة داعش", id="s2")
    states = [one.state for one in in_document(desk, name_of(desk, first), "ORG")]
    assert states == [State.MARKED, State.INSIDE, State.FREE, State.FREE]


def test_all_are_marked_alike_and_undone_as_one(desk):
    first = mark(desk, "داعش", attributes={"subtype": "ArmedGroup"}, link="Q1", note="mine")
    found = [one for one in in_document(desk, name_of(desk, first), "ORG") if one.is_proposed]
    mark_all(desk, first, found)
    assert [desk.text_of(one) for one in desk.layer.spans] == ["داعش"] * 4
    assert {(one.attributes["subtype"], one.link) for one in desk.layer.spans} == {("ArmedGroup", "Q1")}
    assert [one.note for one in desk.layer.spans] == ["mine", None, None, None]
    desk.undo()
    assert desk.layer.spans == (first,)


def test_a_name_inside_a_longer_mark_is_proposed_to_those_who_nest(desk):
    first = mark(desk, "داعش")
    mark(desk, "وكالة داعش", id="s2")
    name = name_of(desk, first)
    assert [one.is_proposed for one in in_document(desk, name, "ORG")] == [False, False, True, True]
    mark(desk, "مقراً", "FAC", "s3")
    mark(desk, "لداعش مقراً", "FAC", "s4")
    start = TEXT.index("لداعش") + 1
    desk.do("Mark", edits.add(desk.layer, Span(id="s5", label="ORG", fragments=((start, start + 4),))))
    assert [one.is_proposed for one in in_document(desk, name, "ORG")] == [False, True, False, True]


def test_a_persons_name_is_not_proposed_with_an_article(desk, tmp_path):
    with desk.store.writing():
        pass
    id = add_document(desk.store, document("قال حسن إن الحسن غادر مع حسن.", "d9"))
    other = Desk(desk.store, id, NOA, counting_surroundings())
    span = mark(other, "حسن", "PER")
    assert [one.is_proposed for one in in_document(other, name_of(other, span), "PER")] == [False, False, True]


def test_the_corpus_is_searched_and_marked_one_act_a_document(desk):
    first = mark(desk, "داعش")
    found = in_corpus(desk.store, "noa", name_of(desk, first), "ORG")
    assert [(one.document, one.text, one.state) for one in found[4:]] == [
        ("d2", "داعش", State.FREE),
        ("d2", "داعش", State.FREE),
        ("d4", "داعش", State.FREE),
    ]
    batch = mark_elsewhere(desk.store, "noa", first, found[4:], counting_surroundings())
    assert [id for id, _ in batch.revisions] == [2, 4]
    assert len(desk.store.layers.load(2, NOA).spans) == 2
    assert take_back(desk.store, "noa", batch, counting_surroundings()) == 2
    assert desk.store.layers.load(2, NOA).spans == ()


def test_documents_that_are_done_are_passed_over(desk):
    first = mark(desk, "داعش")
    other = Desk(desk.store, 2, NOA, counting_surroundings())
    other.do("Done", edits.set_status(other.layer, Status.DONE))
    found = in_corpus(desk.store, "noa", name_of(desk, first), "ORG")
    assert {one.document for one in found} == {"d1", "d4"}


def test_what_is_refused_in_one_document_is_done_in_the_others(desk):
    first = mark(desk, "داعش")
    found = in_corpus(desk.store, "noa", name_of(desk, first), "ORG")[4:]
    mark_elsewhere(desk.store, "noa", first, found[:1], counting_surroundings())
    batch = mark_elsewhere(desk.store, "noa", first, found, counting_surroundings())
    assert [id for id, _ in batch.revisions] == [4]
    assert batch.refused[0].startswith("d2: ")
