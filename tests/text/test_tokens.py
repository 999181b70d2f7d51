"""Whatever is proposed, the tokens lose nothing and cut no character in half."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tool.text.tokens import Token, snap, tile, token_at, tokens_in

HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "حلبـدמשק abF16.,«»\"'\u05f3\u05f4\u05be-#@:/\n\t\u00a0\u2028\u0085\x00\x1c"
            "\u064b\u0651\u0654\u05b0\u05b7\u0301"
            "\u200b\u200c\u200d\u200e\u200f\u2067\u2069\ufeff\ufe0f\U0001f468\U0001f469\U0001f3fd\u2764\U0001f1f8\U0001f1fe"
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


@st.composite
def proposals(draw):
    """A text and tokens proposed for it: overlapping, empty, backwards, beyond its ends."""
    text = draw(HOSTILE)
    offsets = st.integers(-2, len(text) + 2)
    return text, draw(st.lists(st.builds(Token, offsets, offsets, st.sampled_from(["word", "code"])), max_size=8))


def tiles(text: str, tokens: list[Token]) -> bool:
    covered = [offset for token in tokens for offset in range(token.start, token.end)]
    in_order = covered == sorted(set(covered)) and all(token.start < token.end for token in tokens)
    visible = {offset for offset, character in enumerate(text) if not character.isspace()}
    return in_order and visible <= set(covered) <= set(range(len(text)))


@settings(max_examples=500)
@given(proposals())
def test_any_proposal_becomes_a_tiling_of_the_visible_text(case):
    text, proposed = case
    assert tiles(text, tile(text, proposed))


@settings(max_examples=500)
@given(proposals())
def test_tiling_what_is_tiled_changes_nothing(case):
    text, proposed = case
    tokens = tile(text, proposed)
    assert tile(text, tokens) == tokens


@given(HOSTILE)
def test_every_offset_is_found_in_the_token_that_holds_it(text):
    tokens = tile(text, [])
    for offset in range(-1, len(text) + 1):
        holders = [index for index, token in enumerate(tokens) if token.start <= offset < token.end]
        assert token_at(tokens, offset) == (holders[0] if holders else None)
        assert list(tokens_in(tokens, offset, offset + 1)) == holders


@given(HOSTILE, st.integers(0, 60), st.integers(0, 60))
def test_snapping_holds_all_that_was_visible_and_is_stable(text, one, other):
    tokens = tile(text, [Token(0, 5, "word"), Token(8, 20, "word")])
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    snapped = snap(tokens, start, end)
    visible = {offset for offset in range(start, end) if not text[offset].isspace()}
    assert visible <= set(range(*snapped))
    assert snap(tokens, *snapped) == snapped


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("دمّرت", ["د", "مّ", "ر", "ت"]),
        ("שׁ", ["שׁ"]),
        ("e\u0301!", ["e\u0301", "!"]),
        ("a \u064b", ["a", "\u064b"]),
        ("\n\u064bx", ["\u064b", "x"]),
        ("\U0001f44d\U0001f3fd", ["\U0001f44d\U0001f3fd"]),
        ("ه\u200d\U0001f600", ["ه\u200d", "\U0001f600"]),
        ("!\u200f", ["!\u200f"]),
    ],
)
def test_a_character_keeps_its_marks_and_joiners(text, pieces):
    assert [text[start:end] for start, end, _ in tile(text, [])] == pieces


def test_an_edge_before_a_mark_moves_behind_it():
    assert tile("دمّر", [Token(0, 2, "word"), Token(2, 4, "word")]) == [Token(0, 3, "word"), Token(3, 4, "word")]


def test_an_empty_proposal_is_none():
    assert tile("a\u00ad", [Token(1, 1, "word")]) == [Token(0, 2, "gap")]


def test_what_nobody_claims_is_told_by_its_kind():
    assert [token.kind for token in tile("«$\x01½", [])] == ["punctuation", "symbol", "gap", "number"]


TOKENS = [Token(0, 4, "word"), Token(5, 9, "word"), Token(9, 10, "punctuation")]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ((1, 2), (0, 4)),
        ((2, 6), (0, 9)),
        ((5, 9), (5, 9)),
        ((4, 9), (5, 9)),
        ((4, 5), (4, 5)),
        ((7, 7), (5, 9)),
        ((9, 9), (9, 10)),
    ],
)
def test_a_range_snaps_to_whole_tokens(asked, given):
    assert snap(TOKENS, *asked) == given
