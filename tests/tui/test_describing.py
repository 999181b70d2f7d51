"""The bar of keys: what is asked, in lines that can be taken in at a glance."""

import pytest

from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.naming import family_named
from corpus_tool.saying import speak
from corpus_tool.text.inline import cells
from corpus_tool.tui.describing import prompt_lines
from corpus_tool.tui.event_types import every_type
from corpus_tool.tui.prompts import Prompt

LANGUAGES = ("en", "ar", "he")


def shown(width: int, limit: int) -> list[str]:
    prompt = Prompt("?", every_type(default_schema(), lambda _type: None))
    return ["".join(piece.text for piece in line).rstrip() for line in prompt_lines(prompt, width, limit)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_no_heading_stands_at_the_end_of_a_line_away_from_what_it_is_about(language, width):
    speak(language)
    lines = shown(width, 12)
    assert not [line for line in lines if line.endswith(":")]
    assert max(map(cells, lines)) <= width


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_families_of_types_are_named_in_the_language(language):
    speak(language)
    schema = default_schema()
    named = {family_named(schema, event.family) for event in schema.events}
    assert named.isdisjoint(event.family for event in schema.events) == (language != "en")
    assert all(any(family in line for line in shown(120, 40)) for family in named)
