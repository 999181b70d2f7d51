"""An annotator's work against gold, and what annotators disagree about as a work list."""

import pytest
from corpus_tool_testing.builders import (
    ARABIC,
    HEBREW,
    add_document,
    counting_surroundings,
    document,
    event,
    layer,
    new_store,
    span,
)
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.errors import NotFoundError
from corpus_tool.model.annotations import Span
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.readings import Kind
from corpus_tool.workbench.adjudication.adjudicating import Adjudicating
from corpus_tool.workbench.adjudication.gold_desk import USUAL, GoldDesk
from corpus_tool.workbench.agreement.cases import cases_of, lines_of_cases
from corpus_tool.workbench.agreement.feedback import AgainstGold, Because, advice, feedback
from corpus_tool.workbench.agreement.gaps import gaps
from corpus_tool.workbench.desk import Desk


def place(store, id, wanted):
    """Let a layer say what `wanted` says."""
    Desk(store, id, wanted.name).become("Bring", wanted)


@pytest.fixture
def store(tmp_path):
    with new_store(tmp_path) as store:
        add_document(store, document(ARABIC, "doc-1"))
        add_document(store, document(HEBREW, "doc-2"))
        place(store, 1, layer([span("s1", ARABIC, "لداعش"), span("s2", ARABIC, "حلب", "GPE")]))
        place(store, 1, layer([span("s1", ARABIC, "داعش"), event("e1", ARABIC, "قصف")], "gold", LayerKind.GOLD))
        yield store


def test_each_difference_from_gold_has_its_kind_and_both_readings(store):
    found = feedback(store, "noa")
    assert found.documents == 1
    lines = lines_of_cases(store, found.cases)
    told = {line.text: (case.kinds, case.labels) for case, line in zip(found.cases, lines, strict=True)}
    assert told == {
        "قصف": ((Kind.MISSING,), ("", "Conflict.AirStrike")),
        "لداعش": ((Kind.BORDER,), ("ORG", "ORG")),
        "حلب": ((Kind.MISSING,), ("GPE", "")),
    }


def test_figures_take_gold_for_right(store):
    found = feedback(store, "noa")
    assert found.overall == {"span": AgainstGold(0, 2, 1), "event": AgainstGold(0, 0, 1)}
    assert found.overall["event"].precision is None and found.overall["event"].recall == 0
    place(store, 1, layer([span("s1", ARABIC, "داعش"), span("s2", ARABIC, "حلب", "GPE")]))
    spans = feedback(store, "noa").overall["span"]
    assert (spans.precision, spans.recall, round(spans.f1 or 0, 3)) == (0.5, 1, 0.667)


def test_only_what_both_have_done_counts(store):
    with pytest.raises(NotFoundError, match="sami has finished"):
        feedback(store, "sami")
    place(store, 2, layer([span("s1", HEBREW, "דמשק", "GPE")]))
    place(store, 2, layer([], "gold", LayerKind.GOLD, Status.IN_PROGRESS))
    assert feedback(store, "noa").documents == 1
    with pytest.raises(NotFoundError):
        feedback(store, "noa", [2])


def test_the_guidelines_answer_for_a_label(store):
    assert advice(store, "ORG").startswith("### ORG")
    assert advice(store, "NO_SUCH") == ""


def test_a_proclitic_is_one_gap_whatever_the_words(store):
    other = 'ל-צה"ל ולדאע"ש אין מטרות בלבנון.'
    id = add_document(store, document(other, "doc-3"))
    place(store, 1, layer([span("s1", ARABIC, "داعش"), span("s2", ARABIC, "حلب", "GPE")], "sami"))
    place(store, id, layer([span("s1", other, 'דאע"ש'), span("s2", other, "לבנון", "GPE")]))
    place(store, id, layer([span("s1", other, 'ולדאע"ש'), span("s2", other, "לבנון", "LOC")], "sami"))
    found = gaps(store)
    assert {(one.labels, one.clitic, one.words, one.count) for one in found} == {
        (("ORG", "ORG"), "ل", "", 1),
        (("ORG", "ORG"), "ול", "", 1),
        (("GPE", "LOC"), "", "לבנון", 1),
    }


def test_a_suffix_is_one_gap_as_well(store):
    text = "أعلن رئيسهم الهدنة."
    id = add_document(store, document(text, "doc-3"))
    place(store, id, layer([span("s1", text, "رئيس", "PER")]))
    place(store, id, layer([span("s1", text, "رئيسهم", "PER")], "sami"))
    (found,) = gaps(store)
    assert (found.labels, found.clitic, found.words) == (("PER", "PER"), "هم", "")


def test_gaps_are_ranked_by_how_often_and_show_examples_of_several_documents(store):
    place(store, 1, layer([span("s1", ARABIC, "حلب", "LOC")], "sami"))
    for number in (4, 5):
        id = add_document(store, document(f"وفي حلب {number} قتلى. حلب تنزف.", f"doc-{number}"))
        text = store.documents.key_and_text(id)[1]
        place(store, id, layer([span("s1", text, "حلب", "GPE")]))
        place(store, id, layer([span("s1", text, "حلب", "LOC")], "sami"))
    first, *_ = gaps(store)
    assert (first.words, first.labels, first.count, first.documents) == ("حلب", ("GPE", "LOC"), 3, 3)
    assert len({line.document for line in first.examples}) == 3


def test_gaps_against_gold(store):
    assert gaps(store) == []
    assert len(gaps(store, gold=True)) == 3


MARK = st.tuples(st.integers(0, 20), st.integers(1, 4), st.sampled_from(["ORG", "PER"]))
MARKS = st.lists(MARK, unique=True, max_size=8)


@given(MARKS, MARKS)
def test_every_mark_stands_in_one_case_and_agreement_is_symmetric(first, second):
    def of(marks, who):
        numbered = enumerate(marks)
        return layer([Span(id=f"s{n}", label=to, fragments=((at, at + size),)) for n, (at, size, to) in numbered], who)

    one, other = of(first, "a"), of(second, "b")
    there, back = list(cases_of(1, one, other)), list(cases_of(1, other, one))
    assert sorted(case.first.id for case in there if case.first) == sorted(span.id for span in one.spans)
    assert sorted(case.second.id for case in there if case.second) == sorted(span.id for span in other.spans)
    same = sum(case.is_strictly_same for case in there)
    assert same == sum(case.is_strictly_same for case in back) == len(set(first) & set(second))


def test_what_the_adjudicator_said_stands_with_the_difference(tmp_path):
    with new_store(tmp_path) as store:
        id = add_document(store, document(ARABIC, "doc-1"))
        place(store, id, layer([span("s1", ARABIC, "لداعش"), span("s2", ARABIC, "حلب", "GPE")]))
        place(store, id, layer([span("x1", ARABIC, "داعش")], "sami"))
        room = Adjudicating(GoldDesk(store, id, "rina", USUAL, counting_surroundings()))
        by_words = {ARABIC[slice(*matter.row.place)]: matter for matter in room.matters}
        room.take(by_words["لداعش"], LayerName("sami", LayerKind.ANNOTATOR))
        room.say_why(by_words["لداعش"], reason="border rule", guideline="ORG: clitics")
        room.nothing(by_words["حلب"])
        room.say_why(by_words["حلب"], reason="slip")
        room.finish()
        found = feedback(store, "noa")
        said = {case.labels: found.why(case) for case in found.cases}
        assert said == {
            ("ORG", "ORG"): Because("border rule", "ORG: clitics", "rina"),
            ("GPE", ""): Because("slip", "", "rina"),
        }
