"""Before anything is done, the schema's list and the forms of times and numbers are suggested; work overrules them."""

import pytest
from corpus_tool_testing.builders import add_document, counting_surroundings, document, layer, new_store, span

from corpus_tool.model import edits
from corpus_tool.model.changes import Status
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.workbench.corpus_settings import choose
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.suggestions.offer_wishes import names_for
from corpus_tool.workbench.suggestions.offering import Offers
from corpus_tool.workbench.suggestions.starter import starter_names

NOA = LayerName("noa", LayerKind.ANNOTATOR)
NEWS = "قصفت الطائرات دمشق يوم الأربعاء 13 من شباط وأصيب 15 مدنياً في دمشق."


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document(NEWS, "d1"))
        add_document(store, document(NEWS + " انتهى.", "d2"))
        choose(store, "suggest-starter", "on", "lead")
        yield store


def offered(store, id, who=NOA):
    desk = Desk(store, id, who, counting_surroundings())
    return desk, [(desk.text_of(one.annotation), one.claim.label) for one in Offers(desk, names_for(desk)).listed()]


def test_every_name_of_the_list_has_a_label_and_a_subtype_of_the_schema():
    schema = default_schema()
    names = starter_names(schema)
    assert len(names) > 600
    for one in names:
        assert not one.subtype or one.subtype in schema.subtypes_of(one.label)


def test_names_triggers_times_and_numbers_are_offered_in_the_first_document(store):
    _, found = offered(store, 1)
    assert ("دمشق", "GPE") in found
    assert ("قصفت", "Conflict.Shelling") in found
    assert ("15", "NUM") in found
    assert any(label == "TIME" for _, label in found)


def test_what_was_passed_over_in_done_work_is_silent_in_the_next_document(store):
    desk, _ = offered(store, 1)
    desk.do("Mark", edits.add(desk.layer, span("a", NEWS, "الطائرات", "VEH")))
    desk.do("Done", edits.set_status(desk.layer, Status.DONE))
    _, found = offered(store, 2)
    assert ("دمشق", "GPE") not in found
    assert ("الطائرات", "VEH") in found


def test_words_that_were_rejected_are_not_insisted_on_in_the_same_document(store):
    desk, _ = offered(store, 1)
    offers = Offers(desk, names_for(desk))
    first, second = (one for one in offers.listed() if desk.text_of(one.annotation) == "دمشق")
    offers.reject([first])
    assert second not in offers.listed()
    offers.reconsider(first)
    assert first in offers.listed() and second in offers.listed()


def test_work_that_saw_them_is_known_to_be_assisted(store):
    desk, _ = offered(store, 1)
    Offers(desk, names_for(desk)).seen()
    assert {(one.who, one.of) for one in store.sightings.on(1)} == {("noa", "starter"), ("noa", "amounts")}


def test_a_corpus_does_without_unless_it_asks_for_them(store):
    choose(store, "suggest-starter", "off", "lead")
    assert offered(store, 1)[1] == []


def test_what_is_marked_is_offered_wherever_the_document_says_it_again(store):
    choose(store, "suggest-starter", "off", "lead")
    desk, _ = offered(store, 1)
    offers = Offers(desk)
    desk.do("Mark", edits.add(desk.layer, span("a", NEWS, "دمشق", "GPE")))
    assert [(one.source, one.place) for one in offers.like(desk.layer.spans[0])] == [
        ("mentions", (NEWS.rindex("دمشق"), NEWS.rindex("دمشق") + 4))
    ]
    assert len(desk.layer.spans) == 1


def test_a_subtype_that_is_no_word_is_none(store):
    desk, _ = offered(store, 1)
    desk.become("Import", layer([span("a", NEWS, "دمشق", "GPE", attributes={"subtype": {}})]))
    assert [one.claim.label for one in Offers(desk).like(desk.layer.spans[0])] == ["GPE"]
