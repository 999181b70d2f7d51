"""Tokens as columns: the same tokens, whoever looks at them."""

import pytest

from corpus_tool.languages import tokenize
from corpus_tool.text.cuts import Cut, borders
from corpus_tool.text.tokens import Token

TOKENS = tuple(tokenize("قصف الجيش السوري مواقع لداعش في حلب، أمس.", "ar"))


@pytest.fixture
def cut():
    return made(TOKENS)


def made(tokens):
    return Cut(borders(tokens), [token.kind for token in tokens])


def test_a_cut_is_its_tokens(cut):
    for one, other in ((cut, TOKENS), (TOKENS, cut)):
        assert one == other
    assert hash(cut) == hash(TOKENS)
    assert list(cut) == list(TOKENS) and len(cut) == len(TOKENS)
    assert (cut[0], cut[-1], cut[1:3]) == (TOKENS[0], TOKENS[-1], TOKENS[1:3])
    assert isinstance(cut[0], Token)
    assert cut != TOKENS[1:] and cut != list(TOKENS)
    assert cut == made(TOKENS)
    assert not made(()) and made(()) == ()


def test_a_cut_answers_the_same_however_often_it_is_asked(cut):
    for _ in range(len(TOKENS)):
        assert [cut[at] for at in range(len(cut))] == list(TOKENS)
    assert cut[-1] is cut[-1]


def test_tokens_of_some_kinds_are_left_out(cut):
    left = cut.without({"punctuation"})
    assert left == tuple(token for token in TOKENS if token.kind != "punctuation")
    assert len(left) < len(cut) == len(TOKENS)


def test_borders_are_the_same_from_both(cut):
    assert borders(cut) == borders(TOKENS) == ([one.start for one in TOKENS], [one.end for one in TOKENS])
