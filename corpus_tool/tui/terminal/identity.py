"""Which terminal it is, by what it answered and by what the environment says.

What it says of itself outranks the environment: a terminal started from within another one inherits the other's
variables, and xterm would take Konsole's sequence for the name of a font. The same holds for multiplexers: tmux
answers for itself, so a terminal that gives another name is not inside the tmux that TMUX speaks of.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus_tool.tui.terminal.answers import RESET, SET, Findings

TMUX, SCREEN = "tmux", "screen"
VTE, BROWSER = "VTE", "browser"
KONSOLE, MLTERM, KITTY, PUTTY, APPLE = "Konsole", "mlterm", "kitty", "PuTTY", "Apple_Terminal"

_VARIABLES = (
    (BROWSER, "TEXTUAL_DRIVER", ""),
    (TMUX, "TMUX", ""),
    (SCREEN, "STY", ""),
    (TMUX, "TERM", "tmux"),
    (SCREEN, "TERM", "screen"),
    (KONSOLE, "KONSOLE_VERSION", ""),
    (MLTERM, "MLTERM", ""),
    (MLTERM, "TERM", "mlterm"),
    (KITTY, "KITTY_WINDOW_ID", ""),
    (KITTY, "TERM", "xterm-kitty"),
)
"""Name, variable, and what its value begins with; the first that fits."""

_PUTTY_ATTRIBUTES = "0;136;"
_NAME = re.compile(r"[A-Za-z][\w.-]*")


@dataclass(frozen=True, slots=True)
class Identity:
    """A terminal's name without its version, and how it is known."""

    name: str
    known_by: str

    @property
    def takes_few_numbers(self) -> bool:
        """Whether it hears no more than ten numbers in a sequence: behind bold, the second of two true colours is lost.

        So does mlterm 3.9: what is bold or underlined would be white on white there. Of 256 colours it knows all.
        """
        return self.name == MLTERM

    @property
    def is_multiplexer(self) -> bool:
        """Whether another terminal, which we cannot ask, shows what this one draws."""
        return self.name in (TMUX, SCREEN)


def identify(environ: Mapping[str, str], findings: Findings) -> Identity:
    """Name the terminal; "unknown" where nothing tells."""
    if own := _NAME.match(findings.version):
        return Identity(_canonical(own[0]), f"it calls itself {findings.version}")
    if findings.autodetection in (SET, RESET):
        return Identity(VTE, "it knows mode ?2501 and does not say its name")
    for name, variable, beginning in _VARIABLES:
        value = environ.get(variable, "")
        if value and value.startswith(beginning):
            return Identity(name, f"{variable} is {value if beginning else 'set'}")
    if findings.secondary.startswith(_PUTTY_ATTRIBUTES):
        return Identity(PUTTY, f"its secondary attributes are {findings.secondary}")
    for variable in ("TERM_PROGRAM", "TERM"):
        if value := environ.get(variable, ""):
            return Identity(value, f"{variable} is {value}")
    return Identity("unknown", "nothing tells")


def _canonical(name: str) -> str:
    known = (TMUX, SCREEN, KONSOLE, MLTERM, KITTY, PUTTY)
    return next((one for one in known if one.casefold() == name.casefold()), name)
