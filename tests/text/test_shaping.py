"""Letters take the form of their place in the word."""

import random

import pytest
from arabic_reshaper import ArabicReshaper

from corpus_tool.text.shaping import _forms, shape


@pytest.mark.parametrize(
    ("text", "shaped"),
    [
        ("\u0628\u064a\u062a", "\ufe91\ufef4\ufe96"),
        ("\u062f\u0627\u0631", "\ufea9\ufe8d\ufead"),
        ("\u0645\u064f\u062d\u064e", "\ufee3\u064f\ufea2\u064e"),
        ("\u0628\u0640\u0628", "\ufe91\u0640\ufe90"),
        ("\u0647\u200d", "\ufeeb\u200d"),
        ("\u0628\u200c\u0628", "\ufe8f\u200c\ufe8f"),
        ("\u0628\u200f\u0628", "\ufe91\u200f\ufe90"),
        ("\u0644\u0627", "\ufedf\ufe8e"),
        ("\u0628\u0695\u0628", "\ufe8f\u0695\ufe8f"),
        ("\u0645\u0627\u0621", "\ufee3\ufe8e\ufe80"),
        ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd"),
    ],
)
def test_a_word_takes_its_forms(text: str, shaped: str) -> None:
    assert shape(text) == shaped


def test_arabic_reshaper_agrees_on_random_strings() -> None:
    other = ArabicReshaper({"delete_harakat": False, "support_ligatures": False})
    # Without the zero width joiner, which it drops.
    alphabet = sorted(_forms) + list("\u0640\u064b\u064e\u0651\u0670 \u200cab1")
    chance = random.Random(1)
    words = ["".join(chance.choices(alphabet, k=chance.randrange(1, 12))) for _ in range(5_000)]
    assert [word for word in words if shape(word) != other.reshape(word)] == []
