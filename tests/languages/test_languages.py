"""The languages are found, known by their letters, and their tokenizers keep quiet."""

import subprocess
import sys

import pytest

from corpus_tool.errors import NotFoundError
from corpus_tool.languages import direction_of, identify, language, languages


def test_there_are_arabic_hebrew_and_any_other():
    assert [known.code for known in languages()] == ["ar", "he", "other"]


def test_the_cutter_names_the_tokenizer_and_its_version():
    assert language("ar").cutter == "corpus-tool.ar/1+pyarabic-0.6.15"
    assert language("he").cutter == "corpus-tool.he/1+hebrew-tokenizer-2.3.0"
    assert language("other").cutter == "corpus-tool.other/1"


def test_an_unknown_language_is_refused_with_those_there_are():
    with pytest.raises(NotFoundError, match="'fa'; there are ar, he, other"):
        language("fa")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("أعلن الجيش السوري", "ar"),
        ("قال بوتين إن پوتين يزور أنقرة غدا", "ar"),
        ('דאע"ש צובר הפסדים', "he"),
        ("בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ", "he"),
        ("The army said: حلب", "other"),
        ("سوپای عێراق گەیشتە کەرکووک", "other"),
        ("ارتش سوریه اعلام کرد که چند روستا را گرفته است", "other"),
        ("די רוסישע אַרמיי האָט באַפֿאַלן די שטאָט", "other"),
        ("12:30 – …", "other"),
        ("", "other"),
    ],
)
def test_a_language_is_known_by_its_letters(text, code):
    assert identify(text) == code


def test_a_language_knows_its_direction_and_an_unknown_one_asks_the_text():
    assert direction_of("ar", "F-16") == "rtl"
    assert direction_of("other", "ارتش") == "rtl"
    assert direction_of("other", "army") == "ltr"


def in_a_fresh_python(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    ).stdout


def test_no_tokenizer_is_loaded_before_a_text_is_cut():
    loaded = in_a_fresh_python(
        "import sys, corpus_tool.languages as l; [known.cutter for known in l.languages()]; l.identify('حلب');"
        "print({'pyarabic', 'hebrew_tokenizer'} & set(sys.modules))"
    )
    assert loaded.strip() == "set()"


@pytest.mark.parametrize("code", ["ar", "he"])
def test_a_tokenizer_prints_nothing_and_leaves_the_path_alone(code):
    said = in_a_fresh_python(
        "import sys; from corpus_tool.languages import tokenize; before = sys.path.copy();"
        f"tokenize('حلب דמשק', '{code}'); assert sys.path == before"
    )
    assert said == ""
