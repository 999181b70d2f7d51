"""What a language is to us; each module of this folder declares one as its `LANGUAGE`."""

import io
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import NamedTuple

from corpus_tool.errors import NotFoundError
from corpus_tool.registry import discover
from corpus_tool.text import scripts
from corpus_tool.text.amounts import Amount
from corpus_tool.text.scripts import Direction
from corpus_tool.text.tokens import Token, tile

STRANGERS_ALLOWED = 0.04
"""Part of the letters that may be foreign to a language. One پ in a short Arabic headline is 3 %; Persian has 13 %."""


def no_clitics(_word: str) -> list[int]:
    """Of a language that writes no clitics onto its names."""
    return []


def no_proclitics(_word: str) -> list[str]:
    """Of the same."""
    return []


class NameStart(NamedTuple):
    """Where in a folded word a name may begin, and what its first word is then."""

    offset: int
    head: str
    is_exact: bool = True
    """Whether nothing was read into the word or out of it: an article, a doubled letter."""


def whole_word(word: str) -> list[NameStart]:
    """Of a language that writes nothing onto its names."""
    return [NameStart(0, word)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One way to read a text: how it is cut into words, which way it runs, what is glued to its names."""

    code: str
    """`ar`, `he`; `other` for the plain default."""
    name: str
    propose: Callable[[str], list[Token]]
    """Text -> tokens, which may overlap, leave gaps or cut characters; `tokenize` puts that right."""
    direction: Direction | None = None
    """Of its paragraphs; None where only the text itself can tell."""
    script: str = ""
    """The script, of `text.scripts`, it is known by."""
    strangers: str = ""
    """Regular expression of what its script has but the language does not."""
    clitic_borders: Callable[[str], list[int]] = no_clitics
    """Word -> offsets inside it where a name may start behind proclitics, best first."""
    enclitic_borders: Callable[[str], list[int]] = no_clitics
    """Word -> offsets inside it where a name or a trigger may end before suffixed pronouns, best first."""
    behind_proclitics: Callable[[str], list[str]] = no_proclitics
    """Folded word -> the folded forms it takes behind proclitics, without the bare one; none for a foreign word."""
    name_starts: Callable[[str], list[NameStart]] = whole_word
    """Folded word -> the names that may begin in it, the longest first; a name keeps its article."""
    no_names: frozenset[str] = frozenset()
    """Frequent words that folding would take for a name: على for علي."""
    amounts: tuple[Amount, ...] = ()
    """How times and numbers are written, the longest forms first."""
    revision: int = 1
    """Raised with every change that cuts some text otherwise."""
    package: str = ""
    """The distribution of the tokenizer it asks, if any."""

    @property
    def cutter(self) -> str:
        """Name and version of what cuts its tokens, to be stored with them: `corpus-tool.ar/1+pyarabic-0.6.15`."""
        own = f"corpus-tool.{self.code}/{self.revision}"
        return f"{own}+{self.package}-{_installed(self.package)}" if self.package else own


@cache
def _installed(package: str) -> str:
    """The version that is installed; looking it up reads the disk, and every document of an import asks."""
    return version(package)


@cache
def languages() -> tuple[Language, ...]:
    """All languages, in the order of their modules' names."""
    return tuple(found for found in discover(__name__, "LANGUAGE") if isinstance(found, Language))


def language(code: str) -> Language:
    """The language with that code. Raises `NotFoundError`, which names those there are."""
    for known in languages():
        if known.code == code:
            return known
    raise NotFoundError(f"There is no language {code!r}; there are {', '.join(known.code for known in languages())}.")


def language_or_plain(code: str) -> Language:
    """The language with that code, or the plain default: documents may be of languages we do not know."""
    return next((known for known in languages() if known.code == code), language("other"))


def tokenize(text: str, code: str) -> list[Token]:
    """The tokens of `text`: in order, disjoint, every visible character covered, no edge between a letter and its mark.

    Lines are cut alone: the tokens of two lines are those of the first and, shifted, those of the second.
    """
    return tile(text, language(code).propose(text))


def identify(text: str) -> str:
    """The code of the language whose script has more than half of the letters and few foreign ones, or `other`."""
    share = scripts.shares(text)
    for known in languages():
        if share.get(known.script, 0) > 1 / 2:
            return "other" if _stranger_share(text, known) > STRANGERS_ALLOWED else known.code
    return "other"


def direction_of(code: str, text: str) -> Direction:
    """Which way a text of that language runs; one whose language we do not know is judged by its letters."""
    return language(code).direction or scripts.direction_of(text)


@contextmanager
def quietly() -> Iterator[None]:
    """Keep what a tokenizer does on import to itself: prints, warnings, entries of `sys.path`."""
    path = sys.path.copy()
    try:
        with redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        sys.path[:] = path


def _stranger_share(text: str, known: Language) -> float:
    """Strangers per letter of the language's script; 0 where it names none."""
    if not known.strangers or not re.search(known.strangers, text):
        return 0.0
    letters = re.findall(f"[{scripts.LETTERS[known.script]}]", text)
    return len(re.findall(known.strangers, text)) / len(letters)
