"""Every language cuts every text without loss, and news as an editor would."""

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarabic.araby import tokenize_with_location

from corpus_tool.languages import arabic, languages, tokenize
from corpus_tool.text.tokens import Token, tile

HERE = Path(__file__).parent
CODES = [language.code for language in languages()]
ARTICLES = Path(os.environ.get("CORPUS_TOOL_ARTICLES", HERE.parents[2] / "shared" / "articles"))

HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("حلبـدמשקגלה abF16.,«»\"'\u05f3\u05f4\u201d\u05be-#@:/%\n\t\u00a0\u2028\u0085\x00\x1c"),
        st.sampled_from("\u064b\u0651\u0654\u0670\u05b0\u05b7\u0301\u200b\u200c\u200d\u200e\u200f\u2067\ufeff\ufe0f"),
        st.sampled_from("\U0001f468\U0001f469\U0001f3fd\u2764\U0001f1f8\U0001f1fe٣٫½ײپ"),
        st.characters(codec="utf-8"),
    ),
    max_size=80,
)


def examples():
    for path in sorted(HERE.glob("examples_*.toml")):
        for example in tomllib.loads(path.read_text(encoding="utf-8"))["example"]:
            yield pytest.param(path.stem[-2:], example, id=f"{path.stem[-2:]}: {example['text']}")


@pytest.mark.parametrize(("code", "example"), list(examples()))
def test_a_text_is_cut_as_the_example_says(code, example):
    tokens = tokenize(example["text"], code)
    assert [example["text"][token.start : token.end] for token in tokens] == example["tokens"]
    if "kinds" in example:
        assert [token.kind for token in tokens] == example["kinds"]


@pytest.mark.parametrize("code", CODES)
@given(text=HOSTILE)
def test_every_visible_character_is_in_one_token(code, text):
    tokens = tokenize(text, code)
    covered = [offset for token in tokens for offset in range(token.start, token.end)]
    assert covered == sorted(set(covered))
    assert {offset for offset, character in enumerate(text) if not character.isspace()} <= set(covered)
    assert all(text[token.start : token.end] == text[token.start : token.end].strip() != "" for token in tokens)


@pytest.mark.parametrize("code", CODES)
@given(text=HOSTILE)
def test_no_token_cuts_a_character_from_its_marks(code, text):
    edges = {offset for token in tile(text, []) for offset in (token.start, token.end)}
    assert all(token.start in edges and token.end in edges for token in tokenize(text, code))


@pytest.mark.parametrize("code", CODES)
@given(one=HOSTILE, other=HOSTILE)
def test_lines_are_cut_alone(code, one, other):
    shift = len(one) + 1
    shifted = [Token(start + shift, end + shift, kind) for start, end, kind in tokenize(other, code)]
    assert tokenize(f"{one}\n{other}", code) == tokenize(one, code) + shifted


@pytest.mark.parametrize("code", CODES)
@given(text=HOSTILE)
def test_a_text_is_always_cut_the_same(code, text):
    assert tokenize(text, code) == tokenize(text, code)


@pytest.mark.parametrize(
    "text",
    ["a." * 20_000, 'ל"הא ' * 10_000, "1" * 50_000, "https://" + ")" * 50_000, "ש'" * 20_000, 'ב"' * 20_000 + "ב"],
)
def test_no_text_takes_long(text):
    for code in CODES:
        assert tokenize(text, code)


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not here")
@pytest.mark.parametrize(("name", "code", "count"), [("000", "he", 426), ("001", "ar", 757), ("002", "ar", 427)])
def test_a_real_article_keeps_its_number_of_tokens(name, code, count):
    (path,) = ARTICLES.glob(f"{name}_*.txt")
    assert len(tokenize(path.read_text(encoding="utf-8"), code)) == count


@given(text=HOSTILE)
def test_arabic_is_cut_by_the_pattern_that_pyarabic_cuts_by(text):
    assert [match.span() for match in arabic._word().finditer(text)] == [
        (piece["start"], piece["end"]) for piece in tokenize_with_location(text)
    ]
