"""What the audit says of a text, and of which texts it says nothing."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from corpus_tool_testing.strategies import any_text, hostile_text
from hypothesis import given

from corpus_tool.saying import speak, tr
from corpus_tool.text import details as wordings
from corpus_tool.text.alphabet import alphabet
from corpus_tool.text.audit import audit
from corpus_tool.text.bidi import resolve, visual_order
from corpus_tool.text.naming import name_of
from corpus_tool.text.oddities import NOTEWORTHY, Finding, Oddity
from corpus_tool.text.repetition import repeated_paragraphs
from corpus_tool.text.shaping import shape

SAMPLE = Path(__file__).parents[2] / "sample_corpus"
ARTICLES = [
    json.loads(line)["text"]
    for name in ("arabic.jsonl", "hebrew.jsonl")
    for line in (SAMPLE / name).read_text(encoding="utf-8").split("\n")
    if line
]
PARAGRAPH = (
    "\u0642\u0635\u0641 \u0627\u0644\u062c\u064a\u0634 \u0627\u0644\u0633\u0648\u0631\u064a"
    " \u0645\u0648\u0627\u0642\u0639 \u0644\u062f\u0627\u0639\u0634 \u0641\u064a \u0631\u064a\u0641"
    " \u062d\u0644\u0628 \u0627\u0644\u0634\u0631\u0642\u064a \u0641\u062c\u0631 \u0627\u0644\u064a\u0648\u0645"
)


def found(text: str) -> list[tuple[str, int, int]]:
    return [(finding.kind.value, finding.count, finding.first_offset) for finding in audit(text)]


def details(text: str) -> list[str]:
    return [finding.detail for finding in audit(text)]


def as_seen(text: str) -> str:
    """`text` with every line in the order of the screen."""
    lines = []
    for line in text.split("\n"):
        lines.append("".join(line[at] for at in visual_order(resolve(line, "rtl"), 0, len(line))))
    return "\n".join(lines)


def test_an_everyday_text_has_nothing_odd():
    assert audit("\u05e9\u05dc\u05d5\u05dd, F-16 (2026)!\n\n\u0645\u0631\u062d\u0628\u0627\t.") == ()
    assert audit("") == ()


@pytest.mark.parametrize("text", ARTICLES)
def test_no_article_of_the_sample_is_called_noteworthy(text):
    assert not [finding for finding in audit(text) if finding.kind in NOTEWORTHY]


@pytest.mark.parametrize("text", ARTICLES)
def test_every_article_of_the_sample_stored_as_seen_is_recognised(text):
    assert Oddity.VISUAL_ORDER in {finding.kind for finding in audit(as_seen(text))}


@pytest.mark.parametrize("text", [text for text in ARTICLES if "\u0627" in text[:200]])
def test_stored_glyphs_are_recognised_and_so_is_their_order(text):
    logical = {finding.kind for finding in audit(shape(text))}
    assert Oddity.FORMS in logical and Oddity.VISUAL_ORDER not in logical
    assert {Oddity.FORMS, Oddity.VISUAL_ORDER} <= {finding.kind for finding in audit(as_seen(shape(text)))}


def test_a_reversed_word_or_two_do_not_make_a_reversed_text():
    assert found("\u05dd\u05d5\u05dc\u05e9 \u05df\u05d1 \u05e9\u05dc\u05d5\u05dd") == []


def test_the_reasons_for_visual_order_are_told():
    (finding,) = audit("\u05dd\u05d5\u05dc\u05e9 \u05df\u05d1 \u05e5\u05e8\u05d0")
    assert finding == Finding(Oddity.VISUAL_ORDER, 3, 0, "final Hebrew letters start 3 words, end 0")


@pytest.mark.parametrize(
    "character",
    "\u200b\u200c\u200d\u200e\u200f\u061c\u2060\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u00ad\ufeff",
)
def test_what_nobody_sees_is_found_by_name(character):
    assert found(f"a{character}b{character}") == [("invisible character", 2, 1)]
    assert details(f"a{character}b") == [name_of(character)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a\u202eb", Oddity.OVERRIDES),
        ("a\u202db", Oddity.OVERRIDES),
        ("a\x1bb", Oddity.CONTROLS),
        ("a\x7fb", Oddity.CONTROLS),
        ("a\x9bb", Oddity.CONTROLS),
        ("a\u2028b", Oddity.CONTROLS),
        ("a\ufffdb", Oddity.REPLACED),
        ("a\u0378b", Oddity.UNASSIGNED),
        ("a\uffffb", Oddity.UNASSIGNED),
        ("a\ue000b", Oddity.PRIVATE),
        ("a\ufe8eb", Oddity.FORMS),
        ("a\ufb4bb", Oddity.FORMS),
        ("a\u00a0b", Oddity.NO_BREAK),
        ("1\u0662", Oddity.DIGITS),
        ("\u0662\u06f2", Oddity.DIGITS),
        ("\u0628\u0640\u0640\u064e\u0628", Oddity.TATWEEL),
        ("\u0627\u0644\u0631\u0648\u0633\u064a\u0629.\u0648\u062f\u0627\u0631\u062a", Oddity.RUN_ON),
    ],
)
def test_each_oddity_is_found_where_it_is(text, kind):
    ((found_kind, count, offset),) = found(text)
    assert (found_kind, count) == (kind.value, 1)
    assert found("\n\n" + text) == [(found_kind, count, offset + 2)]


def test_remains_of_escape_sequences_are_found_also_after_their_escape_was_repaired():
    assert ("remains of terminal escape sequences", 2, 0) in found("\ufffd[31mred\ufffd]0;title")
    assert ("remains of terminal escape sequences", 1, 0) in found("\x1b[2J")
    assert not [one for one in found("\ufffd [1] (a)") if "escape" in one[0]]


def test_a_tatweel_outside_words_is_no_oddity():
    assert found("\u0644\u0640 \u00ab\u0633\u0627\u0646\u0627\u00bb") == []


def test_abbreviations_and_numbers_are_not_run_on_sentences():
    assert found("\u05d0\u05d9.\u05d0\u05e3.\u05e4\u05d9 \u0623.\u0641.\u0628 3.5 example.com") == []


def test_word_signs_are_no_presentation_forms():
    assert found("\ufdfa \ufd3e\u0628\ufd3f") == []


def test_decomposed_letters_are_told_from_vowel_signs():
    assert found("\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f \u05d3\u05bc\u05b8") == []
    assert audit("caf\u00e9 cafe\u0301") == (Finding(Oddity.COMPOSITION, 1, 8, "1 composed letter beside"),)
    assert details("\u0627\u0654\u0645") == ["no composed letter beside"]


def test_a_paragraph_told_twice_is_found_with_its_first_place():
    text = f"x\n{PARAGRAPH}\ny\n{PARAGRAPH.replace(chr(0x634), chr(0x634) + chr(0x640))} z\n"
    start = text.index("\ny\n") + 3
    assert audit(text)[0] == Finding(Oddity.REPEATED, 1, start, "the first one told before at 2")


def test_short_lines_may_come_again():
    text = "\u05d4\u05de\u05e9\u05da \u05d9\u05d1\u05d5\u05d0\n" * 5
    assert repeated_paragraphs(text, alphabet(text)) == []


@given(any_text | hostile_text)
def test_any_text_can_be_audited(text):
    for finding in audit(text):
        assert finding.count > 0
        assert 0 <= finding.first_offset < len(text)


@given(any_text)
def test_every_character_has_a_name_in_ascii(text):
    for character in text:
        assert name_of(character).isascii() and name_of(character).startswith(f"U+{ord(character):04X} ")
        assert unicodedata.name(character, "") in name_of(character)


BACKWARDS = "\u05dd\u05d5\u05dc\u05e9 \u05df\u05d1 \u05e5\u05e8\u05d0"


@pytest.mark.parametrize("language", ["ar", "he"])
@pytest.mark.parametrize(
    "text",
    [
        BACKWARDS,
        as_seen(next(one for one in ARTICLES if "\u0627" in one[:200])),
        as_seen(shape(next(one for one in ARTICLES if "\u0627" in one[:200]))),
        "a\ufe8eb",
        "a\ufb4bb",
        "caf\u00e9 cafe\u0301",
        "\u00e9\u00e9 e\u0301",
        "\u0627\u0654\u0645",
        f"{PARAGRAPH}\n{PARAGRAPH}",
    ],
)
def test_what_a_finding_tells_is_said_in_the_language_that_is_spoken(text, language):
    kept = [one.detail for one in audit(text) if one.kind in NOTEWORTHY]
    assert kept
    assert [wordings.said(detail) for detail in kept] == kept
    speak(language)
    for detail in kept:
        said = wordings.said(detail)
        assert not any("a" <= letter <= "z" for letter in said.lower())
        assert [number for number in re.findall("[0-9]+", said) if number not in detail] == []


def test_numbers_are_put_where_the_language_has_them_and_names_of_characters_stay():
    speak("he")
    (finding,) = audit(BACKWARDS)
    assert wordings.said(finding.detail) == tr(wordings.FINALS_FIRST, count=3, ending=0)
    many = wordings.FINALS_FIRST.format(count="1,234", ending=5)
    assert "1,234" in wordings.said(f"{many}; {wordings.NONE_COMPOSED}")
    assert wordings.said("U+202E RIGHT-TO-LEFT OVERRIDE") == "U+202E RIGHT-TO-LEFT OVERRIDE"
    assert wordings.said("") == ""
