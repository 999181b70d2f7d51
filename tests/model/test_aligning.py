"""Words without a text find their places, or are told apart from it."""

import pytest
from corpus_tool_testing.builders import ARABIC, document
from corpus_tool_testing.strategies import hostile_text
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.model.aligning import MisalignedError, laid_out, placed


@given(hostile_text)
def test_the_tokens_of_a_text_are_found_where_they_are(text):
    tokens = document(text).tokens
    words = [text[token.start : token.end] for token in tokens]
    assert [token[:2] for token in placed(words, text)] == [token[:2] for token in tokens]


def test_the_first_word_that_differs_is_told():
    words = ARABIC.split()
    with pytest.raises(MisalignedError, match="word 2 is 'الجيوش', but at offset 4 of the text stands 'الجيش"):
        placed([words[0], "الجيوش"], ARABIC)
    with pytest.raises(MisalignedError, match="the words end at offset 3, but the text goes on: 'الجيش"):
        placed(words[:1], ARABIC)


@given(st.lists(st.lists(st.text("אבج", min_size=1), min_size=1)))
def test_words_without_a_text_make_one(sentences):
    text, lines = laid_out(sentences)
    assert [[text[token.start : token.end] for token in line] for line in lines] == sentences
