"""What is made of a text on its way in."""

import pytest
from corpus_tool_testing.strategies import any_text
from hypothesis import given

from corpus_tool.model.cleaning import Repair, clean


@pytest.mark.parametrize(
    ("source", "text", "repairs"),
    [
        ("\ufeffابت", "ابت", (Repair("byte order mark removed", 1, 0),)),
        ("א\r\nב\r\nג", "א\nב\nג", (Repair("CRLF made LF", 2, 1),)),
        ("א\rב", "א\nב", (Repair("CR made LF", 1, 1),)),
        ("א\x00ב", "א\ufffdב", (Repair("NUL made U+FFFD", 1, 1),)),
        ("א\x0cב\x1bג", "א\ufffdב\ufffdג", (Repair("control character made U+FFFD", 2, 1),)),
        ("\r\n\r", "\n\n", (Repair("CRLF made LF", 1, 0), Repair("CR made LF", 1, 2))),
    ],
)
def test_each_repair_is_made_and_recorded(source, text, repairs):
    cleaned = clean(source)
    assert (cleaned.text, cleaned.repairs) == (text, repairs)


@pytest.mark.parametrize(
    "text",
    [
        "a\tb\n",
        "\u2028\u2029\u0085",
        "e\u0301",
        "العــنكاوي",
        " two  spaces ",
        "a\ufeffb",
        "\u200f\u200c",
        "\x7f\x9f",
        "",
    ],
)
def test_nothing_else_is_ever_changed(text):
    assert clean(text) == (text, (), ())


@given(any_text)
def test_every_offset_finds_its_character_again(source):
    cleaned = clean(source)
    gone = set(cleaned.removed)
    for offset, character in enumerate(source):
        if offset not in gone:
            now = cleaned.text[cleaned.offset(offset)]
            assert now == character or now in "\n\ufffd"
    assert cleaned.offset(len(source)) == len(cleaned.text)
    assert clean(cleaned.text).text in {cleaned.text, cleaned.text.removeprefix("\ufeff")}
