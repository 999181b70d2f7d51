"""F1 of spans, events and relations against their definitions, worked out slowly over any hand-out of documents."""

from collections import Counter
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tool.agreement import Why, known
from corpus_tool.agreement.drawing import NO_INTERVALS
from corpus_tool.agreement.marks import Mark
from corpus_tool.agreement.scoring import figures
from corpus_tool.agreement.study import Answer, Filler, Happening, Shared, Study, Tie

LENGTH = 12


@st.composite
def places(draw):
    """One piece, or two apart."""
    edges = sorted(draw(st.lists(st.integers(0, LENGTH), min_size=2, max_size=4, unique=True)))
    return tuple(zip(edges[::2], edges[1::2], strict=False))


marks = st.builds(Mark, places(), st.sampled_from("AB"))
fillers = st.builds(Filler, st.sampled_from(["Agent", "Place"]), places())
happenings = st.builds(
    Happening,
    st.sampled_from([((0, 2),), ((1, 3),), ((5, 6),)]),
    st.sampled_from(["Attack", "Meet"]),
    st.lists(fillers, max_size=3).map(tuple),
    st.lists(st.tuples(st.just("tense"), st.sampled_from(["past", "future"])), max_size=1).map(tuple),
)
ties = st.builds(Tie, st.sampled_from(["part", "whole"]), places(), places())
answers = st.builds(
    Answer,
    st.lists(marks, max_size=5).map(tuple),
    st.lists(happenings, max_size=3).map(tuple),
    st.lists(ties, max_size=2).map(tuple),
)
studies = st.lists(st.dictionaries(st.sampled_from("xyz"), answers), min_size=1, max_size=4).map(
    lambda said: Study(tuple(Shared(f"d{number}", LENGTH, one) for number, one in enumerate(said)))
)


def positions(place):
    return frozenset(at for start, end in place for at in range(start, end))


def best(credits):
    """The most that a one-to-one matching can have, by trying everything."""
    columns = range(len(credits[0])) if credits else ()

    @cache
    def most(row, taken):
        if row == len(credits):
            return 0
        tried = [credits[row][at] + most(row + 1, taken | {at}) for at in columns if at not in taken]
        return max([most(row + 1, taken), *tried])

    return most(0, frozenset())


def matched(credit, items):
    """(both, first, second) of the best matching of what `items` makes of answers."""

    def count(one, other):
        mine, hers = items(one), items(other)
        return best([[credit(left, right) for right in hers] for left in mine]), len(mine), len(hers)

    return count


def multiset(items):
    def count(one, other):
        mine, hers = Counter(items(one)), Counter(items(other))
        return (mine & hers).total(), mine.total(), hers.total()

    return count


def of_set(items):
    return multiset(lambda answer: set(items(answer)))


def on_shared(items):
    """Only of events that both marked with one type."""

    def count(one, other):
        both = {(event.fragments, event.type) for event in one.events}
        both &= {(event.fragments, event.type) for event in other.events}
        kept = [
            Answer(events=tuple(event for event in said.events if (event.fragments, event.type) in both))
            for said in (one, other)
        ]
        return of_set(items)(*kept)

    return count


def touching(one, other):
    return float(bool(positions(one[0]) & positions(other[0])))


def arguments(*parts):
    """Told by (type, trigger, filler, role) or some of these."""

    def items(answer):
        for event in answer.events:
            for filler in event.arguments:
                told = {
                    "type": event.type,
                    "trigger": event.fragments,
                    "filler": filler.fragments,
                    "role": filler.role,
                }
                yield tuple(told[part] for part in parts)

    return items


def triggers(answer):
    return sorted({(event.fragments, event.type) for event in answer.events})


COUNTS = {
    "f1_strict": multiset(lambda answer: answer.spans),
    "f1_bounds": multiset(lambda answer: [mark.fragments for mark in answer.spans]),
    "f1_overlap_typed": matched(
        lambda one, other: touching(one, other) * (one[1] == other[1]), lambda answer: answer.spans
    ),
    "f1_overlap_any": matched(touching, lambda answer: answer.spans),
    "f1_partial": matched(
        lambda one, other: 1.0 if one[0] == other[0] else touching(one, other) / 2, lambda answer: answer.spans
    ),
    "f1_token": of_set(lambda answer: [(at, mark.label) for mark in answer.spans for at in positions(mark.fragments)]),
    "ev_trig_id": of_set(lambda answer: [event.fragments for event in answer.events]),
    "ev_trig_cls": of_set(triggers),
    "ev_trig_overlap_cls": matched(lambda one, other: touching(one, other) * (one[1] == other[1]), triggers),
    "ev_arg_id": of_set(arguments("type", "filler")),
    "ev_arg_cls": of_set(arguments("type", "filler", "role")),
    "ev_arg_id_attached": of_set(arguments("type", "trigger", "filler")),
    "ev_arg_cls_attached": of_set(arguments("type", "trigger", "filler", "role")),
    "ev_arg_id_attached_on_shared": on_shared(arguments("type", "trigger", "filler")),
    "ev_arg_cls_attached_on_shared": on_shared(arguments("type", "trigger", "filler", "role")),
    "rel_id": of_set(lambda answer: [(tie.source, tie.target) for tie in answer.ties]),
    "rel_cls": of_set(lambda answer: answer.ties),
}
"""Measure to (both, first, second) of the two answers to a document."""


def summed(study, pair, count):
    """Over the documents that both have done; None where there are none."""
    shared = [one.answers for one in study.documents if set(pair) <= one.answers.keys()]
    counts = [count(answers[pair[0]], answers[pair[1]]) for answers in shared]
    return tuple(map(sum, zip(*counts, strict=True))) if counts else None


def f1(sums):
    return None if sums is None or not sums[1] + sums[2] else 2 * sums[0] / (sums[1] + sums[2])


def close(score, expected):
    return score.value is None if expected is None else score.value == pytest.approx(expected)


@pytest.mark.parametrize("name", COUNTS)
@settings(max_examples=10, deadline=None)
@given(study=studies)
def test_an_f1_is_what_its_definition_says_whoever_did_what(name, study):
    people = study.annotators
    found = dict(figures(known()[name], study, people, NO_INTERVALS))
    pairs = {pair: summed(study, pair, COUNTS[name]) for pair in combinations(people, 2)}
    for (one, other), sums in pairs.items():
        score = found[f"{name}[{one},{other}]"]
        assert close(score, f1(sums))
        assert (score.reason is Why.NO_SHARED_DOCUMENTS) == (sums is None)
    values = [value for value in map(f1, pairs.values()) if value is not None]
    assert close(found[f"{name}.mean"], sum(values) / len(values) if values else None)
    assert found[f"{name}.mean"].n == len(values)
    assert close(found[f"{name}.min"], min(values, default=None))
    assert close(found[f"{name}.max"], max(values, default=None))
    there = [sums for sums in pairs.values() if sums is not None]
    assert close(found[f"{name}.pooled"], f1(tuple(map(sum, zip(*there, strict=True))) if there else None))
    for who in people if len(people) > 2 else ():
        hers = [value for pair, sums in pairs.items() if who in pair and (value := f1(sums)) is not None]
        assert close(found[f"{name}[{who},rest]"], sum(hers) / len(hers) if hers else None)


@settings(max_examples=25, deadline=None)
@given(study=studies)
def test_precision_and_recall_take_the_first_as_the_measure(study):
    for pair in combinations(study.annotators, 2):
        sums = summed(study, pair, COUNTS["f1_strict"])
        for name, side, why in (
            ("precision_strict", 2, Why.NO_SPANS_BY_SECOND),
            ("recall_strict", 1, Why.NO_SPANS_BY_FIRST),
        ):
            score = dict(figures(known()[name], study, study.annotators, NO_INTERVALS))[f"{name}[{','.join(pair)}]"]
            assert close(score, sums[0] / sums[side] if sums and sums[side] else None)
            if sums and sums[1] + sums[2] and not sums[side]:
                assert score.reason is why
