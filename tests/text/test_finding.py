"""Words found whatever their spelling."""

import pytest
from corpus_tool_testing.strategies import hostile_text
from hypothesis import given

from corpus_tool.text.clusters import is_border
from corpus_tool.text.finding import Finder, pattern_of


def found(text: str, query: str) -> list[str]:
    return [text[place.start : place.end] for place in Finder(text).places(query)]


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("\u062f\u0645\u0651\u0631\u062a", "\u062f\u0645\u0631\u062a"),
        ("\u062f\u0645\u0631\u062a", "\u062f\u0645\u0651\u0631\u062a"),
        ("\u05d3\u05d0\u05e2\u05f4\u05e9", '\u05d3\u05d0\u05e2"\u05e9'),
        ('\u05d3\u05d0\u05e2"', "\u05d3\u05d0\u05e2"),
        ("\u0627\u0644\u0639\u0646\u0643\u0627\u0648\u064a", "\u0627\u0644\u0639\u0640\u0646\u0643\u0627\u0648\u064a"),
        ("f-16", "F\u201116"),
        ("15", "\u0661\u0665"),
    ],
)
def test_another_spelling_finds_the_word_as_it_is_written(query, word):
    assert found(f"x {word} y", query) == [word]


def test_words_are_found_over_a_line_end():
    assert found("one  two\nthree", "two three") == ["two\nthree"]


def test_every_place_is_found_in_order():
    assert [tuple(place) for place in Finder("ab ab ab").places("AB")] == [(0, 2), (3, 5), (6, 8)]


def test_nothing_is_looked_for_where_nothing_was_typed():
    assert pattern_of(" \u200f") is None
    assert Finder("a b").places(" ") == []


def test_a_quote_alone_can_be_looked_for():
    assert found('a "b" c', '"') == ['"', '"']


@given(hostile_text, hostile_text)
def test_what_is_found_has_edges_that_an_annotation_may_have(text, query):
    for place in Finder(text).places(query):
        assert 0 <= place.start < place.end <= len(text)
        assert is_border(text, place.start) and is_border(text, place.end)
