"""Words and single spaces make the text again, whatever stands between the tokens."""

from corpus_tool_testing.builders import document
from corpus_tool_testing.strategies import hostile_text
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.model.words_and_spaces import with_white_space


def test_one_space_belongs_to_the_word_before_it_and_the_rest_is_a_word():
    words, spaces, numbers = with_white_space(" a  b\n c ", document(" a  b\n c ").tokens)
    assert words == [" ", "a", " ", "b", "\n ", "c"]
    assert spaces == [False, True, False, False, False, True]
    assert numbers == [1, 3, 5]


@given(hostile_text, st.data())
def test_they_are_the_text_even_where_tokens_were_left_out(text, data):
    tokens = [token for token in document(text).tokens if data.draw(st.booleans())]
    words, spaces, numbers = with_white_space(text, tokens)
    assert "".join(word + " " * space for word, space in zip(words, spaces, strict=True)) == text
    assert all(words)
    assert [words[number] for number in numbers] == [text[token.start : token.end] for token in tokens]
