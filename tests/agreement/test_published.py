"""Worked examples from the literature."""

from math import nan

import pytest

from corpus_tool.agreement import known
from corpus_tool.agreement.drawing import NO_INTERVALS
from corpus_tool.agreement.marks import Mark
from corpus_tool.agreement.scoring import scored
from corpus_tool.agreement.study import Answer, Shared, Study

KRIPPENDORFF_2011 = {
    "a": [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
    "b": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
    "c": [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
    "d": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
}
"""Four observers, twelve units: Computing Krippendorff's Alpha-Reliability, example C."""

FLEISS_1971 = [
    (0, 0, 0, 0, 14),
    (0, 2, 6, 4, 2),
    (0, 0, 3, 5, 6),
    (0, 3, 9, 2, 0),
    (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0),
    (3, 2, 6, 3, 0),
    (2, 5, 3, 2, 2),
    (6, 5, 2, 1, 0),
    (0, 2, 2, 3, 7),
]
"""Ten subjects, fourteen raters, five categories; how many chose each."""


def coded(answers):
    """A study with a document of one position for each item; nan is a document that was not done."""
    items = zip(*answers.values(), strict=True)
    return Study(
        tuple(
            Shared(
                f"d{number}",
                1,
                {
                    who: Answer((Mark(((0, 1),), str(value)),))
                    for who, value in zip(answers, item, strict=True)
                    if value == value
                },
            )
            for number, item in enumerate(items)
        )
    )


def value(name, study, annotators=None):
    return scored(known()[name], study, annotators or study.annotators, NO_INTERVALS).value


def test_alpha_of_four_observers_with_missing_answers():
    assert value("alpha", coded(KRIPPENDORFF_2011)) == pytest.approx(0.743, abs=0.0005)


def test_fleiss_kappa_of_fourteen_raters():
    answers = {f"r{rater:02}": [] for rater in range(14)}
    for counts in FLEISS_1971:
        given = [category for category, count in enumerate(counts) for _ in range(count)]
        for who, category in zip(answers, given, strict=True):
            answers[who].append(category)
    assert value("fleiss", coded(answers)) == pytest.approx(0.210, abs=0.0005)


def test_cohens_kappa_of_a_table_of_four_cells():
    table = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    pairs = [pair for pair, count in table.items() for _ in range(count)]
    study = coded({"a": [one for one, _ in pairs], "b": [other for _, other in pairs]})
    assert value("percent", study) == pytest.approx(0.7)
    assert value("cohen", study) == pytest.approx(0.4)
    assert value("scott", study) == pytest.approx((0.7 - 0.505) / 0.495)
    assert value("ac1", study) == pytest.approx((0.7 - 0.495) / 0.505)
    assert value("conger", study) == pytest.approx(0.4)
