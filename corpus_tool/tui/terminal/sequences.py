"""What is sent to the terminal at the start so that what we order stays ordered, and what undoes it.

A terminal that orders by itself is asked to leave that to us: explicit mode (ECMA-48 BDSM reset, CSI 8 l) and rows
from left to right (SCP 1). No terminal tested prints anything for these. Konsole and mlterm know neither and have
sequences of their own, which no other terminal may get: xterm reads OSC 50 as a font.
"""

from typing import NamedTuple

from corpus_tool.text.terminal import Mode
from corpus_tool.tui.terminal.answers import RESET, Findings
from corpus_tool.tui.terminal.identity import KONSOLE, MLTERM, TMUX

EXPLICIT, IMPLICIT = "\x1b[8l", "\x1b[8h"
LEFT_TO_RIGHT, DEFAULT_DIRECTION = "\x1b[1 k", "\x1b[0 k"

_PASSTHROUGH = "\x1bPtmux;\x1b{}\x1b\\"
"""Reaches the terminal outside where tmux has `allow-passthrough on`, and nobody where it has not."""

_OWN = {
    KONSOLE: ("\x1b]50;BidiRenderingEnabled=false\x07", "\x1b]50;BidiRenderingEnabled=true\x07"),
    MLTERM: ("\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07"),
    TMUX: (_PASSTHROUGH.format(EXPLICIT), _PASSTHROUGH.format(IMPLICIT)),
}


class Sequences(NamedTuple):
    """What to send before the first paint, and what undoes it."""

    start: str = ""
    exit: str = ""


def sequences_for(name: str, mode: Mode, findings: Findings) -> Sequences:
    """The sequences for the terminal of that name.

    None in the modes that leave ordering to it. One that was in explicit mode before us stays in it.
    """
    if mode in ("words", "logical"):
        return Sequences()
    own_start, own_exit = _OWN.get(name, ("", ""))
    implicit = "" if findings.implicit == RESET else IMPLICIT
    return Sequences(EXPLICIT + LEFT_TO_RIGHT + own_start, own_exit + DEFAULT_DIRECTION + implicit)
