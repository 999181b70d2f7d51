"""Tokens as columns: the same tokens, whoever looks at them."""

import pytest

from corpus_tool.languages import tokenize
from corpus_tool.text.cuts import Cut, borders
from corpus_tool.text.tokens import Token

TOKENS = tuple(tokenize("قصف الجيش السوري مواقع لداعش في حلب، أمس.", "ar"))


@pytest.fixture
def cut():
    return Cut([part for token in TOKENS for part in token])


def test_a_cut_is_its_tokens(cut):
    for one, other in ((cut, TOKENS), (TOKENS, cut)):
        assert one == other
    assert hash(cut) == hash(TOKENS)
    assert list(cut) == list(TOKENS) and len(cut) == len(TOKENS)
    assert (cut[0], cut[-1], cut[1:3]) == (TOKENS[0], TOKENS[-1], TOKENS[1:3])
    assert isinstance(cut[0], Token)
    assert cut != TOKENS[1:] and cut != list(TOKENS)
    assert cut == Cut([part for token in TOKENS for part in token])
    assert not Cut([]) and Cut([]) == ()


def test_borders_are_the_same_from_both(cut):
    assert borders(cut) == borders(TOKENS) == ([one.start for one in TOKENS], [one.end for one in TOKENS])
