"""Bytes to text: UTF-8 or what is named, never a guess, and a word that helps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.text.decoding import UndecodableError, decode, is_encoding

ARABIC = "قصف الجيش السوري مواقع في حلب"
HEBREW = "מטוסי קרב תקפו מטרות בסמוך לדמשק"


@given(st.text())
def test_utf8_comes_back_as_it_went(text):
    if text.isprintable():
        assert decode(text.encode()) == text


@pytest.mark.parametrize(("text", "encoding"), [(ARABIC, "windows-1256"), (HEBREW, "windows-1255")])
def test_an_encoding_is_used_only_where_it_is_named_and_told_where_it_is_not(text, encoding):
    content = b"abc " + text.encode(encoding)
    assert decode(content, encoding) == "abc " + text
    with pytest.raises(UndecodableError, match="not UTF-8") as refused:
        decode(content)
    assert refused.value.at == 4
    assert content[4:12].hex(" ") in str(refused.value)
    assert f"--encoding {encoding} would read «abc {text}" in str(refused.value)


def test_what_begins_like_utf16_is_said_to():
    with pytest.raises(UndecodableError, match="--encoding utf-16"):
        decode(ARABIC.encode("utf-16"))
    assert decode(ARABIC.encode("utf-16"), "utf-16") == ARABIC


def test_a_named_encoding_that_does_not_fit_is_refused_by_its_name():
    with pytest.raises(UndecodableError, match="not ascii"):
        decode(ARABIC.encode(), "ascii")


def test_no_hint_is_given_where_none_makes_sense():
    with pytest.raises(UndecodableError) as refused:
        decode(b"\xff\x00\x01\x02")
    assert "--encoding" not in str(refused.value)


def test_only_encodings_of_texts_are_encodings():
    assert is_encoding("windows-1256") and is_encoding("cp1255")
    assert not is_encoding("zip") and not is_encoding("klingon") and not is_encoding("a\x00b")
