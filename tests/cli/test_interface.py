"""Which language the annotator speaks."""

import pytest

from corpus_tool.cli import interface
from corpus_tool.cli.interface import of_system, speak_as_wanted
from corpus_tool.cli.settings import Settings
from corpus_tool.errors import UsageError
from corpus_tool.saying import spoken


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ar_EG.UTF-8"}, "ar"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "he_IL"}, "he"),
        ({"LANG": "iw"}, "he"),
        ({"LANG": "ar_EG", "LC_ALL": "C.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_a_system_in_arabic_or_hebrew_is_followed(environment, language):
    assert of_system(environment) == language


@pytest.mark.parametrize(
    ("given", "chosen", "written", "language"),
    [("en", "he", "ar", "en"), (None, "he", "ar", "he"), (None, "", "ar", "ar"), (None, "xx", "ar", "ar")],
)
def test_the_option_goes_before_the_palette_and_that_before_the_settings(monkeypatch, given, chosen, written, language):
    monkeypatch.setattr(interface, "settings", lambda: Settings(interface=written))
    speak_as_wanted(given, chosen)
    assert spoken() == language


def test_a_language_that_there_is_not_is_refused():
    with pytest.raises(UsageError, match="no interface in 'fr'"):
        speak_as_wanted("fr", "")
