"""What resolve, visual_order and mirrored do beyond Unicode's files."""

import unicodedata

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.text import bidi_explicit
from corpus_tool.text.bidi import Direction, _all_of_one_level, mirrored, reordered, resolve, visual_order
from corpus_tool.text.bidi_classes import classes_of

MIXED = st.text(
    alphabet=st.sampled_from("ab \u05d0\u05d1\u0627\u0628\u0661\u0662\u0651 12.,-+%$()[]<>\u00ab\u00bb\u200d")
)


def shown(text: str, direction: Direction = "auto") -> str:
    paragraph = resolve(text, direction)
    return "".join(text[offset] for offset in visual_order(paragraph, 0, len(text)))


def test_a_hebrew_sentence_with_an_english_word_is_turned_round_the_word() -> None:
    assert shown("\u05d0\u05d1 abc \u05d2") == "\u05d2 abc \u05d1\u05d0"


def test_a_document_declared_right_to_left_keeps_a_line_that_starts_with_latin_right_to_left() -> None:
    paragraph = resolve("F-16 \u05d0\u05d1", "rtl")
    assert paragraph.level == 1
    assert visual_order(paragraph, 0, 7) == (6, 5, 4, 0, 1, 2, 3)


def test_a_dashed_date_after_arabic_shows_its_year_on_the_left() -> None:
    assert shown("\u0628 24-8-2016", "rtl") == "2016-8-24 \u0628"


def test_spaces_at_the_end_of_a_line_go_to_the_far_edge() -> None:
    text = "\u05d0\u05d1 ab  cd"
    assert visual_order(resolve(text, "rtl"), 0, 6)[:1] == (5,)


def test_brackets_and_guillemets_have_a_mirror_image_and_letters_have_none() -> None:
    assert [mirrored(character) for character in "(\u00ab<a\u05d0"] == [")", "\u00bb", ">", "a", "\u05d0"]


def test_an_unassigned_code_point_takes_the_class_of_its_block() -> None:
    assert unicodedata.category("\u05ff") == "Cn"
    assert classes_of("\u05ff\u07bf\u20cf\ufdd0\u0378") == "RA%0L"


def test_an_empty_paragraph_has_a_level_and_no_order() -> None:
    assert resolve("", "rtl").level == 1
    assert visual_order(resolve(""), 0, 0) == ()


@pytest.mark.parametrize(
    "piece", ["\u2068!", "$", " ", "\u0627,", "(", "()", "a(\u05d0)", "\u202b\u0300", "1+", "\u2068 \u2069"]
)
def test_a_hundred_thousand_of_anything_are_ordered_without_growing_slow(piece: str) -> None:
    text = piece * 100_000 + "a"
    assert len(visual_order(resolve(text), 0, len(text))) > 100_000


@given(MIXED)
def test_python_bidi_orders_the_same_characters_the_same_way(text: str) -> None:
    kept = text.replace("\u200d", "")
    assert shown(kept) == get_display(kept)


@given(MIXED, st.sampled_from([0, 1]))
def test_the_short_way_without_explicit_characters_equals_the_long_one(text: str, level: int) -> None:
    classes = classes_of(text)
    assert _all_of_one_level(classes, level) == bidi_explicit.resolve_explicit(classes, level, {})


@given(st.lists(st.integers(0, 9)))
def test_turning_runs_equals_turning_single_characters(levels: list[int]) -> None:
    order = list(range(len(levels)))
    for limit in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= limit:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    assert reordered(levels) == order
