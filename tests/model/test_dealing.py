"""Documents are dealt out evenly by words, each to one person, some to two."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.model.dealing import Copies, Group, deal

LENGTHS = st.lists(st.integers(1, 2_000), min_size=1, max_size=60)


@given(LENGTHS, st.integers(1, 5), st.floats(0, 1), st.integers())
def test_everybody_gets_about_as_much_and_every_document_has_somebody(lengths, people, share, seed):
    words = dict(enumerate(lengths))
    loads = {f"p{number}": 0 for number in range(people)}
    dealt = deal([Group([id]) for id in words], words, loads, share, Random(seed))
    times = [sum(id in ids for ids in dealt.values()) for id in words]
    assert set(times) <= {1, 2}
    assert times.count(2) == (round(share * len(words)) if people > 1 else 0)
    sums = [sum(words[id] for id in ids) for ids in dealt.values()]
    assert max(sums) - min(sums) <= max(lengths)


@given(LENGTHS, st.integers())
def test_copies_of_a_story_go_to_the_same_person(lengths, seed):
    words = dict(enumerate(lengths))
    groups = [Group(list(words)[start : start + 3]) for start in range(0, len(words), 3)]
    dealt = deal(groups, words, {"noa": 0, "sami": 0}, 0, Random(seed))
    for group in groups:
        assert sum(set(group.ids) <= set(ids) for ids in dealt.values()) == 1


def test_who_has_much_already_gets_less():
    words = dict.fromkeys(range(10), 100)
    dealt = deal([Group([id]) for id in words], words, {"noa": 600, "sami": 0}, 0, Random(1))
    assert (len(dealt["noa"]), len(dealt["sami"])) == (2, 8)


def test_chance_alone_decides_what_goes_to_two():
    words = dict.fromkeys(range(40), 100)
    groups = [Group([id]) for id in words]
    loads = {"noa": 0, "sami": 0}
    first, again, other = (deal(groups, words, loads, 0.2, Random(seed)) for seed in (1, 1, 2))
    assert first == again != other


@given(LENGTHS, st.integers(), st.sampled_from(Copies))
def test_copies_go_to_two_where_that_is_wanted_and_nothing_is_left_over(lengths, seed, copies):
    words = dict(enumerate(lengths))
    groups = [Group(list(words)[start : start + 2]) for start in range(0, len(words), 2)]
    dealt = deal(groups, words, {"noa": 0, "sami": 0, "lea": 0}, 0, Random(seed), copies)
    for group in filter(lambda group: group.has_copies, groups):
        hands = [len(set(group.ids) & set(ids)) for ids in dealt.values()]
        assert sorted(hands) == {Copies.TOGETHER: [0, 0, 2], Copies.APART: [0, 1, 1], Copies.TWICE: [0, 2, 2]}[copies]


def test_a_copy_that_comes_later_goes_to_whoever_has_the_story_or_to_another():
    loads = {"noa": 500, "sami": 0, "lea": 0}
    for copies, who in ((Copies.TOGETHER, {"noa"}), (Copies.APART, {"sami"}), (Copies.TWICE, {"noa", "sami"})):
        dealt = deal([Group([7], {"noa"})], {7: 100}, loads, 0, Random(1), copies)
        assert {person for person, ids in dealt.items() if ids} == who
