"""What keeps a figure from meaning what it seems to."""

from corpus_tool.agreement import Why, known
from corpus_tool.agreement.concerns import concerns_of, not_independent, units_differ
from corpus_tool.agreement.drawing import NO_INTERVALS
from corpus_tool.agreement.explaining import REASONS, facts
from corpus_tool.agreement.marks import Mark
from corpus_tool.agreement.scoring import figures
from corpus_tool.agreement.study import Answer, Shared, Study


def study_of(*pairs, length=20):
    """A document for each two lists of (start, end, label)."""
    return Study(
        tuple(
            Shared(
                f"d{number}",
                length,
                {
                    who: Answer(tuple(Mark(((start, end),), label) for start, end, label in spans))
                    for who, spans in zip("xy", sides, strict=True)
                },
            )
            for number, sides in enumerate(pairs)
        )
    )


def told(study):
    scores = {}
    for name in ("f1_strict", "f1_overlap_typed", "alpha"):
        scores.update(figures(known()[name], study, ("x", "y"), NO_INTERVALS))
    return {concern.name: concern.text for concern in concerns_of(study, ("x", "y"), scores)}


def test_one_who_marked_nothing_is_asked_about():
    assert told(study_of(([(0, 2, "A")], [])))["without_annotations"].startswith("y has done one document and")


def test_text_without_labels_makes_percent_high():
    assert "99 % of the text" in told(study_of(([(0, 2, "A")], [(0, 1, "A")]), length=200))["skewed_prevalence"]


def test_borders_that_differ_are_told_with_both_figures():
    assert "F1 0.00 strict, 1.00" in told(study_of(([(0, 2, "A")], [(0, 3, "A")])))["border_disagreement"]


def test_one_label_used_seldom_and_alone_and_one_who_marks_more():
    many = [(at, at + 1, "A") for at in range(0, 20, 2)]
    found = told(study_of((many, many[:1])))
    assert "A is the only label" in found["single_category"]
    assert "x marked 10 spans and y 1; most apart in A" in found["unequal_margins"]
    assert "B was used once" in told(study_of(([(0, 1, "B")], [])))["few_items"]


def test_ten_documents_without_trouble_say_nothing():
    spans = [(0, 5, "A"), (6, 9, "B")]
    assert told(study_of(*[(spans, spans)] * 10)) == {}


def test_units_and_assisted_work_say_something_only_where_there_is_something():
    assert units_differ(0.9, 0.89) == units_differ(None, 0.5) == not_independent(0, included=False) == ()
    assert "left out" in not_independent(2, included=False)[0].text


def test_every_measure_and_every_reason_is_explained():
    assert set(REASONS) == set(Why)
    assert all(one.definition and dict(facts(one)) for one in known().values())
