"""What annotators disagree about: typed, with how far borders lie apart, in its sentence, and counted."""

import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, document, event, layer, span, strike
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.model.annotations import Relation, Span
from corpus_tool.model.border_gaps import Side
from corpus_tool.model.disagreement_counts import BorderGap, Counts, LabelPair, week_of
from corpus_tool.model.disagreements import NOTHING, What, collated
from corpus_tool.model.readings import Kind
from corpus_tool.workbench.agreement.disagreements import clitics_of


def said(*layers, text=ARABIC, **more):
    of = document(text)
    named = [layer(annotations, name) for annotations, name in zip(layers, ("noa", "sami", "ziv"), strict=False)]
    return collated(of, named, clitics_of(of.language), **more)


def marked(text, start, end, label="ORG"):
    return Span(id=f"{start}-{end}-{label}", label=label, fragments=((start, end),))


def gaps(one, other, text=ARABIC):
    found = said([one], [other], text=text).disagreements
    return [(gap.wider.annotator, gap.side, gap.letters, gap.between, gap.is_clitic) for gap in found[0].gaps]


def test_what_all_say_alike_is_no_disagreement():
    found = said(strike(), strike())
    assert found.disagreements == ()
    assert found.agreed == len(found.rows) == 5


def test_a_proclitic_left_outside_explains_a_border():
    assert gaps(span("a", ARABIC, "لداعش"), span("b", ARABIC, "داعش")) == [("noa", Side.START, 1, "ل", True)]
    assert gaps(span("a", HEBREW, 'דאע"ש'), span("b", HEBREW, 'מטרות של דאע"ש'), HEBREW) == [
        ("sami", Side.START, 9, "מטרות של ", False)
    ]
    assert gaps(span("a", HEBREW, "דמשק"), span("b", HEBREW, "לדמשק"), HEBREW) == [("sami", Side.START, 1, "ל", True)]


def test_a_hyphen_between_a_proclitic_and_a_number_goes_with_it():
    assert gaps(span("a", HEBREW, "500", "NUM"), span("b", HEBREW, "כ-500", "NUM"), HEBREW) == [
        ("sami", Side.START, 2, "כ-", True)
    ]


def test_a_suffixed_pronoun_explains_an_end():
    text = "هاجموا مواقعهم أمس."
    assert gaps(span("a", text, "مواقع"), span("b", text, "مواقعهم"), text) == [("sami", Side.END, 2, "هم", True)]
    assert gaps(span("a", text, "هاجموا"), span("b", text, "هاجموا مواقعهم"), text) == [
        ("sami", Side.END, 8, " مواقعهم", False)
    ]


def test_marks_go_with_their_letters_when_letters_are_counted():
    text = "قال مُحَمَّد ذلك."
    word = text.index("م")
    full = marked(text, word, text.index(" ذلك"))
    assert gaps(full, marked(text, word, word + 4), text)[0][2] == 2  # the third letter with its two marks, the fourth


def test_both_borders_of_each_two_readings_are_told():
    found = said([span("a", ARABIC, "الجيش")], [span("b", ARABIC, "الجيش السوري")], [span("c", ARABIC, "قصف الجيش")])
    (one,) = found.disagreements
    assert [(gap.wider.annotator, gap.narrower.annotator, gap.side) for gap in one.gaps] == [
        ("sami", "noa", Side.END),
        ("ziv", "noa", Side.START),
        ("ziv", "sami", Side.START),
        ("sami", "ziv", Side.END),
    ]


def test_the_sentence_holds_all_that_is_marked_even_over_a_line_end():
    first, _ = ARABIC.split("\n")
    (one,) = said([span("a", ARABIC, "حلب")], []).disagreements
    assert ARABIC[slice(*one.sentence)] == first
    tie = Relation(id="r", type="x", source="a", target="b")
    (over,) = said(
        *[[span("a", ARABIC, "حلب"), span("b", ARABIC, "سانا"), *more] for more in ([tie], [])]
    ).disagreements
    assert over.what is What.RELATION
    assert ARABIC[slice(*over.sentence)] == ARABIC


def test_labels_and_stretches_narrow_what_is_looked_at():
    one, other = strike(), [span("x", ARABIC, "حلب", "LOC")]
    assert {row.kinds for row in said(one, other, labels=["LOC"]).rows} == {(Kind.LABEL,)}
    assert {row.kinds for row in said(one, other, labels=["GPE"]).rows} == {(Kind.LABEL,)}
    assert said(one, other, leaving_out=[(0, len(ARABIC))]).rows == ()


def test_counts_say_how_often_and_between_whom():
    counts = Counts()
    counts.add(said(strike(), [span("x", ARABIC, "لداعش"), span("y", ARABIC, "حلب", "LOC")], last_changed={}))
    assert counts.label_pairs == {
        LabelPair(What.SPAN, "noa", "sami", "ORG", NOTHING): 1,
        LabelPair(What.SPAN, "noa", "sami", "NORP", NOTHING): 1,
        LabelPair(What.SPAN, "noa", "sami", "ORG", "ORG"): 1,
        LabelPair(What.SPAN, "noa", "sami", "GPE", "LOC"): 1,
        LabelPair(What.EVENT, "noa", "sami", "Conflict.AirStrike", NOTHING): 1,
    }
    assert counts.gaps == {BorderGap(Side.START, 1, "ل"): 1}
    assert counts.kinds[What.SPAN, Kind.MISSING] == 2
    assert (counts.agreed, counts.disagreements) == (0, 5)
    (of_document,) = counts.documents
    assert (counts.marked["noa", What.SPAN], counts.marked["sami", What.EVENT]) == (4, 0)
    assert (of_document.things, of_document.agreed, of_document.layers) == (5, 0, ("noa", "sami"))


def test_only_a_border_explained_by_clitics_is_counted_as_such():
    counts = Counts()
    subtype = {"attributes": {"subtype": "ArmedGroup"}}
    counts.add(said([span("a", ARABIC, "داعش")], [span("b", ARABIC, "لداعش")]))
    assert counts.of_clitics == 1
    counts.add(said([span("a", ARABIC, "داعش", **subtype)], [span("b", ARABIC, "لداعش")]))
    assert counts.of_clitics == 1


@pytest.mark.parametrize(
    ("moment", "week"),
    [("2026-01-31T12:00:00Z", "2026-W05"), ("2027-01-01T00:00:00Z", "2026-W53"), ("", ""), ("soon", "")],
)
def test_weeks_are_those_of_the_calendar(moment, week):
    assert week_of(moment) == week


places = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 6), st.sampled_from(["ORG", "GPE"])), max_size=5, unique=True
)


@given(places, places)
def test_every_row_is_agreed_or_disagreed_and_gaps_are_what_lies_between(one, other):
    found = said(*([marked(ARABIC, at, at + long, label) for at, long, label in side] for side in (one, other)))
    assert found.agreed + len(found.disagreements) == len(found.rows)
    for disagreement in found.disagreements:
        assert disagreement.sentence.start <= disagreement.place.start
        assert disagreement.place.end <= disagreement.sentence.end
        for gap in disagreement.gaps:
            assert ARABIC[slice(*gap.place)] == gap.between != ""
        is_moved = len({mark.annotation.fragments for mark in disagreement.row.readings}) > 1
        assert bool(disagreement.gaps) == is_moved


def test_an_event_beside_a_moved_trigger_has_its_gap_too():
    text = ARABIC
    (one,) = said([event("e", text, "قصف")], [event("f", text, "قصف الجيش")]).disagreements
    assert (one.what, one.kinds, one.gaps[0].side) == (What.EVENT, (Kind.TRIGGER,), Side.END)
