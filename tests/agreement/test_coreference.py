"""Chains against published examples, against their definitions worked out link by link, and against another scorer."""

import json
from itertools import combinations, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tool.agreement import Why, known
from corpus_tool.agreement.drawing import NO_INTERVALS
from corpus_tool.agreement.measures.coreference import b_cubed, ceaf_e, lea, muc
from corpus_tool.agreement.scoring import scored
from corpus_tool.agreement.study import Answer, Shared, Study

REFERENCE = json.loads((Path(__file__).parent / "expected" / "coreference.json").read_text(encoding="utf-8"))


def chains(*words):
    """A chain for each word, a mention for each of its letters."""
    return tuple(frozenset(((ord(letter), ord(letter) + 1),) for letter in word) for word in words)


def score(name, first, second):
    study = Study((Shared("d", 200, {"x": Answer(chains=first), "y": Answer(chains=second)}),))
    return scored(known()[name], study, ("x", "y"), NO_INTERVALS)


KEY, RESPONSE = chains("abc", "defg"), chains("ab", "cd", "fghi")
"""Pradhan et al. 2014, section 4, which Moosavi and Strube 2016 take up."""


@pytest.mark.parametrize(
    ("scheme", "recall", "precision"),
    [(muc, 2 / 5, 2 / 5), (b_cubed, 35 / 12 / 7, 4 / 8), (ceaf_e, 1.3 / 2, 1.3 / 3), (lea, 5 / 3 / 7, 8 / 3 / 8)],
    ids=["muc", "b3", "ceafe", "lea"],
)
def test_the_worked_example_of_the_reference_scorer(scheme, recall, precision):
    found, there = scheme(KEY, RESPONSE)
    assert found / there == pytest.approx(recall)
    found, there = scheme(RESPONSE, KEY)
    assert found / there == pytest.approx(precision)


def test_the_example_that_muc_cannot_tell_apart_and_b_cubed_can():
    """Bagga and Baldwin 1998: joining two large chains is worse than joining a large and a small one."""
    key = chains("12345", "67", "89ABC")
    small, large = chains("12345", "6789ABC"), chains("1234589ABC", "67")
    assert score("coref_muc", key, small).value == score("coref_muc", key, large).value == pytest.approx(18 / 19)
    found, there = b_cubed(small, key)
    assert found / there == pytest.approx(0.762, abs=0.0005)
    found, there = b_cubed(large, key)
    assert found / there == pytest.approx(0.583, abs=0.0005)


def test_mentions_that_are_alone_count_for_all_but_muc():
    alone = chains("a", "b")
    assert score("coref_muc", alone, alone).reason is Why.NO_ANNOTATIONS
    assert score("coref_conll", alone, alone).reason is Why.NO_ANNOTATIONS
    for name in ("coref_b3", "coref_ceafe", "coref_lea"):
        assert score(name, alone, alone).value == 1
        assert score(name, alone, chains("a", "c")).value == 0.5


def test_a_side_without_links_has_none_of_the_others():
    assert score("coref_muc", chains("a", "b"), chains("ab")).value == 0
    assert score("coref_b3", chains("a", "b"), ()).value == 0


partitions = st.lists(st.integers(-1, 3), min_size=7, max_size=7).map(
    lambda homes: tuple(
        frozenset(((at, at + 1),) for at, home in enumerate(homes) if home == chain)
        for chain in sorted(set(homes) - {-1})
    )
)
"""Seven mentions in up to four chains; -1: not marked."""


def f1(recall, precision):
    (found, there), (found_other, there_other) = recall, precision
    if not there and not there_other:
        return None
    one, other = found / there if there else 0, found_other / there_other if there_other else 0
    return 2 * one * other / (one + other) if one + other else 0


def components(chain, other):
    """How many parts a chain falls into, if only the links of the other side hold it together."""
    left, count = set(chain), 0
    while left:
        mention = left.pop()
        left -= next((one for one in other if mention in one), frozenset())
        count += 1
    return count


def slow_muc(key, other):
    return sum(len(one) - components(one, other) for one in key), sum(len(one) - 1 for one in key)


def slow_b3(key, other):
    found = 0.0
    for chain in key:
        for mention in chain:
            theirs = next((one for one in other if mention in one), frozenset())
            found += len(chain & theirs) / len(chain)
    return found, sum(len(chain) for chain in key)


def slow_ceafe(key, other):
    size = max(len(key), len(other))
    sides = [[*side, *[frozenset()] * (size - len(side))] for side in (key, other)]

    def alike(one, two):
        return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0

    best = max(sum(map(alike, sides[0], order)) for order in permutations(sides[1]))
    return best, len(key)


def slow_lea(key, other):
    def links(chain):
        return set(combinations(sorted(chain), 2)) or {(mention, mention) for mention in chain}

    theirs = set().union(*map(links, other))
    found = sum(len(chain) * len(links(chain) & theirs) / len(links(chain)) for chain in key)
    return found, sum(len(chain) for chain in key)


SLOW = {"coref_muc": slow_muc, "coref_b3": slow_b3, "coref_ceafe": slow_ceafe, "coref_lea": slow_lea}


@settings(max_examples=150, deadline=None)
@given(partitions, partitions)
def test_every_figure_is_what_its_definition_says(one, other):
    expected = {name: f1(slow(one, other), slow(other, one)) for name, slow in SLOW.items()}
    for name, value in expected.items():
        found = score(name, one, other).value
        assert found is None if value is None else found == pytest.approx(value)
    parts = [expected[name] for name in ("coref_muc", "coref_b3", "coref_ceafe")]
    mean = score("coref_conll", one, other).value
    assert mean is None if None in parts else mean == pytest.approx(sum(parts) / 3)


@pytest.mark.parametrize("case", REFERENCE, ids=lambda case: f"{'|'.join(case['key'])} {'|'.join(case['response'])}")
def test_another_scorer_says_the_same(case):
    key, response = chains(*case["key"]), chains(*case["response"])
    found = {name: score(name, key, response).value for name in case["expected"]}
    assert found == pytest.approx(case["expected"])
