"""Sentences of news: where they end, and that nothing is lost between them."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.text.sentences import sentences

EXAMPLES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))["example"]
TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("حلبـדמשק ab12.....!?؟…«»“”\"'()[]،-\n\t\u00a0\u2028\u0651\u05b7\u200f"),
        st.characters(codec="utf-8"),
    ),
    max_size=80,
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["is"][0])
def test_a_text_is_cut_into_the_sentences_it_was_made_of(example):
    text = example.get("by", " ").join(example["is"])
    assert [text[start:end] for start, end in sentences(text)] == example["is"]


@given(TEXTS)
def test_no_visible_character_is_lost(text):
    covered = [offset for start, end in sentences(text) for offset in range(start, end)]
    assert covered == sorted(set(covered))
    assert {offset for offset, character in enumerate(text) if not character.isspace()} <= set(covered)


@given(TEXTS)
def test_a_sentence_is_not_empty_and_has_no_white_space_at_its_edges(text):
    for start, end in sentences(text):
        assert text[start:end] == text[start:end].strip() != ""


@given(TEXTS, TEXTS)
def test_lines_are_cut_alone(one, other):
    shift = len(one) + 1
    shifted = [(start + shift, end + shift) for start, end in sentences(other)]
    assert sentences(f"{one}\n{other}") == sentences(one) + shifted


@pytest.mark.parametrize("text", ["." * 50_000, "أ. " * 20_000, ". »" * 20_000, "سوريا." * 10_000])
def test_no_text_takes_long(text):
    assert sentences(text)
