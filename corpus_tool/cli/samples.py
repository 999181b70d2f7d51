"""What this terminal does with Arabic and Hebrew: shown, tried in every mode, and judged by the user's eye."""

import platform
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import version
from typing import TextIO

from corpus_tool import __version__
from corpus_tool.cli.console import say
from corpus_tool.cli.terminals import MODES, keep_mode, terminals_file
from corpus_tool.text.inline import visual_string
from corpus_tool.text.terminal import Mode, Terminal
from corpus_tool.tui.terminal.detection import Detected
from corpus_tool.tui.terminal.sequences import DEFAULT_DIRECTION, IMPLICIT, sequences_for

SAMPLES = (
    "قُتِلَ 15 جنديًّا (بينهم 3 ضبّاط) في «حلب» يوم 24/8/2016.",
    'דובר צה"ל: מטוס F-16 הפיל מל"ט [ליד הגבול] ב-9:30, כ-5% מהשטח.',
    "قالت Reuters إنّ طائرة F-16 قصفت لإيران موقعًا، بنسبة ١٥٪ (15.5).",
)
"""What goes wrong first: signs on letters, quotes in words, Latin names, numbers of both kinds, brackets, lam-alef."""

ABOUT: dict[Mode, str] = {
    "visual": "we order and join the letters",
    "visual+lrm": "the same, guarded: for tmux and screen",
    "words": "the terminal turns each word round: best effort",
    "logical": "the terminal orders whole rows: brackets are listed, the mouse finds the row only",
}


def report(found: Detected) -> dict[str, object]:
    """Everything a bug report needs; nothing that names the user or the machine."""
    return {
        "corpus_tool": __version__,
        "textual": version("textual"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "terminal": found.identity.name,
        "known_by": found.identity.known_by,
        "key": found.key,
        "mode": found.terminal.mode,
        "decided_by": found.decided_by,
        "show_marks": found.terminal.show_marks,
        "hints": found.hints,
        "answers": asdict(found.heard.findings),
        "sequences": found.sequences._asdict(),
        "environment": found.environment,
    }


def print_findings(found: Detected) -> None:
    """The report in words."""
    findings = found.heard.findings
    guard, mark = _cells(findings.guard_cells), _cells(findings.mark_cells)
    rows = {
        "terminal": f"{found.identity.name} ({found.identity.known_by})",
        "mode": f"{found.terminal.mode}: {ABOUT[found.terminal.mode]}",
        "decided by": found.decided_by,
        "cells": f"Hebrew letter with U+200E: {guard}; Arabic letter with a vowel sign: {mark}",
        "answers": f"{terminals_file()}, under [{found.key}]",
    }
    for name, value in rows.items():
        say(f"{name + ':':12} {value}")
    for hint in found.hints:
        say(f"{'to set:':12} {hint}")


def let_choose(found: Detected, screen: TextIO, read_line: Callable[[], str]) -> Mode | None:
    """Show the samples in every mode and keep the one the user picks; None where she leaves things as they are.

    Konsole and mlterm order a whole screen or none of it; theirs is off until she has answered.
    """
    whole = sequences_for(found.identity.name, "visual", found.heard.findings)
    try:
        screen.write(whole.start)
        for number, mode in enumerate(MODES.values(), 1):
            if mode == "words":
                screen.write(DEFAULT_DIRECTION + IMPLICIT)
            screen.write("\n".join(_block(number, mode, found)) + "\n")
        picked = _picked(found, screen, read_line)
    finally:
        screen.write(whole.exit)
        screen.flush()
    if picked is not None:
        keep_mode(found.key, picked)
    return picked


def _block(number: int, mode: Mode, found: Detected) -> list[str]:
    """A heading and the samples, each indented by as much."""
    terminal = Terminal(mode=mode, show_marks=found.terminal.show_marks)
    now = " (now)" if mode == found.terminal.mode else ""
    return [
        f"\n{number}  {mode}{now}: {ABOUT[mode]}",
        *(f"   {visual_string(one, terminal, 'rtl')}" for one in SAMPLES),
    ]


def _picked(found: Detected, screen: TextIO, read_line: Callable[[], str]) -> Mode | None:
    """The answer; asks again until there is one. What was typed before the question was seen is none."""
    modes = list(MODES.values())
    while True:
        screen.write(f"\nWhich block reads right? 1-{len(modes)}; Enter leaves {found.terminal.mode}: ")
        screen.flush()
        answer = read_line().strip()
        if not answer:
            return None
        if answer in map(str, range(1, len(modes) + 1)):
            return modes[int(answer) - 1]


def is_interactive() -> bool:
    """Whether somebody sees the samples and can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _cells(count: int | None) -> str:
    return "not measured" if count is None else str(count)
