"""What can be found out about a text when it comes in: pure, so that another process can do it (see helping.py)."""

from msgspec import Struct

from corpus_tool import languages
from corpus_tool.store.documents import Beside, beside
from corpus_tool.text.audit import audit
from corpus_tool.text.oddities import Finding
from corpus_tool.workbench.helping import Task


class Question(Struct, frozen=True, array_like=True):
    """A text that is cleaned, and what its source says of it; empty where that is to be found out."""

    text: str
    language: str
    direction: str


class Examination(Struct, frozen=True, array_like=True):
    """The answer."""

    language: str
    direction: str
    cutter: str
    """Name and version of what cut the tokens."""
    beside: Beside
    findings: tuple[Finding, ...]


def examine(question: Question) -> Examination:
    """Everything there is to find out about a text."""
    text = question.text
    language = question.language or languages.identify(text)
    cutter = languages.language_or_plain(language)
    return Examination(
        language=language,
        direction=question.direction or languages.direction_of(cutter.code, text),
        cutter=cutter.cutter,
        beside=beside(text, languages.tokenize(text, cutter.code)),
        findings=audit(text),
    )


def _warm() -> None:
    """Read in what the first text of a language needs."""
    for letter in ("\u0627", "\u05d0"):
        examine(Question(letter, "", ""))


def _examine_all(questions: list[Question]) -> list[Examination]:
    return [examine(question) for question in questions]


EXAMINING = Task(f"{__name__}:EXAMINING", list[Question], list[Examination], _examine_all, _warm)
