"""How a label looks: a background in the text, a foreground beneath it. Never the only cue: brackets name the label.

The names of colours are symbols, dyed by `colours.py`: a dark name is behind the text of a span, a bright one in front.
"""

from functools import cache

from rich.style import Style

COLOURS = ("cyan", "yellow", "green", "blue", "red", "magenta", "white")
"""Those that a schema can give a label."""
NEUTRAL = "white"
"""For what has none, or one that nobody knows."""

PLAIN = Style()
DIM = Style(dim=True)
BOLD = Style(bold=True)
KEY = Style(bold=True, reverse=True)
"""A key to press, or what is current in a list."""
TITLE = Style(bold=True)
"""The headline, in the text; a rule stands beneath it."""
TRIGGER = Style(bold=True, underline=True)
"""The trigger of an event, in the text."""
OVERLAP = Style(underline=True)
"""Text under more than one mark; each has a bracket of its own as well."""
SELECTED = Style(reverse=True)
CARET = Style(reverse=True, bold=True, underline=True)
"""The character at the moving edge of the selection."""
HINT = Style(color="black", bgcolor="bright_yellow", bold=True)


@cache
def span_style(colour: str) -> Style:
    """A span of that schema colour, in the text."""
    return Style(color="bright_white", bgcolor=_known(colour))


@cache
def bracket_style(colour: str, *, current: bool) -> Style:
    """The bracket beneath a span of that schema colour; the one under the selection stands out."""
    return Style(color=f"bright_{_known(colour)}", bold=current, reverse=current)


def _known(colour: str) -> str:
    return colour if colour in COLOURS else NEUTRAL
