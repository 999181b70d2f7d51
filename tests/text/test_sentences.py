"""Sentences of news: where they end, and that nothing is lost between them."""

import tomllib
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.text.sentences import RULES, sentences

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


RULED = {1: "611117b20c01ec21"}
"""The number of the rules to the digest of what they find in our examples, and in the articles of the sample corpus."""


def test_whoever_changes_the_rules_gives_them_a_new_number():
    """Corpora keep where sentences begin, with the number of the rules that found it: add a line with the next one."""
    folder = Path(__file__).parents[2] / "sample_corpus"
    lines = [line for file in sorted(folder.glob("*.jsonl")) for line in file.read_bytes().splitlines()]
    texts = [example.get("by", " ").join(example["is"]) for example in EXAMPLES]
    texts += [msgspec.json.decode(line)["text"] for line in lines]
    assert len(lines) > 15
    assert RULED[RULES] == sha256(repr([sentences(text) for text in texts]).encode()).hexdigest()[:16]
