"""Documents are dealt out evenly by words, each to one person, some to two."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.model.dealing import deal

LENGTHS = st.lists(st.integers(1, 2_000), min_size=1, max_size=60)


@given(LENGTHS, st.integers(1, 5), st.floats(0, 1), st.integers())
def test_everybody_gets_about_as_much_and_every_document_has_somebody(lengths, people, share, seed):
    words = dict(enumerate(lengths))
    loads = {f"p{number}": 0 for number in range(people)}
    dealt = deal([[id] for id in words], words, loads, share, Random(seed))
    times = [sum(id in ids for ids in dealt.values()) for id in words]
    assert set(times) <= {1, 2}
    assert times.count(2) == (round(share * len(words)) if people > 1 else 0)
    sums = [sum(words[id] for id in ids) for ids in dealt.values()]
    assert max(sums) - min(sums) <= max(lengths)


@given(LENGTHS, st.integers())
def test_copies_of_a_story_go_to_the_same_person(lengths, seed):
    words = dict(enumerate(lengths))
    groups = [list(words)[start : start + 3] for start in range(0, len(words), 3)]
    dealt = deal(groups, words, {"noa": 0, "sami": 0}, 0, Random(seed))
    for group in groups:
        assert sum(set(group) <= set(ids) for ids in dealt.values()) == 1


def test_who_has_much_already_gets_less():
    words = dict.fromkeys(range(10), 100)
    dealt = deal([[id] for id in words], words, {"noa": 600, "sami": 0}, 0, Random(1))
    assert (len(dealt["noa"]), len(dealt["sami"])) == (2, 8)


def test_chance_alone_decides_what_goes_to_two():
    words = dict.fromkeys(range(40), 100)
    groups = [[id] for id in words]
    loads = {"noa": 0, "sami": 0}
    first, again, other = (deal(groups, words, loads, 0.2, Random(seed)) for seed in (1, 1, 2))
    assert first == again != other
