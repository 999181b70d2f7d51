"""The catalogues say everything that the annotator says, each in a way that can be filled in and drawn."""

import re
import runpy
from pathlib import Path
from string import Formatter

import pytest

from corpus_tool.errors import UsageError
from corpus_tool.saying import RIGHT_TO_LEFT, clauses, in_every_language, listed, side, speak, spoken, tr, tr_many
from corpus_tool.saying.catalogues import catalogue, entries, plural_rule, po_file

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_catalogue.py"
LANGUAGES = sorted(RIGHT_TO_LEFT)
CONTROLS = re.compile("[\u200b\u200c\u200d\u200f\u202a-\u202e\u2066-\u2069]")
KEYS_THAT_TURN = re.compile("[<>](?= )|(?<= )[<>]")
"""Keys that a reader would take for each other, were they mirrored in a right-to-left sentence."""


@pytest.fixture(scope="module")
def script():
    return runpy.run_path(str(SCRIPT))


def said(language):
    """(what it says in English, what in the language) of every entry, each form on its own."""
    for entry in entries(po_file(language).read_text(encoding="utf-8")):
        for key, words in entry.items():
            if key.startswith("msgstr") and entry["msgid"]:
                yield entry["msgid"], words


def fields(message):
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_is_said_is_untranslated_and_nothing_translated_is_unsaid(script, language):
    wanted, missing = script["renewed"](language)
    assert missing == []
    assert po_file(language).read_text(encoding="utf-8") == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_names_what_the_english_sentence_names(language):
    for english, words in said(language):
        if (english, words) not in plural_forms(language):
            assert fields(words) == fields(english), english


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_names_nothing_that_is_not_given(language):
    for entry in entries(po_file(language).read_text(encoding="utf-8")):
        if "msgid_plural" in entry:
            given = {"count"} | fields(entry["msgid_plural"])
            assert all(fields(words) <= given for key, words in entry.items() if key.startswith("msgstr"))


def plural_forms(language):
    """Forms for one and two may leave the number to the noun."""
    return {(one, form) for one, forms in catalogue(language).forms.items() for form in forms}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_blanks_of_the_english_sentence_at_its_ends(language):
    for english, words in said(language):
        assert words[: len(words) - len(words.lstrip())] == english[: len(english) - len(english.lstrip())], english
        assert words[len(words.rstrip()) :] == english[len(english.rstrip()) :], english


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_control_turns_a_sentence_and_a_key_that_would_be_mirrored_is_held(language):
    for english, words in said(language):
        assert not CONTROLS.search(words), english
        for key in KEYS_THAT_TURN.findall(english):
            assert f"\u200e{key}\u200e" in words, english


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ar", {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 103: 3, 11: 4, 99: 4, 100: 5, 102: 5}),
        ("he", {0: 2, 1: 0, 2: 1, 3: 2, 11: 2, 100: 2}),
    ],
)
def test_a_number_takes_the_form_of_its_language(language, forms):
    known = catalogue(language)
    assert {count: known.form_of(count) for count in forms} == forms
    header = next(entries(po_file(language).read_text(encoding="utf-8")))["msgstr"]
    assert all(len(several) == plural_rule(header)[0] for several in known.forms.values())


def test_a_sentence_is_said_in_the_language_that_is_spoken():
    assert (spoken(), side()) == ("en", "ltr")
    assert tr("Removed {what}: {text}", what="ORG", text="نص") == "Removed ORG: نص"
    speak("ar")
    assert (spoken(), side()) == ("ar", "rtl")
    assert tr("Removed {what}: {text}", what="ORG", text="نص") == "أزيل: ORG «نص»"
    assert tr_many("{count} event", "{count} events", 2) == "حدثان"
    assert tr_many("{count} event", "{count} events", 11) == "11 حدثًا"
    assert tr("Nobody has written this sentence.") == "Nobody has written this sentence."


def test_a_thing_to_do_has_a_name_in_every_language():
    assert in_every_language("Undo") == ("Undo", "تراجع", "ביטול")


def test_a_language_that_there_is_not_is_refused_by_name():
    with pytest.raises(UsageError, match="'fr'; there are en, ar, he"):
        speak("fr")


@pytest.mark.parametrize(("language", "comma"), [("en", ", "), ("he", ", "), ("ar", "\u060c ")])
def test_words_are_listed_with_the_comma_of_the_language(language, comma):
    before = spoken()
    try:
        speak(language)
        assert listed(["a", "b"]) == f"a{comma}b"
    finally:
        speak(before)


COMMANDS = {
    "ar": "اضغط|اختر|اكتب|حدّث|انظر|جرّب|افتح|أغلق|أرسل|أضف|احذف|استعمل|استخدم|شغّل|تحقق|راجع|أعد|اسمح|اضبط|جهّز",
    "he": "הגדר|עדכן|הסתכל|לחץ|בחר|הקלד|סגור|פתח|הרץ|נסה|בדוק|שלח|התר|הוסף|הסר|ראה|השתמש|תן|קח",
}
"""Words that would command one man: hints are nouns and infinitives, which ask for nobody's gender."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_commanded(language):
    command = re.compile(rf"(?:^|[;:؛.] |, או |، أو )(?:{COMMANDS[language]})(?![\u0590-\u06ff])")
    assert [words for _, words in said(language) if command.search(words)] == []


def test_two_of_a_thing_have_the_dual_in_hebrew():
    nouns = "מסמכים|אירועים|סימונים|מקומות|הערות|שאלות|ארגומנטים|עניינים|פריטים"
    counted = re.compile(rf"\\{{count(?::,)?\\}} (?:{nouns})(?![\u0590-\u05ff])")
    forms = (entry.get("msgstr[1]", "") for entry in entries(po_file("he").read_text(encoding="utf-8")))
    assert [words for words in forms if counted.search(words)] == []


def test_the_marks_of_the_accusative_stand_before_the_alef():
    assert [words for _, words in said("ar") if "\u0627\u064b" in words] == []


def test_clauses_have_the_semicolon_of_the_language():
    assert clauses(["one", "other"]) == "one; other"
    speak("ar")
    assert clauses(["one", "other"]) == "one\u061b other"
    speak("he")
    assert clauses(["one", "other"]) == "one; other"
