"""What is sent to the terminal at start and exit, so that what we order stays ordered.

We send every line in visual order; a terminal that reorders by itself is asked to leave that to us: explicit mode
(ECMA-48 BDSM reset, CSI 8 l) and left-to-right rows (SCP 1). No terminal tested prints anything for these.
"""

import os
import sys

EXPLICIT_BIDI = "\x1b[8l\x1b[1 k"
IMPLICIT_BIDI = "\x1b[0 k\x1b[8h"

KONSOLE_OFF = "\x1b]50;BidiRenderingEnabled=false\x07"
KONSOLE_ON = "\x1b]50;BidiRenderingEnabled=true\x07"
MLTERM_OFF = "\x1b]5379;use_ctl=false\x07"
MLTERM_ON = "\x1b]5379;use_ctl=true\x07"


def taking_over() -> str:
    """What to send before the first paint."""
    return EXPLICIT_BIDI + _own_words()[0]


def handing_back() -> str:
    """What to send when we leave, so that the shell finds the terminal as it was."""
    return _own_words()[1] + IMPLICIT_BIDI


def hand_back() -> None:
    """Send it, whatever became of the screen."""
    if sys.__stdout__ is not None and sys.__stdout__.isatty():
        sys.__stdout__.write(handing_back())
        sys.__stdout__.flush()


def _own_words() -> tuple[str, str]:
    """Off and on for the two terminals that do not know explicit mode; only there: xterm reads OSC 50 as a font."""
    if "KONSOLE_VERSION" in os.environ:
        return KONSOLE_OFF, KONSOLE_ON
    if os.environ.get("TERM") == "mlterm" or "MLTERM" in os.environ:
        return MLTERM_OFF, MLTERM_ON
    return "", ""
