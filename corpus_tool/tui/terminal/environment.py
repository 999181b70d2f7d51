"""Which variables of the environment tell of a terminal."""

from collections.abc import Mapping

MODE_VARIABLE = "CORPUS_TOOL_RTL_MODE"
"""Sets the mode; see `text.terminal.Terminal.mode`."""

TELLING = (
    "TERM",
    "TERM_PROGRAM",
    "TERM_PROGRAM_VERSION",
    "COLORTERM",
    "KONSOLE_VERSION",
    "KITTY_WINDOW_ID",
    "VTE_VERSION",
    "MLTERM",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TEXTUAL_DRIVER",
    MODE_VARIABLE,
)

PRIVATE = ("TMUX", "STY", "SSH_CONNECTION")
"""Their values name users, machines and addresses; that they are set is all that counts."""


def telling(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables that tell something, fit to be shown in a bug report."""
    told = {name: environ[name] for name in TELLING if environ.get(name)}
    return told | {name: "set" for name in PRIVATE if environ.get(name)}
