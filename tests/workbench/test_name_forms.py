"""A name is found again in any spelling and behind proclitics, and never inside another word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool import languages
from corpus_tool.workbench.suggestions.name_forms import Name, name_at

AR, HE = languages.language("ar"), languages.language("he")


def found(name, text, language):
    return [text[one.start : one.end] for one in Name(name).mentions(text, language)]


@pytest.mark.parametrize(
    ("name", "text", "mentions"),
    [
        ("داعش", "داعش و«داعش» لداعش ولداعش", ["داعش"] * 4),
        ("داعش", "داعشي الدواعش", []),
        ("الجيش السوري", "الجَيْش السُّوري وبالجيش السوري", ["الجَيْش السُّوري", "الجيش السوري"]),
        ("الجيش السوري", "للجيش السوري", ["لجيش السوري"]),
        ("الجيش السوري", "الجيش، السوري. الجيش\nالسوري", []),
        ("لواء الفجر", "لـ«لواء الفجـــر» للواء الفجر", ["لواء الفجـــر", "لواء الفجر"]),
        ("هيئة تحرير الشام", "لهيئه تحرير الشام", ["هيئه تحرير الشام"]),
        ("علي", "على الطاولة علي قال وعلى لعلي", ["علي", "علي"]),
        ("عبد الله صالح", "عبدالله صالح", ["عبدالله صالح"]),
        ("عبدالله", "وعبد الله", ["عبد الله"]),
        ("أبو خالد", "لأبي خالد وأبا خالد", ["أبي خالد", "أبا خالد"]),
        ("F-16", "طائرة F16 أو F-16", ["F16", "F-16"]),
    ],
)
def test_arabic_names(name, text, mentions):
    assert found(name, text, AR) == mentions


@pytest.mark.parametrize(
    ("name", "text", "mentions"),
    [
        ('דאע"ש', 'דאעש, דאע\u05f4ש לדאע"ש ודאע\u05f4ש', ["דאעש", "דאע\u05f4ש", 'דאע"ש', "דאע\u05f4ש"]),
        ("דמשק", "ודמשק, לדמשק מדמשק\u05beחלב כשבדמשק דמשקאי", ["דמשק"] * 4),
        ("הכנסת", "בכנסת הכנסת שהכנסת", ["כנסת", "הכנסת", "הכנסת"]),
        ("ואדי ערה", "בוואדי ערה", ["וואדי ערה"]),
        ("ג'ורג'", "ולג\u05f3ורג\u05f3 בג'ורג'יה", ["ג\u05f3ורג\u05f3"]),
        ("הארץ", 'ל"הארץ" נמסר', ["הארץ"]),
        ("F-16", "ובF-16 וה-F-16", ["F-16", "F-16"]),
        ("בית לחם", "בבית\u05beלחם", ["בית\u05beלחם"]),
    ],
)
def test_hebrew_names(name, text, mentions):
    assert found(name, text, HE) == mentions


def test_a_name_marked_behind_lam_is_found_with_its_article():
    text = "للأمم المتحدة. قالت الأمم المتحدة"
    assert [text[one.start : one.end] for one in name_at(text, 1, 13).mentions(text, AR)] == [
        "لأمم المتحدة",
        "الأمم المتحدة",
    ]


def test_what_has_no_word_is_found_nowhere():
    assert found("«»", "«» «»", AR) == []


@given(
    st.text(alphabet="ابلوم فדהבל\"' \u0651\u0640-", max_size=40),
    st.text(alphabet="ابلوםדהבل ", min_size=1, max_size=8),
)
def test_a_mention_lies_in_the_text_and_ends_where_a_word_ends(text, name):
    for language in (AR, HE):
        for one in Name(name).mentions(text, language):
            assert 0 <= one.start < one.end <= len(text)
            assert not text[one.end : one.end + 1].isalpha()
