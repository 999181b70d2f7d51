"""Everyday text asked as bytes gives the answers that its characters would give."""

import sys
from functools import reduce
from operator import or_

from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.text.alphabet import alphabet
from corpus_tool.text.everyday import EVERYDAY, in_bytes, in_characters, times
from corpus_tool.text.folding import Fold, fold, folded_text

everyday = st.text(alphabet=EVERYDAY, max_size=80)


def test_everyday_characters_stand_in_their_order_and_fit_into_a_byte():
    assert list(EVERYDAY) == sorted(set(EVERYDAY))
    assert len(EVERYDAY) <= 256


@given(everyday)
def test_everyday_text_survives_being_bytes(text):
    coded = in_bytes(text)
    assert coded is not None
    assert len(coded) == len(text)
    assert in_characters(coded) == text


def test_a_character_has_a_byte_where_it_is_an_everyday_one():
    coded = {character for code in range(sys.maxunicode + 1) if in_bytes(character := chr(code)) is not None}
    assert coded == set(EVERYDAY)


@given(everyday)
def test_its_alphabet_is_that_of_its_characters(text):
    assert list(alphabet(text)) == sorted(set(text))


@given(everyday, st.sets(st.sampled_from(list(Fold)), min_size=1))
def test_it_is_folded_as_character_by_character_in_every_way(text, kinds):
    folds = reduce(or_, kinds)
    assert folded_text(text, folds) == fold(text, folds=folds).text


@given(everyday | st.text(max_size=20))
def test_its_characters_are_counted(text):
    some = "".join(sorted(set(text)))[::2]
    assert times(text, some) == sum(character in some for character in text)
