"""In which language the annotator speaks."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from corpus_tool.cli.settings import settings
from corpus_tool.saying import LANGUAGES, RIGHT_TO_LEFT, speak, spoken

IN_THE_ENVIRONMENT = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where a system says which language its user reads, the strongest first."""

OLD_NAMES = {"iw": "he"}


def speak_as_wanted(given: str | None, chosen: str) -> None:
    """Speak the language of `--interface`, else what was `chosen` in the annotator, else the settings', the system's.

    Raises UsageError for a language that there is not, where the user has written it herself.
    """
    kept = chosen if chosen in LANGUAGES else ""
    speak(given or kept or settings().interface or of_system(os.environ))


@contextmanager
def spoken_in(given: str | None, chosen: str) -> Iterator[None]:
    """Speak it for a while, for what is written to be read elsewhere."""
    before = spoken()
    speak_as_wanted(given, chosen)
    try:
        yield
    finally:
        speak(before)


def of_system(environment: Mapping[str, str]) -> str:
    """The language of the system where it is Arabic or Hebrew, else English."""
    said = next((environment[name] for name in IN_THE_ENVIRONMENT if environment.get(name)), "")
    language = said.partition("_")[0].partition(".")[0].lower()
    language = OLD_NAMES.get(language, language)
    return language if language in RIGHT_TO_LEFT else "en"
