"""Queries are read, and answered at offsets of the text as it was written."""

import re

import pytest
from corpus_tool_testing.strategies import any_text, hostile_text
from hypothesis import given

from corpus_tool.text.folding import fold
from corpus_tool.text.queries import Phrase, find, index_words, read_query


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("دمّرت", [(("دمرت",), (), False)]),
        ('דאע"ש', [(("דאעש",), (), False)]),
        ('"צה"ל תקף" מטרות', [(("צהל",), ("תקף",), False), (("מטרות",), (), False)]),
        ("F-16", [(("f",), ("16",), False)]),
        ("مسل*", [(("مسل",), (), True)]),
        ('"قوات سور"*', [(("قوات",), ("سور",), True)]),
        ('"never closed at all', [(("never",), ("closed", "at", "all"), False)]),
        ('"ends in a comma", x', [(("ends",), ("in", "a", "comma"), False), (("x",), (), False)]),
        ("«الجيش السوري»", [(("الجيش",), ("السوري",), False)]),
        ("a OR b", [(("a",), (), False), (("or",), (), False), (("b",), (), False)]),
        ("🔴", [(("🔴",), (), False)]),
        ("", []),
        ('*** "" \' () ~ :', []),
    ],
)
def test_a_query_is_words_phrases_and_prefixes_and_nothing_else(query, words):
    assert read_query(query) == words


@pytest.mark.parametrize(
    ("text", "query", "surfaces"),
    [
        ("🔴 قال: دمّرت الطائراتُ", "دمرت", ["دمّرت"]),
        ("للمســلحين في حلب", "للمسلحين", ["للمســلحين"]),
        ('נגד דאע"ש ודאע״ש', "דאעש", ['דאע"ש']),
        ("שָׁלוֹם לכולם", "שלום", ["שָׁלוֹם"]),
        ("טיסת F\u201116 וגם F-16.", "F-16", ["F\u201116", "F-16"]),
        ("الجيش السوري والجيش الحر", '"الجيش السوري"', ["الجيش السوري"]),
        ("مسلح ومسلحون مسلحين", "مسلح*", ["مسلح", "مسلحين"]),
        ("a b a b a", '"a b a"', ["a b a", "a b a"]),
    ],
)
def test_what_is_found_is_the_text_as_written(text, query, surfaces):
    assert [text[hit.start : hit.end] for hit in find(text, read_query(query))] == surfaces


@given(hostile_text, any_text)
def test_any_query_is_safe_and_every_hit_lies_in_the_text(text, query):
    for hit in find(text, read_query(query)):
        assert 0 <= hit.start < hit.end <= len(text)


@given(hostile_text)
def test_every_word_of_the_index_is_found_again(text):
    for word in index_words(text).split(" "):
        assert not word or find(text, [Phrase((word,), (), is_prefix=False)])


@given(hostile_text)
def test_a_word_stands_where_folding_the_whole_text_says(text):
    folded = fold(text)
    words = list(re.finditer("[^\\W_]+|[\u2190-\u2bff\U0001f000-\U0001faff]", folded.text))
    hits = {hit for word in words for hit in find(text, [Phrase((word[0],), (), is_prefix=False)])}
    assert hits == {folded.origin(*word.span()) for word in words}
