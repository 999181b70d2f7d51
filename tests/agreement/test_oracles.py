"""Unitizing measures against their definitions, worked out position by position and unit by unit, slowly."""

from collections import Counter
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tool.agreement import Why, known
from corpus_tool.agreement.scoring import NO_INTERVALS, scored
from corpus_tool.agreement.study import Answer, Mark, Shared, Study

LENGTH = 24

lines = (
    st.lists(st.integers(0, LENGTH), max_size=8, unique=True)
    .map(sorted)
    .flatmap(
        lambda edges: st.tuples(
            *(
                st.tuples(st.just(start), st.just(end), st.sampled_from("AB"))
                for start, end in zip(edges[::2], edges[1::2], strict=False)
            )
        )
    )
)


def study_of(*people):
    answers = {
        who: Answer(tuple(Mark(((start, end),), label) for start, end, label in spans))
        for who, spans in zip("xyz", people, strict=False)
    }
    return Study((Shared("d", LENGTH, answers),))


def value(name, study):
    return scored(known()[name], study, study.annotators, NO_INTERVALS).value


def close(found, expected):
    return found is None if expected is None else found == pytest.approx(expected)


def sections(spans, label):
    """(start, end, is a unit) of one label, gaps between."""
    at = 0
    for start, end, _ in sorted(span for span in spans if span[2] == label):
        if at < start:
            yield at, start, False
        yield start, end, True
        at = end
    if at < LENGTH:
        yield at, LENGTH, False


def squared(one, other):
    """The distance of two sections."""
    (b1, e1, unit1), (b2, e2, unit2) = one, other
    if unit1 and unit2 and b1 < e2 and b2 < e1:
        return (b1 - b2) ** 2 + (e1 - e2) ** 2
    if unit1 and not unit2 and b2 <= b1 and e1 <= e2:
        return (e1 - b1) ** 2
    if unit2 and not unit1 and b1 <= b2 and e2 <= e1:
        return (e2 - b2) ** 2
    return 0


def alpha_u(people):
    observed = expected = 0.0
    everything = len(people) * LENGTH
    for label in sorted({span[2] for spans in people for span in spans}):
        cut = [list(sections(spans, label)) for spans in people]
        pairs = sum(squared(g, h) for one, other in permutations(cut, 2) for g in one for h in other)
        observed += pairs / (len(people) * (len(people) - 1) * LENGTH**2)
        units = [end - start for mine in cut for start, end, is_unit in mine if is_unit]
        gaps = [end - start for mine in cut for start, end, is_unit in mine if not is_unit]
        total = sum(
            (len(units) - 1) / 3 * (2 * n**3 - 3 * n**2 + n) + n**2 * sum(g - n + 1 for g in gaps if g >= n)
            for n in units
        )
        expected += 2 / LENGTH * total / (everything * (everything - 1) - sum(n * (n - 1) for n in units))
    return 1 - observed / expected if expected else None


@settings(max_examples=60, deadline=None)
@given(st.lists(lines, min_size=2, max_size=3))
def test_alpha_u_is_what_its_definition_says(people):
    assert close(value("alpha_u", study_of(*people)), alpha_u(people) if any(people) else None)


def coded(spans):
    return [next((label for start, end, label in spans if start <= at < end), "") for at in range(LENGTH)]


def shared_and_corrections(people, *, both_marked=False):
    """Coincidences of values and squared lengths, position by position."""
    rows = [coded(spans) for spans in people]
    counted = [at for at in range(LENGTH) if not both_marked or all(row[at] for row in rows)]
    shared, corrections = Counter(), Counter()
    for one, other in permutations(rows, 2):
        for at in counted:
            shared[one[at], other[at]] += 1 / (len(people) - 1)
    for spans, row in zip(people, rows, strict=True):
        corrections[""] += sum(not row[at] for at in counted)
        for start, end, label in spans:
            corrections[label] += len([at for at in counted if start <= at < end]) ** 2
    return shared, corrections


def expected_of(shared, corrections, values):
    margin = Counter()
    for (one, _), count in shared.items():
        margin[one] += count
    total = sum(margin.values())
    room = total - sum(corrections.values()) / total if total else 0
    return {
        (c, k): (margin[c] * margin[k] - (corrections[c] if c == k else 0)) / room if room else np.nan
        for c in values
        for k in values
    }


def ratio(observed, expected):
    return None if np.isnan(expected) or expected <= 1e-12 else 1 - observed / expected


@settings(max_examples=60, deadline=None)
@given(st.lists(lines, min_size=2, max_size=3))
def test_u_alpha_is_what_its_definition_says(people):
    shared, corrections = shared_and_corrections(people)
    expected = expected_of(shared, corrections, ["", "A", "B"])
    off = [(c, k) for c, k in expected if c != k]
    across = [(c, k) for c, k in off if not c or not k]
    study = study_of(*people)
    for name, cells in (("u_alpha", off), ("u_alpha_binary", across)):
        wanted = ratio(sum(shared[cell] for cell in cells), sum(expected[cell] for cell in cells))
        assert close(value(name, study), wanted if any(people) else None)


@settings(max_examples=60, deadline=None)
@given(lines, lines)
def test_cu_alpha_is_what_its_definition_says(one, other):
    shared, corrections = shared_and_corrections((one, other), both_marked=True)
    expected = expected_of(shared, corrections, ["A", "B"])
    off = [("A", "B"), ("B", "A")]
    wanted = ratio(sum(shared[cell] for cell in off), sum(expected[cell] for cell in off))
    assert close(value("cu_alpha", study_of(one, other)), wanted)


def test_units_that_overlap_have_no_unitizing_figure():
    study = study_of([(0, 5, "A"), (2, 6, "A")], [(0, 5, "A")])
    for name in ("alpha_u", "u_alpha", "u_alpha_binary", "cu_alpha", "semeval_strict_f1"):
        assert scored(known()[name], study, ("x", "y"), NO_INTERVALS).reason is Why.OVERLAPPING_UNITS
