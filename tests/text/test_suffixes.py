"""Where what is written onto the end of a word begins."""

import pytest
from corpus_tool_testing.strategies import hostile_text
from hypothesis import given

from corpus_tool import languages
from corpus_tool.text.clusters import is_border
from corpus_tool.text.suffixes import suffixes


@pytest.mark.parametrize(
    ("word", "code", "rests"),
    [
        ("قصفها", "ar", ["قصف"]),
        ("قَصْفُهَا", "ar", ["قَصْفُ"]),
        ("هجومهم", "ar", ["هجوم"]),
        ("ضربني", "ar", ["ضرب", "ضربن"]),
        ("من", "ar", []),
        ("ה\u05f3", "he", []),
        ("תקיפתו", "he", ["תקיפת"]),
        ("כוחותיו", "he", ["כוחות", "כוחותי"]),
        ("F-16", "ar", []),
    ],
)
def test_suffixed_pronouns_are_told_the_longest_first(word, code, rests):
    assert [word[:border] for border in languages.language(code).enclitic_borders(word)] == rests


def test_a_language_we_do_not_know_has_none():
    assert languages.language_or_plain("fr").enclitic_borders("maison") == []


@given(hostile_text)
def test_no_border_cuts_a_cluster_or_leaves_nothing(word):
    for border in suffixes(word, ("ها", "ו", "a", "1"), least_rest=1):
        assert 0 < border < len(word)
        assert is_border(word, border)
