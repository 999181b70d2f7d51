"""From everything that is known of the terminal to how text is written for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus_tool.text.terminal import PLAIN, Mode, Terminal
from corpus_tool.tui.terminal.answers import Findings, Heard
from corpus_tool.tui.terminal.environment import telling
from corpus_tool.tui.terminal.identity import APPLE, KITTY, PUTTY, Identity, identify
from corpus_tool.tui.terminal.sequences import Sequences, sequences_for

HINTS = {
    KITTY: (
        "kitty turns each word round by itself. Put the line `force_ltr yes` into kitty.conf and open a new window;"
        " else try --rtl-mode words."
    ),
    PUTTY: (
        'PuTTY orders rows by itself. In its settings, Terminal > Features, tick "Disable bidirectional text display";'
        " else try --rtl-mode logical."
    ),
    APPLE: (
        "Terminal.app orders rows by itself and cannot be told not to. `corpus-tool doctor` finds what reads best;"
        " iTerm2, ghostty and WezTerm read right."
    ),
}
"""What the user of a terminal has to set, since no sequence does."""

MARKS_HINT = "This terminal gives vowel signs a cell of their own, so they are not shown. They stay in the text."
GUARD_HINT = "This terminal gives U+200E a cell, so columns are wrong in the mode visual+lrm; choose another."


@dataclass(frozen=True, slots=True)
class Detected:
    """How to write for this terminal, and why so."""

    terminal: Terminal
    identity: Identity
    key: str
    """What an answer given in `corpus-tool doctor` is kept under."""
    sequences: Sequences
    hints: tuple[str, ...]
    """What the user should know or set."""
    decided_by: str
    """What settled the mode."""
    environment: Mapping[str, str]
    """The variables that tell of a terminal."""
    heard: Heard
    """What it answered, and what was typed meanwhile."""


UNASKED = Detected(PLAIN, Identity("unknown", "nobody asked"), "", Sequences(), (), "default", {}, Heard())
"""Where there is no terminal to ask."""


def detected(
    environ: Mapping[str, str], heard: Heard, override: tuple[Mode, str] | None, saved: Mapping[str, Mode]
) -> Detected:
    """Decide. `override` is a mode and where it was given; `saved` are answers given in doctor, by key."""
    findings = heard.findings
    identity = identify(environ, findings)
    key = key_of(environ, identity)
    if override is None and key in saved:
        override = (saved[key], "your answer in `corpus-tool doctor`")
    mode, decided_by = override or _found(identity, findings)
    return Detected(
        terminal=Terminal(mode=mode, show_marks=not _marks_take_a_cell(findings)),
        identity=identity,
        key=key,
        sequences=sequences_for(identity.name, mode, findings),
        hints=_hints(identity, mode, findings, is_chosen=override is not None),
        decided_by=decided_by,
        environment=telling(environ),
        heard=heard,
    )


def key_of(environ: Mapping[str, str], identity: Identity) -> str:
    """Name a terminal and the way we reach it, without versions: an answer outlives an update. Printable ASCII."""
    name = f"{environ.get('TERM', '')} {identity.name}"
    return "".join(character for character in name if character.isascii() and character.isprintable()).strip()


def _found(identity: Identity, findings: Findings) -> tuple[Mode, str]:
    if not identity.is_multiplexer:
        return "visual", "nothing calls for another mode"
    if findings.guard_cells == 1:
        return "visual+lrm", f"{identity.known_by}, and the terminal outside may order text"
    return "visual", f"{identity.known_by}, and U+200E is not known to take no cell"


def _hints(identity: Identity, mode: Mode, findings: Findings, *, is_chosen: bool) -> tuple[str, ...]:
    hints = []
    if not is_chosen and identity.name in HINTS:
        hints.append(HINTS[identity.name])
    if _marks_take_a_cell(findings):
        hints.append(MARKS_HINT)
    if mode == "visual+lrm" and (findings.guard_cells or 1) > 1:
        hints.append(GUARD_HINT)
    return tuple(hints)


def _marks_take_a_cell(findings: Findings) -> bool:
    return (findings.mark_cells or 1) > 1
