"""What every measure promises, and what single ones count."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tool.agreement import Comparison, Why, known
from corpus_tool.agreement.assignment import best_assignment
from corpus_tool.agreement.drawing import NO_INTERVALS, Resampling
from corpus_tool.agreement.marks import Mark
from corpus_tool.agreement.matching import largest, meetings, most_credit
from corpus_tool.agreement.scoring import figures, scored
from corpus_tool.agreement.study import Answer, Filler, Happening, Shared, Study

LENGTH = 30


@st.composite
def places(draw):
    edges = sorted(draw(st.lists(st.integers(0, LENGTH), min_size=2, max_size=4, unique=True)))
    return tuple(zip(edges[::2], edges[1::2], strict=False))


marks = st.builds(Mark, places(), st.sampled_from("ABC"))
fillers = st.builds(Filler, st.sampled_from(["Agent", "Place"]), places())
happenings = st.builds(
    Happening, places(), st.sampled_from(["Attack", "Meet"]), st.lists(fillers, max_size=3).map(tuple)
)
answers = st.builds(
    Answer,
    st.lists(marks, max_size=6, unique=True).map(tuple),
    st.lists(happenings, max_size=3).map(tuple),
    st.just(()),
    st.lists(places(), max_size=5, unique=True).map(
        lambda found: tuple(frozenset(some) for some in (found[:1], found[1:]) if some)
    ),
)
studies = st.lists(
    st.dictionaries(st.sampled_from("xyz"), answers, min_size=1).map(lambda said: Shared("d", LENGTH, said)),
    min_size=1,
    max_size=4,
).map(lambda documents: Study(tuple(documents)))

COUNTS = ("_correct", "_incorrect", "_partial", "_missed", "_spurious", "_possible", "_actual")
MEASURES = [one for one in known().values() if not one.name.endswith(COUNTS)]
"""All but the counts behind SemEval's rates, which are no figures of agreement."""


ON_ONE_LINE = {"alpha_u", "gamma", "gamma_cat", "gamma_disorder"}
"""Documents are laid end to end in their order, and the gaps between units reach from one into the next."""


def value(measure, study, annotators):
    return scored(measure, study, annotators, NO_INTERVALS).value


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
@settings(max_examples=12, deadline=None)
@given(study=studies)
def test_order_does_not_matter_and_bounds_hold(measure, study):
    annotators = ("x", "y") if measure.comparison is Comparison.PAIR else ("x", "y", "z")
    backwards = Study(tuple(reversed(study.documents)))
    found = value(measure, study, annotators)
    if measure.name not in ON_ONE_LINE:
        assert value(measure, backwards, annotators) == (found if found is None else pytest.approx(found))
    if not measure.name.startswith(("precision", "recall", "semeval")):
        assert value(measure, study, annotators[::-1]) == (found if found is None else pytest.approx(found))
    assert found is None or found <= 1 + 1e-9


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
@settings(max_examples=8, deadline=None)
@given(answer=answers)
def test_the_same_answer_twice_agrees_wholly_or_is_not_defined(measure, answer):
    study = Study((Shared("d", LENGTH, {"x": answer, "y": answer}),))
    same = 0 if measure.name == "gamma_disorder" else 1
    assert value(measure, study, ("x", "y")) in (None, pytest.approx(same))


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_nothing_in_common_is_not_a_number_but_a_reason(measure):
    apart = Study((Shared("d", 5, {"x": Answer()}), Shared("e", 5, {"y": Answer()})))
    assert scored(measure, apart, ("x", "y"), NO_INTERVALS).reason in {
        Why.NO_SHARED_DOCUMENTS,
        Why.NO_DOCUMENT_DONE_BY_ALL,
    }


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), unique=True))
def test_as_many_are_matched_as_can_be(pairs):
    best = max(sum((left, right) in pairs for left, right in enumerate(order)) for order in permutations(range(5)))
    assert largest(pairs) == best


@settings(max_examples=60, deadline=None)
@given(st.lists(places(), max_size=5), st.lists(places(), max_size=5))
def test_partial_credit_is_the_most_there_can_be(first, second):
    meets = list(meetings(first, second))
    credit = {(one.first, one.second): 1 if one.same else 0.5 for one in meets}
    best = max(
        sum(credit.get((left, right), 0) for left, right in enumerate(order)) for order in permutations(range(5))
    )
    assert most_credit(meets) == best


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(st.floats(0, 9), min_size=width, max_size=width), min_size=1, max_size=4)
    )
)
def test_the_best_assignment_is_the_best(credits):
    square = np.zeros((4, 4))
    square[: len(credits), : len(credits[0])] = credits
    best = max(sum(square[row, column] for row, column in enumerate(order)) for order in permutations(range(4)))
    assert best_assignment(credits) == pytest.approx(best)


def test_nested_spans_are_counted_one_by_one():
    wide, inner = Mark(((0, 9),), "ORG"), Mark(((0, 4),), "GPE")
    study = Study((Shared("d", 9, {"x": Answer((wide, inner)), "y": Answer((inner,))}),))
    assert value(known()["f1_strict"], study, ("x", "y")) == pytest.approx(2 / 3)
    assert value(known()["recall_strict"], study, ("x", "y")) == 0.5
    assert value(known()["precision_strict"], study, ("x", "y")) == 1


def test_what_the_gold_side_and_the_other_have_is_counted_as_semeval_calls_it():
    said = {"x": Answer((Mark(((0, 2),), "A"), Mark(((4, 6),), "B"))), "y": Answer((Mark(((0, 3),), "A"),))}
    study = Study((Shared("d", LENGTH, said),))
    possible, actual = (value(known()[f"semeval_strict_{name}"], study, ("x", "y")) for name in ("possible", "actual"))
    assert (possible, actual) == (2, 1)


def test_done_and_empty_is_an_answer():
    said = Answer((Mark(((0, 2),), "ORG"),))
    study = Study((Shared("d", 4, {"x": said, "y": Answer()}),))
    found = scored(known()["f1_strict"], study, ("x", "y"), NO_INTERVALS)
    assert (found.value, found.n) == (0, 1)
    assert scored(known()["precision_strict"], study, ("x", "y"), NO_INTERVALS).reason is Why.NO_SPANS_BY_SECOND


def test_an_argument_counts_at_its_trigger_or_without_it():
    place = Filler("Place", ((5, 6),))
    one = Happening(((0, 1),), "Attack", (place,))
    other = Happening(((2, 3),), "Attack", (place,))
    study = Study((Shared("d", 9, {"x": Answer(events=(one,)), "y": Answer(events=(other,))}),))
    assert value(known()["ev_arg_cls"], study, ("x", "y")) == 1
    assert value(known()["ev_arg_cls_attached"], study, ("x", "y")) == 0
    for name in ("ev_arg_cls_attached_on_shared", "ev_attributes"):
        assert scored(known()[name], study, ("x", "y"), NO_INTERVALS).reason is Why.NO_SHARED_EVENTS


def test_labels_of_nothing_in_common_are_not_a_number_but_a_reason():
    one, other = (Answer((Mark((place,), "ORG"),)) for place in ((0, 2), (1, 3)))
    study = Study((Shared("d", 9, {"x": one, "y": other, "z": Answer()}),))
    assert scored(known()["label_cohen"], study, ("x", "y"), NO_INTERVALS).reason is Why.NO_SHARED_SPANS
    empty = Study((Shared("d", 9, {"x": Answer(), "y": Answer()}),))
    assert scored(known()["label_percent"], empty, ("x", "y"), NO_INTERVALS).reason is Why.NO_ANNOTATIONS


def test_intervals_are_the_same_for_the_same_seed_and_hold_the_figure():
    said = [Answer((Mark(((0, 2),), "ORG"),)), Answer((Mark(((0, 3),), "ORG"),))]
    documents = tuple(Shared(f"d{n}", 4, {"x": said[0], "y": said[n % 3 == 0]}) for n in range(12))
    study = Study(documents)
    first, again = (dict(figures(known()["f1_strict"], study, ("x", "y"), Resampling(seed=7))) for _ in range(2))
    assert first == again
    score = first["f1_strict[x,y]"]
    assert score.low < score.value < score.high
    assert first["f1_strict.mean"].value == score.value


def test_somebody_called_rest_does_not_lose_her_figure():
    said, other = Answer((Mark(((0, 2),), "ORG"),)), Answer((Mark(((0, 3),), "ORG"),))
    study = Study((Shared("d", 4, {"max": said, "noa": said, "rest": other}),))
    found = dict(figures(known()["f1_strict"], study, ("max", "noa", "rest"), NO_INTERVALS))
    assert found["f1_strict[max,rest]"].value == 0
    assert found["f1_strict[max,the rest]"].value == 0.5
