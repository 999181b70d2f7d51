"""What the annotator says, in the language of whoever sits before it.

The sentences in the code are English, and names of what stands in the catalogues (`locale/`). `tr` says a sentence in
the language that is spoken, `tr_many` one that counts. Where a sentence is written down before anybody is known to
read it, in a constant, it stands in `tr_later`, and is said where it is shown. `scripts/make_catalogue.py` finds all of
them; what goes to disk stays English.
"""

from collections.abc import Iterable
from typing import Literal

from corpus_tool.errors import UsageError
from corpus_tool.saying.catalogues import NOTHING, Catalogue, catalogue

Side = Literal["ltr", "rtl"]

LANGUAGES = {"en": "English", "ar": "العربية", "he": "עברית"}
"""Those that can be spoken, each by its own name."""

RIGHT_TO_LEFT = {"ar", "he"}


class _Voice:
    """The language that is spoken. One for the whole program, as there is one screen."""

    def __init__(self) -> None:
        self.language = "en"
        self.catalogue: Catalogue = NOTHING


_voice = _Voice()


def speak(language: str) -> None:
    """Speak this language from now on. Raises UsageError for one that there is not."""
    if language not in LANGUAGES:
        raise UsageError(f"There is no interface in {language!r}; there are {', '.join(LANGUAGES)}.")
    _voice.catalogue = NOTHING if language == "en" else catalogue(language)
    _voice.language = language


def spoken() -> str:
    """The language that is spoken: en, ar or he."""
    return _voice.language


def side() -> Side:
    """Where its lines begin and how they run."""
    return "rtl" if _voice.language in RIGHT_TO_LEFT else "ltr"


def tr(message: str, /, **values: object) -> str:
    """A sentence in the language that is spoken, the values put in where it names them, as `str.format` does."""
    said = _voice.catalogue.messages.get(message, message)
    return said.format(**values) if values else said


def listed(words: Iterable[str]) -> str:
    """Words one behind the other, with the comma of the language that is spoken."""
    return ("\u060c " if _voice.language == "ar" else ", ").join(words)


def clauses(parts: Iterable[str]) -> str:
    """Parts of a sentence one behind the other, with the semicolon of the language that is spoken."""
    return ("\u061b " if _voice.language == "ar" else "; ").join(parts)


def in_every_language(message: str) -> tuple[str, ...]:
    """A sentence in English and in each language that says it otherwise."""
    said = (catalogue(language).messages.get(message, message) for language in LANGUAGES if language != "en")
    return tuple(dict.fromkeys((message, *said)))


def tr_many(one: str, many: str, count: int, /, **values: object) -> str:
    """A sentence in the form that goes with `count`, which it may name, too."""
    forms = _voice.catalogue.forms.get(one)
    said = forms[_voice.catalogue.form_of(count)] if forms else one if count == 1 else many
    return said.format(count=count, **values)


def tr_later(message: str) -> str:
    """The sentence as it is: marks one that is said with `tr` later."""
    return message
