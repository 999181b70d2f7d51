"""Folding brings spellings of a word together and knows where each character came from."""

from functools import reduce
from operator import or_

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_tool.text.folding import ALL, Fold, fold, folded_text
from corpus_tool.text.tokens import tile

TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("حلبأإآٱىیئؤةکـדאעש\"'׳״”’-־–٣٫5 .\n\u00a0\u2028"),
        st.sampled_from(
            "\u064b\u0651\u0653\u0654\u0655\u0670\u05b7\u05c1\u0301\u200c\u200f\u2067\ufe0f\ufefb\ufdfa\ufb2aÉİ"
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)
FOLDS = st.lists(st.sampled_from(Fold)).map(lambda chosen: reduce(or_, chosen, Fold(0)))


@pytest.mark.parametrize(
    "variants",
    [
        ["דאע״ש", 'דאע"ש', "דאע”ש", "דאעש"],
        ["ג'רבלוס", "ג׳רבלוס", "גרבלוס"],
        ["دمّرت", "دمرت", "دَمَّرَتْ"],
        ["للمســلحين", "للمسلحين"],
        ["إدلب", "ادلب", "ا\u0655دلب"],
        ["مستشفى", "مستشفي", "مستشفی"],
        ["القاهرة", "القاهره"],
        ["سوريا\u200f", "\u202bسوريا", "سو\u200dريا"],
        ["عام ٢٠١٦", "عام 2016", "عام ۲۰۱۶"],
        ["איראני־טורקי", "איראני-טורקי", "איראני טורקי"],
        ["ﺳﻼم", "سلام"],
        ["שָׁלוֹם", "שׁלום", "שלום"],
        ["Café", "cafe\u0301", "CAFE"],
        ["هيئة\u00a0تحرير", "هيئه تحرير"],
    ],
)
def test_variants_of_a_word_meet(variants):
    assert len({fold(variant).text for variant in variants}) == 1


@pytest.mark.parametrize(
    "pair",
    [("ملك", "מלך"), ("מלך", "מלכ"), ('אמר "שלום"', "אמר שלום"), ("ء", "ا"), ("O'Neil", "ONeil")],
)
def test_different_words_stay_apart(pair):
    assert fold(pair[0]).text != fold(pair[1]).text


def test_each_fold_can_be_left_out():
    written = "دَمّأـؤىة\u200fא״ב٣-\u00a0ﺳA"
    for one in Fold:
        assert fold(written, folds=ALL & ~one).text != fold(written).text


def test_nothing_is_folded_without_folds():
    written = "دَمّأـؤىة\u200fא״ב٣-\u00a0ﺳA"
    assert fold(written, folds=Fold(0)).text == written


def test_a_find_leads_back_to_the_word_as_written():
    written = "هدفا للمســـلّحين الأكراد"
    folded = fold(written)
    at = folded.text.index("للمسلحين")
    start, end = folded.origin(at, at + len("للمسلحين"))
    assert written[start:end] == "للمســـلّحين"


def test_a_mark_at_the_end_of_a_find_is_found_with_it():
    assert fold("مقارّا").origin(0, 4) == (0, 5)


def test_a_range_outside_is_refused():
    with pytest.raises(IndexError, match=r"2\.\.4"):
        fold("حلب").origin(2, 4)


@settings(max_examples=300)
@given(TEXTS, FOLDS)
def test_the_way_back_stays_in_order_and_inside_the_text(text, folds):
    folded = fold(text, folds=folds)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


@settings(max_examples=300)
@given(TEXTS)
def test_what_is_found_never_cuts_a_character_in_half(text):
    folded = fold(text)
    edges = {offset for token in tile(text, []) for offset in (token.start, token.end)}
    for start, end in zip(folded.starts, folded.ends, strict=True):
        assert text[start].isspace() or start in edges
        assert text[end - 1].isspace() or end in edges


@settings(max_examples=300)
@given(TEXTS)
def test_folding_again_changes_nothing(text):
    folded = fold(text).text
    assert fold(folded).text == folded


@given(TEXTS, st.data())
def test_the_origin_of_a_range_folds_to_it_or_more(text, data):
    folded = fold(text)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(folded.text))] * 2)))
    first, last = folded.origin(start, end)
    assert 0 <= first <= last <= len(text)
    assert (first == last) == (start == end)


@settings(max_examples=300)
@given(TEXTS | st.text(alphabet="אבג\"'׳״’” \u05b7\u200fa"), FOLDS | st.just(ALL))
def test_folding_without_the_way_back_gives_the_same_text(text, folds):
    assert folded_text(text, folds) == fold(text, folds=folds).text


def test_a_language_leaves_the_letters_of_the_other_alone():
    assert fold('أعلن دא"ב', "ar").text == 'اعلن دא"ב'
    assert fold('أعلن דאע"ש', "he").text == "أعلن דאעש"
    assert fold("للمســلحين أمس", "ar").text == "للمسلحين امس"


@given(TEXTS)
def test_the_way_back_and_forth_meets_itself(text):
    folded = fold(text)
    assert folded.offsets == folded.starts
    for position, offset in enumerate(folded.offsets):
        back = folded.position(offset)
        assert back <= position
        assert folded.ends[back] > offset
    assert folded.position(len(text)) == len(folded.text)
