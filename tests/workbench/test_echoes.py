"""What was marked is offered where the article says it again: triggers by their words, times and numbers by form."""

import pytest
from corpus_tool_testing.builders import add_document, counting_surroundings, document, new_store, span

from corpus_tool.model import edits
from corpus_tool.model.annotations import Event
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.suggestions.offer_wishes import names_for
from corpus_tool.workbench.suggestions.offering import Offers

NOA = LayerName("noa", LayerKind.ANNOTATOR)
NEWS = "قصف الجيش حلب يوم الأحد. ثم قصف دمشق يوم الإثنين وقتل 15 و 20. وعاد الدعم السريع. قصفها مساء الجمعة."
HEBREW = "צהל תקף ביום שני. אחר כך תקף שוב ביום שלישי."


@pytest.fixture
def open_text(tmp_path):
    def opened(*texts):
        for number, one in enumerate(texts, 1):
            add_document(store, document(one, f"d{number}"))
        return Desk(store, 1, NOA, counting_surroundings())

    with new_store(tmp_path) as store:
        yield opened


def trigger(id, text, words, type="Conflict.Attack"):
    start = text.index(words)
    return Event(id=id, type=type, fragments=((start, start + len(words)),))


def mark(desk, *marks):
    for one in marks:
        desk.do("Mark", edits.add(desk.layer, one))


def offered(desk, offers=None):
    listed = (offers or Offers(desk)).listed()
    return [(one.source, desk.text_of(one.annotation), one.claim.label) for one in listed]


def test_the_words_of_a_trigger_are_offered_where_they_come_again(open_text):
    desk = open_text(NEWS)
    mark(desk, trigger("e", NEWS, "قصف"))
    assert offered(desk)[0] == ("mentions", "قصف", "Conflict.Attack")
    assert desk.layer.events[1:] == ()


def test_a_trigger_is_not_offered_within_a_name_that_is_marked(open_text):
    text = "أعلن الدعم. وعاد الدعم السريع."
    desk = open_text(text)
    mark(desk, trigger("e", text, "الدعم", "Deal.Support"))
    assert len(offered(desk)) == 1
    mark(desk, span("a", text, "الدعم السريع"))
    assert offered(desk) == []


def test_a_trigger_that_was_rejected_more_often_than_marked_is_not_insisted_on(open_text):
    text = "قصف ثم قصف ثم قصف ثم قصف."
    desk = open_text(text)
    mark(desk, trigger("e", text, "قصف"))
    offers = Offers(desk)
    for _ in range(2):
        offers.reject(offers.listed()[:1])
    assert offers.listed() == ()


@pytest.mark.parametrize(
    ("text", "first", "others"),
    [(NEWS, "يوم الأحد", ["يوم الإثنين", "مساء الجمعة"]), (HEBREW, "יום שני", ["יום שלישי"])],
    ids=["ar", "he"],
)
def test_a_time_is_offered_where_another_has_its_form_with_the_same_subtype(open_text, text, first, others):
    desk = open_text(text)
    mark(desk, span("t", text, first, "TIME", attributes={"subtype": "Date"}))
    listed = Offers(desk).listed()
    assert [desk.text_of(one.annotation) for one in listed] == others
    assert {one.annotation.attributes["subtype"] for one in listed} == {"Date"}
    assert not any(one.is_sure for one in listed)


def test_a_form_that_was_rejected_more_often_than_marked_is_not_insisted_on(open_text):
    text = "يوم الأحد ويوم الإثنين ويوم الثلاثاء ويوم الأربعاء."
    desk = open_text(text)
    mark(desk, span("t", text, "يوم الأحد", "TIME"))
    offers = Offers(desk)
    assert len(offers.listed()) == 3
    for _ in range(2):
        offers.reject(offers.listed()[:1])
    assert offers.listed() == ()


def test_forms_of_done_work_are_offered_in_the_next_document_as_her_own(open_text):
    desk = open_text(NEWS, "عاد الوفد يوم الخميس وقتل 30.")
    mark(desk, *(span(f"t{n}", NEWS, one, "TIME") for n, one in enumerate(("يوم الأحد", "يوم الإثنين", "مساء الجمعة"))))
    desk.do("Done", edits.set_status(desk.layer, Status.DONE))
    second = Desk(desk.store, 2, NOA, counting_surroundings())
    offers = Offers(second, names_for(second))
    assert offered(second, offers) == [("lexicon", "يوم الخميس", "TIME")]  # numbers she has passed over
    offers.seen()
    assert list(desk.store.sightings.on(2)) == []
