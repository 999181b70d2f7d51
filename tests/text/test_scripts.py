"""A text is known by the script most of its letters belong to."""

import re
import sys
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.text.scripts import LETTERS, direction_of, shares


@pytest.mark.parametrize("script", LETTERS)
def test_a_script_is_made_of_letters_only(script):
    members = re.findall(f"[{LETTERS[script]}]", "".join(map(chr, range(sys.maxunicode))))
    assert {category(character)[0] for character in members} == {"L"}


@given(st.text())
def test_the_shares_make_one_or_nothing(text):
    assert sum(shares(text).values()) == pytest.approx(1.0 if any(map(str.isalpha, text)) else 0.0)


def test_an_arabic_headline_with_a_latin_name():
    assert shares("بي بي سي BBC") == {"arabic": 6 / 9, "hebrew": 0.0, "latin": 3 / 9, "other": 0.0}


@pytest.mark.parametrize(
    ("text", "direction"),
    [("حلب", "rtl"), ("F-16 מטוס קרב", "rtl"), ("Aleppo حلب", "ltr"), ("", "ltr"), ("12:30", "ltr"), ("ܣܘܪܝܐ", "rtl")],
)
def test_direction_follows_the_majority_of_letters(text, direction):
    assert direction_of(text) == direction
