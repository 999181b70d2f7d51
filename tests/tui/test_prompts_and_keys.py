"""Picking by keys, and strokes under other keyboard layouts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool.model.keys import letter_keys
from corpus_tool.tui.keymap import USUAL, known_layouts, stroke
from corpus_tool.tui.prompts import HINT_LETTERS, Choice, Prompt, hint_keys


@given(st.integers(0, 676))
def test_no_hint_begins_another(count):
    keys = hint_keys(count)
    assert len(keys) == len(set(keys)) == count
    assert not [one for one in keys for other in keys if one != other and other.startswith(one)]


def test_few_hints_are_one_letter_each():
    assert hint_keys(26) == list(HINT_LETTERS)
    assert sum(len(key) == 1 for key in hint_keys(30)) == 25


@given(st.lists(st.text(max_size=6), max_size=36))
def test_every_name_gets_a_key_of_its_own(names):
    keys = letter_keys(names)
    assert len(keys) == len(names)
    assert len(set(keys)) == len(keys) and all(keys)


def test_a_prompt_narrows_as_one_types():
    done: list[str] = []
    choices = tuple(Choice(key, key, lambda key=key: done.append(key), key) for key in ("a", "sa", "sd"))
    prompt = Prompt("which?", choices)
    assert prompt.hints == {"a": "a", "sa": "sa", "sd": "sd"}
    further = prompt.after("s")
    assert further.hints == {"sa": "a", "sd": "d"}
    assert prompt.after("x") is None
    assert further.picked() is None
    further.after("d").picked().act()
    assert done == ["sd"]
    assert further.back() == prompt


@pytest.mark.parametrize("name", USUAL)
def test_layouts_reach_the_letters(name):
    assert len({key for key in known_layouts()[name].sent if key.isalpha() and key.islower()}) == 26


@pytest.mark.parametrize(
    ("key", "character", "expected"),
    [
        ("a", "a", "a"),
        ("E", "E", "E"),
        ("left", None, "left"),
        ("space", " ", "space"),
        ("enter", "\r", "enter"),
        ("tab", "\t", "tab"),
        ("left_square_bracket", "[", "["),
        ("arabic_letter_sheen", "ش", "a"),
        ("hebrew_letter_shin", "ש", "a"),
        ("arabic_damma", "\u064f", "E"),
    ],
)
def test_a_stroke_is_named_as_on_a_latin_keyboard(key, character, expected):
    assert stroke(key, character) == expected
