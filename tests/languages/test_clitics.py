"""A name may start behind proclitics; the annotator is offered where, the likeliest first."""

import tomllib
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.languages import language, languages
from corpus_tool.text.prefixes import HYPHENS

EXAMPLES = tomllib.loads((Path(__file__).parent / "clitics.toml").read_text(encoding="utf-8"))
WORDS = st.text(alphabet=st.sampled_from("وفأبكلسالحزםושכמלבהצק\"'\u05f4ـ\u064e\u0651\u05b0\u200f-x1"), max_size=12)


@pytest.mark.parametrize(
    ("code", "word", "rests"), [(code, word, rests) for code in EXAMPLES for word, rests in EXAMPLES[code].items()]
)
def test_a_word_offers_what_remains_behind_its_proclitics(code, word, rests):
    assert [word[border:] for border in language(code).clitic_borders(word)] == rests


@pytest.mark.parametrize("known", languages(), ids=lambda known: known.code)
@given(word=WORDS)
def test_a_border_stands_inside_the_word_before_a_letter_a_digit_or_a_hyphen(known, word):
    borders = known.clitic_borders(word)
    assert len(borders) == len(set(borders))
    assert all(0 < border < len(word) and (word[border].isalnum() or word[border] in HYPHENS) for border in borders)


@pytest.mark.parametrize("known", languages(), ids=lambda known: known.code)
@given(word=WORDS)
def test_tatweel_and_marks_change_no_candidate(known, word):
    bare = "".join(character for character in word if category(character) not in ("Lm", "Mn", "Cf"))
    assert len(known.clitic_borders(word)) == len(known.clitic_borders(bare))


def test_a_language_without_clitics_offers_nothing():
    assert language("other").clitic_borders("ولبنان") == []
