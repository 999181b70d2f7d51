"""Names found by a few letters of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.text.matching import NOWHERE, loosely, match_rank

NAMES = ("Conflict.AirStrike", "Air or drone strike", "غارة جوية", "תקיפה אווירית")


@pytest.mark.parametrize(
    ("typed", "rank"),
    [
        ("conf", 0),
        ("air or", 0),
        ("AIRS", 1),
        ("drone st", 1),
        ("strike air", 1),
        ("lict", 2),
        ("غاره", 0),
        ("غَارة", 0),
        ("جوي", 1),
        ("תְּקִיפָה", 0),
        ("אווירי", 1),
        ("", 0),
        ("tank", NOWHERE),
        ("air tank", NOWHERE),
    ],
)
def test_the_best_name_counts_and_spelling_does_not(typed, rank):
    assert match_rank(typed, NAMES) == rank


def test_the_form_of_a_last_letter_says_nothing():
    assert match_rank("שלומ", ("שלום",)) == match_rank("שלום", ("שלומות",)) == 0


def test_what_has_no_name_is_not_found():
    assert match_rank("x", ()) == NOWHERE


@given(st.text(max_size=20), st.text(max_size=20))
def test_every_beginning_of_a_name_finds_it(start, rest):
    if loosely(start + rest).startswith(loosely(start)):
        assert match_rank(start, (start + rest,)) == 0
