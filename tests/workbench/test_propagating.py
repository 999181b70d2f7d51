"""A marked name is marked wherever else it stands, as one act for each document."""

from dataclasses import replace
from itertools import count

import pytest
from corpus_tool_testing.builders import add_document, counting_surroundings, document, new_store

from corpus_tool.model import edits
from corpus_tool.model.annotations import Span
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.workbench.concordance import search
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.suggestions.name_places import (
    Closed,
    Sifted,
    State,
    in_corpus,
    in_document,
    name_of,
    sought_at,
)
from corpus_tool.workbench.suggestions.propagating import TakenBack, mark_all, mark_everywhere, take_back

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
    found = in_corpus(desk.store, "noa", name_of(desk, first), "ORG").found
    assert [(one.document, one.text, one.state) for one in found[4:]] == [
        ("d2", "داعش", State.FREE),
        ("d2", "داعش", State.FREE),
        ("d4", "داعش", State.FREE),
    ]
    batch = mark_everywhere(desk.store, "noa", first, found[4:], counting_surroundings())
    assert (batch.documents, batch.places, batch.refused) == (2, 3, ())
    assert len(desk.store.layers.load(2, NOA).spans) == 2
    assert take_back(desk.store, "noa", counting_surroundings()) == TakenBack(2, 0)
    assert desk.store.layers.load(2, NOA).spans == ()


def test_a_batch_is_taken_back_after_a_restart_and_the_one_before_it_next(desk):
    first = mark(desk, "داعش")
    found = in_corpus(desk.store, "noa", name_of(desk, first), "ORG").found
    times = count()
    surroundings = replace(counting_surroundings(), now=lambda: f"2026-03-01T10:00:{next(times):02}.000+00:00")
    mark_everywhere(desk.store, "noa", first, found[4:6], surroundings)
    mark_everywhere(desk.store, "noa", first, [*found[1:4], found[6]], surroundings)
    with Store.open(desk.store.path) as again:
        assert take_back(again, "noa", surroundings) == TakenBack(2, 0)
        assert again.layers.load(1, NOA).spans == (first,)
        assert take_back(again, "noa", surroundings) == TakenBack(1, 0)
        assert take_back(again, "noa", surroundings) == TakenBack(0, 0)
        assert take_back(again, "sami", surroundings) == TakenBack(0, 0)


def test_where_something_was_done_since_the_batch_stands_and_is_counted(desk):
    first = mark(desk, "داعش")
    found = in_corpus(desk.store, "noa", name_of(desk, first), "ORG").found
    mark_everywhere(desk.store, "noa", first, found[4:], counting_surroundings())
    mark(Desk(desk.store, 4, NOA, counting_surroundings()), "قصف", "WEA")
    assert take_back(desk.store, "noa", counting_surroundings()) == TakenBack(1, 1)
    assert len(desk.store.layers.load(4, NOA).spans) == 2


def test_only_documents_that_are_hers_to_mark_are_listed_and_the_others_are_counted(desk):
    first = mark(desk, "داعش")
    other = Desk(desk.store, 2, NOA, counting_surroundings())
    other.do("Done", edits.set_status(other.layer, Status.DONE))
    listed = in_corpus(desk.store, "noa", name_of(desk, first), "ORG")
    assert ({one.document for one in listed.found}, listed.passed_over) == ({"d1", "d4"}, {Closed.DONE: 1})
    with desk.store.writing():
        desk.store.work.lock(4, "noa", "lead", "now")
        desk.store.work.lock(1, "sami", "lead", "now")
    listed = in_corpus(desk.store, "noa", name_of(desk, first), "ORG")
    assert ({one.document for one in listed.found}, listed.passed_over) == (
        {"d1"},
        {Closed.DONE: 1, Closed.LOCKED: 1},
    )


def test_what_others_alone_are_assigned_is_passed_over_unless_she_began_there(desk):
    first = mark(desk, "داعش")
    with desk.store.writing():
        desk.store.work.assign([1, 2, 4], "sami", "lead", "now")
        desk.store.work.assign([4], "noa", "lead", "now")
    listed = in_corpus(desk.store, "noa", name_of(desk, first), "ORG")
    assert ({one.document for one in listed.found}, listed.passed_over) == ({"d1", "d4"}, {Closed.OTHERS: 1})


def test_what_is_refused_in_one_document_is_done_in_the_others(desk):
    first = mark(desk, "داعش")
    found = in_corpus(desk.store, "noa", name_of(desk, first), "ORG").found[4:]
    mark_everywhere(desk.store, "noa", first, found[:1], counting_surroundings())
    batch = mark_everywhere(desk.store, "noa", first, found, counting_surroundings())
    assert (batch.documents, batch.places) == (1, 1)
    assert batch.refused[0].document == "d2"


def test_places_are_taken_by_form_and_left_out(desk):
    first = mark(desk, "داعش")
    sifted = Sifted()
    sifted.take(in_corpus(desk.store, "noa", name_of(desk, first), "ORG").found)
    behind = next(one for one in sifted.open if one.document == "d4")
    assert [one.document for one in sifted.of_form(behind)] == ["d1", "d4"]
    sifted.leave_out(behind)
    assert [one.document for one in sifted.proposed] == ["d1", "d1", "d1", "d2", "d2"]


@pytest.mark.parametrize(
    ("query", "text", "bare"),
    [
        ("داعش", "لداعش", "داعش"),
        ("لداعش", "لداعش", "لداعش"),
        ("داع*", "داعش", "داعش"),
        ('"وكالة داعش"', "وكالة داعش", "وكالة داعش"),
        ("مقرا", "مقراً", "مقراً"),
    ],
)
def test_a_find_is_the_name_that_was_typed_without_what_is_written_onto_it(desk, query, text, bare):
    line = next(one for one in search(desk.store, query).lines if one.text == text)
    id = desk.store.documents.id_of_key(line.document)
    sought = sought_at(desk.store, "noa", id, (line.start, line.end), query)
    assert (sought.name.text, sought.mark) == (bare, None)


def test_a_find_that_is_marked_is_told_with_its_mark(desk):
    first = mark(desk, "داعش")
    assert sought_at(desk.store, "noa", 1, first.fragments[0], "داعش").mark == first
    assert sought_at(desk.store, "sami", 1, first.fragments[0], "داعش").mark is None
