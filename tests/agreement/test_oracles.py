"""Unitizing measures against their definitions, worked out position by position and unit by unit, slowly."""

from collections import Counter
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tool.agreement import Why, known
from corpus_tool.agreement.drawing import NO_INTERVALS
from corpus_tool.agreement.marks import Mark
from corpus_tool.agreement.scoring import scored
from corpus_tool.agreement.study import Answer, Shared, Study
from corpus_tool.workbench.agreement.measuring import measured

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


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(lines, lines), min_size=1, max_size=4), st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_alpha_u_of_drawn_documents_is_that_of_these_documents_end_to_end(documents, times):
    shared = [study_of(*people).documents[0]._replace(key=f"d{number}") for number, people in enumerate(documents)]
    tally = known()["alpha_u"].tally(Study(tuple(shared)), ("x", "y"))
    counted = zip(shared, times, strict=False)
    drawn = [one._replace(key=f"{one.key}-{turn}") for one, count in counted for turn in range(count)]
    if isinstance(tally, Why) or not drawn:
        return
    again = scored(known()["alpha_u"], Study(tuple(drawn)), ("x", "y"), NO_INTERVALS).value
    draws = np.array([times[: len(shared)], [1] * len(shared)], dtype=float)
    found, whole = tally.many(tally.drawn(draws))
    assert (again is None and np.isnan(found)) or found == pytest.approx(again)
    assert np.isnan(whole) or whole == pytest.approx(tally.value(tally.total))


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


@settings(max_examples=60, deadline=None)
@given(lines, lines)
def test_ku_alpha_is_what_its_definition_says(one, other):
    study = study_of(one, other)
    found = measured(study, ("x", "y"), [known()["ku_alpha"]], NO_INTERVALS)
    shared, corrections = shared_and_corrections((one, other), both_marked=True)
    expected = expected_of(shared, corrections, ["A", "B"])
    for label, rest in (("A", "B"), ("B", "A")):
        there = sum(shared[row, label] for row in "AB")
        by_chance = sum(expected[row, label] for row in "AB")
        wanted = None
        if there and expected[rest, label] > 1e-12:
            wanted = 1 - (shared[rest, label] / there) / (expected[rest, label] / by_chance)
        score = found.get(f"ku_alpha{{{label}}}[x,y]")
        assert close(score.value if score else None, wanted)


nested = st.lists(
    st.tuples(st.integers(0, LENGTH - 4), st.integers(1, 4), st.sampled_from("AB")).map(
        lambda span: (span[0], span[0] + span[1], span[2])
    ),
    max_size=6,
    unique=True,
)


def sets_of(spans):
    """What stands on each position, as the definition of position coding has it."""
    return [
        "|".join(sorted({label for start, end, label in spans if start <= at < end})) or "O" for at in range(LENGTH)
    ]


def kappa(pairs):
    """Cohen's of pairs of values."""
    if not pairs:
        return None
    left, right = (Counter(side) for side in zip(*pairs, strict=True))
    same = sum(one == other for one, other in pairs) / len(pairs)
    by_chance = sum(left[value] * right[value] for value in left) / len(pairs) ** 2
    return None if by_chance == 1 else (same - by_chance) / (1 - by_chance)


def alpha(units):
    """Krippendorff's of units, each the values it was given, by pairs of values within units."""
    together = Counter()
    for unit in units:
        for one, other in permutations(unit, 2):
            together[one, other] += 1 / (len(unit) - 1)
    margin = Counter()
    for (one, _), count in together.items():
        margin[one] += count
    total = sum(margin.values())
    observed = sum(count for (one, other), count in together.items() if one != other)
    expected = sum(margin[one] * margin[other] for one in margin for other in margin if one != other) / (total - 1)
    return 1 - observed / expected if expected else None


@settings(max_examples=60, deadline=None)
@given(nested, nested, st.none() | nested)
def test_coefficients_of_positions_are_what_their_definitions_say(one, other, third):
    people = (one, other) if third is None else (one, other, third)
    study = study_of(*people)
    units = list(zip(*map(sets_of, people), strict=True))
    marked = [unit for unit in units if set(unit) != {"O"}]
    assert close(value("alpha", study), alpha(units))
    assert close(value("alpha_anyspan", study), alpha(marked) if marked else None)
    pairs = [unit[:2] for unit in units]
    for name, counted in (("cohen", pairs), ("cohen_anyspan", [pair for pair in pairs if set(pair) != {"O"}])):
        assert close(scored(known()[name], study, ("x", "y"), NO_INTERVALS).value, kappa(counted))


@settings(max_examples=60, deadline=None)
@given(nested, nested)
def test_labels_where_borders_agree_are_what_their_definition_says(one, other):
    places = [Counter((start, end) for start, end, _ in spans) for spans in (one, other)]
    labels = [{(start, end): label for start, end, label in spans} for spans in (one, other)]
    once = [place for place in places[0] if all(counts[place] == 1 for counts in places)]
    pairs = [(labels[0][place], labels[1][place]) for place in once]
    study = study_of(one, other)
    assert close(value("label_cohen", study), kappa(pairs))
    assert close(value("label_percent", study), sum(a == b for a, b in pairs) / len(pairs) if pairs else None)
