"""The front door: `annotate` as it is nearly always said is understood without Typer, which takes 60 ms to load.

Whatever is not plain at once, a mistake first of all, is left to Typer: there is one grammar, and this knows the
middle of it.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from corpus_tool.cli.opening import Asked

VERB = "annotate"
BEFORE = {"--corpus": "corpus"}
BEHIND = {"--corpus": "corpus", "--as": "name", "--rtl-mode": "rtl_mode", "--interface": "interface"}
"""Options to what they say, before the verb and behind it."""


class _UnclearError(Exception):
    """Something that Typer has to look at."""


def asked_plainly(words: Sequence[str]) -> Asked | None:
    """What these words ask of the annotator; None where they are not plainly that."""
    if VERB not in words:
        return None
    at = words.index(VERB)
    with suppress(_UnclearError):
        before, behind = _said(words[:at], BEFORE), _said(words[at + 1 :], BEHIND | {"": "document"})
        corpus = behind.pop("corpus", None) or before.get("corpus")
        return Asked(**behind, corpus=Path(corpus) if corpus else None)
    return None


def _said(words: Sequence[str], options: dict[str, str]) -> dict[str, str]:
    """What each option says; "" stands for the word that belongs to none."""
    said: dict[str, str] = {}
    for option, value in _pairs(iter(words)):
        name = options.get(option)
        if name is None or name in said or not value or value.startswith("-"):
            raise _UnclearError
        said[name] = value
    return said


def _pairs(words: Iterator[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        option, equals, value = word.partition("=")
        if not word.startswith("-"):
            yield "", word
        else:
            yield option, value if equals else next(words, "")
