"""What is answered by the characters of a text is what reading the whole of it would answer."""

import sys

from corpus_tool_testing.strategies import any_text
from hypothesis import given

from corpus_tool.text.alphabet import alphabet
from corpus_tool.text.folding import fold, folded_text


@given(any_text)
def test_an_alphabet_has_each_character_once_and_sorted(text):
    assert list(alphabet(text)) == sorted(set(text))


def test_what_a_character_is_folded_to_is_folded_itself():
    """Else replacing one character after the other would fold some twice."""
    for first in range(0, sys.maxunicode + 1, 1 << 12):
        characters = [chr(code) for code in range(first, first + (1 << 12)) if not 0xD800 <= code < 0xE000]
        folded = folded_text("|".join(characters))
        assert folded == fold("|".join(characters)).text
        assert folded_text(folded) == folded
