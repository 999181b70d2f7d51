"""What the writing itself marks around a place."""

import pytest
from corpus_tool_testing.strategies import hostile_text
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool import languages
from corpus_tool.text.clusters import is_border
from corpus_tool.text.structure import around

ARABIC = "قال (القائد «أبو عمر» أمس) في حلب، إنه عاد. ثم ذهب.\nوانتهى"
HEBREW = 'דובר צה"ל אמר ל"הארץ היום": "נחזור". סוף.'


def stretches(text: str, inner: str) -> list[str]:
    start = text.index(inner)
    tokens = languages.tokenize(text, languages.identify(text))
    return [text[one.start : one.end] for one in around(text, tokens, start, start + len(inner))]


def test_a_word_grows_to_quotes_brackets_clause_sentence_and_line():
    assert stretches(ARABIC, "عمر") == [
        "عمر",
        "أبو عمر",
        "«أبو عمر»",
        "القائد «أبو عمر» أمس",
        "(القائد «أبو عمر» أمس)",
        "قال (القائد «أبو عمر» أمس) في حلب",
        "قال (القائد «أبو عمر» أمس) في حلب، إنه عاد.",
        "قال (القائد «أبو عمر» أمس) في حلب، إنه عاد. ثم ذهب.",
    ]


def test_gershayim_are_no_quotes_and_a_quote_behind_a_proclitic_is_one():
    assert "הארץ היום" in stretches(HEBREW, "הארץ")
    assert 'ל"הארץ' not in stretches(HEBREW, "הארץ")[1:]
    assert stretches(HEBREW, 'צה"ל')[:2] == ['צה"ל', 'דובר צה"ל אמר ל"הארץ היום"']


def test_a_part_of_a_word_grows_to_the_word():
    assert stretches(ARABIC, "لب")[0] == "حلب"


def test_nothing_is_around_nothing():
    assert around("", [], 0, 0) == []


@pytest.mark.parametrize("text", ["», «", '"', "((", ")(", "a \u0301 b"])
def test_marks_that_do_not_close_are_borne(text):
    assert around(text, languages.tokenize(text, "other"), 0, 1)


@given(hostile_text, st.data())
def test_every_stretch_holds_the_place_and_cuts_no_cluster(text, data):
    at = data.draw(st.integers(0, max(0, len(text) - 1)))
    found = around(text, languages.tokenize(text, "other"), at, min(at + 1, len(text)))
    for one in found:
        assert one.start <= at < one.end
        assert is_border(text, one.start) and is_border(text, one.end)
    widths = [one.end - one.start for one in found]
    assert widths == sorted(widths)
