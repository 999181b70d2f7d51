"""The subtype that a mark is likely to have is told by the annotator's own marks, and given by a key of hers alone."""

import pytest
from corpus_tool_testing.builders import add_document, counting_surroundings, document, layer, new_store, span

from corpus_tool.model import edits
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.corpus_settings import choose
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.labelling import next_subtype
from corpus_tool.workbench.suggestions.offering import Offers

NOA = LayerName("noa", LayerKind.ANNOTATOR)
RINA = LayerName("rina", LayerKind.ANNOTATOR)
FIRST = "قوات النظام وقوات الحلفاء وحزب الشعب وحزب الأمة وحزب العمل."
SECOND = "قوات التحالف وحزب الوحدة ووكالة الأنباء."


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        for number, text in enumerate((FIRST, SECOND), 1):
            add_document(store, document(text, f"d{number}"))
        yield store


STRANGE = ((1, "حزب الشعب", "Lost"), (2, "حزب العمل", 7))


def at(store, id, who=NOA):
    return Desk(store, id, who, counting_surroundings())


def mark(desk, id, words, subtype=None):
    attributes = {"subtype": subtype} if subtype else {}
    one = span(id, desk.document.text, words, "ORG", attributes=attributes)
    desk.do("Mark", edits.add(desk.layer, one))
    return one


def do_first(store):
    desk = at(store, 1)
    for number, (words, subtype) in enumerate(
        (
            ("قوات النظام", "StateForces"),
            ("قوات الحلفاء", "StateForces"),
            ("حزب الشعب", "Political"),
            ("حزب الأمة", "Political"),
            ("حزب العمل", "Political"),
        )
    ):
        mark(desk, f"s{number}", words, subtype)
    desk.do("Done", edits.set_status(desk.layer, Status.DONE))


def test_what_begins_with_the_same_word_is_likely_to_have_the_same_subtype_else_what_the_label_has_most(store):
    do_first(store)
    desk = at(store, 2)
    assert next_subtype(Annotating(desk), mark(desk, "a", "قوات التحالف")) == "StateForces"
    assert next_subtype(Annotating(desk), mark(desk, "b", "وكالة الأنباء")) == "Political"
    assert next_subtype(Annotating(desk), mark(desk, "c", "حزب الوحدة", "Political")) == "StateForces"


def test_the_marks_of_the_open_document_tell_as_well(store):
    desk = at(store, 1)
    mark(desk, "a", "حزب الشعب", "Political")
    assert next_subtype(Annotating(desk), mark(desk, "b", "حزب الأمة")) == "Political"


def test_nothing_is_told_of_others_work_nor_to_whoever_wants_none(store):
    do_first(store)
    desk = at(store, 2, RINA)
    assert next_subtype(Annotating(desk), mark(desk, "a", "قوات التحالف")) == ""
    choose(store, "suggest-names", "everybody", "lead")
    assert next_subtype(Annotating(desk), desk.layer.spans[0]) == ""
    own = at(store, 2)
    one = mark(own, "a", "قوات التحالف")
    Offers(own).want(wanted=False)
    assert next_subtype(Annotating(own), one) == ""


def test_a_subtype_that_the_schema_lost_or_that_is_no_word_is_not_told(store):
    desk = at(store, 1)
    wrong = [span(f"s{n}", FIRST, words, "ORG", attributes={"subtype": subtype}) for n, words, subtype in STRANGE]
    desk.become("Import", layer(wrong, NOA.annotator))
    assert next_subtype(Annotating(desk), mark(desk, "c", "حزب الأمة")) == ""
