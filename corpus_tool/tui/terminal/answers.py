"""What a terminal answered: bytes -> Findings. Pure functions.

XTVERSION and the secondary device attributes name the terminal, DECRPM tells the state of a mode, and a cursor
report after a carriage return and a text tells the cells of that text.
"""

import re
from dataclasses import dataclass

SET, RESET = 1, 2
"""DECRPM: the state of a mode that the terminal knows; 0 is one it does not know."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known from answers; each field has a value for "no answer"."""

    version: str = ""
    """What it calls itself (XTVERSION), printable ASCII."""
    primary: str = ""
    """Parameters of its primary device attributes."""
    secondary: str = ""
    """Parameters of its secondary device attributes."""
    autodetection: int | None = None
    """DECRPM state of mode ?2501, paragraph direction found by the terminal: only those that order text know it."""
    implicit: int | None = None
    """DECRPM state of ECMA-48 mode 8 (BDSM): set where the terminal orders text by itself."""
    guard_cells: int | None = None
    """Cells of a Hebrew letter followed by U+200E."""
    mark_cells: int | None = None
    """Cells of an Arabic letter followed by a vowel sign."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What came in: answers, and what was typed before and between them."""

    findings: Findings = Findings()
    typed: bytes = b""


_ANSWER = re.compile(
    rb"\x1bP>\|(?P<version>[^\x07\x1b]*)(?:\x1b\\|\x07)"
    rb"|\x1b\[\?(?P<primary>[\d;]*)c"
    rb"|\x1b\[>(?P<secondary>[\d;]*)c"
    rb"|\x1b\[\?2501;(?P<autodetection>\d)\$y"
    rb"|\x1b\[8;(?P<implicit>\d)\$y"
    rb"|\x1b\[\d{1,5};(?P<column>\d{1,5})R"
)
_BEGUN = re.compile(rb"\x1b(?:P[^\x07\x1b]*\x1b?|\[[?>]?[\d;]*\$?)\Z")
"""An answer that was cut off."""
_LONGEST_NAME = 60


def parse(received: bytes) -> Heard:
    """Sort answers from what was typed. The first answer to a question counts; cursor reports only if there are two.

    A beginning of an answer at the very end is dropped: as keys it would do harm.
    """
    found: dict[str, bytes] = {}
    columns: list[int] = []
    for answer in _ANSWER.finditer(received):
        kind = answer.lastgroup or ""
        if kind == "column":
            columns.append(int(answer[kind]))
        else:
            found.setdefault(kind, answer[kind])
    guard, mark = (column - 1 for column in columns) if len(columns) == 2 else (None, None)
    findings = Findings(
        version=_printable(found.get("version", b"")),
        primary=found.get("primary", b"").decode(),
        secondary=found.get("secondary", b"").decode(),
        autodetection=_state(found.get("autodetection")),
        implicit=_state(found.get("implicit")),
        guard_cells=guard,
        mark_cells=mark,
    )
    return Heard(findings, _BEGUN.sub(b"", _ANSWER.sub(b"", received)))


def cursor_reports(received: bytes) -> int:
    """How many cursor reports there are."""
    return sum(answer.lastgroup == "column" for answer in _ANSWER.finditer(received))


def tells_attributes(received: bytes) -> bool:
    """Whether the primary device attributes are there, which every terminal answers: the last of our questions."""
    return any(answer.lastgroup == "primary" for answer in _ANSWER.finditer(received))


def _state(digit: bytes | None) -> int | None:
    return None if digit is None else int(digit)


def _printable(name: bytes) -> str:
    return "".join(chr(byte) for byte in name[:_LONGEST_NAME] if 0x20 <= byte < 0x7F).strip()
