"""How a label looks: a background in the text, a foreground beneath it. Never the only cue: brackets name the label."""

from functools import cache

from rich.style import Style

BACKGROUNDS = {
    "cyan": "#0e5a63",
    "yellow": "#665200",
    "green": "#0f5f1f",
    "blue": "#274a8f",
    "red": "#7a2323",
    "magenta": "#63296b",
    "white": "#4a4a4a",
}
"""Schema colour to the background of a span; white text on each has a contrast of at least 5 to 1.

Each keeps its hue where tmux puts the nearest of 256 colours in its place.
"""

FOREGROUNDS = {
    "cyan": "#5fd7e6",
    "yellow": "#e6c84c",
    "green": "#7fd98c",
    "blue": "#8fb4ff",
    "red": "#ff8a80",
    "magenta": "#e59af0",
    "white": "#d0d0d0",
}
"""Schema colour to the colour of its bracket."""

PLAIN = Style()
DIM = Style(dim=True)
BOLD = Style(bold=True)
KEY = Style(bold=True, reverse=True)
"""A key to press, or what is current in a list."""
TRIGGER = Style(bold=True, underline=True)
"""The trigger of an event, in the text."""
SELECTED = Style(reverse=True)
CARET = Style(reverse=True, bold=True, underline=True)
"""The character at the moving edge of the selection."""
HINT = Style(color="#000000", bgcolor="#ffd75f", bold=True)


@cache
def span_style(colour: str) -> Style:
    """A span of that schema colour, in the text."""
    return Style(color="#ffffff", bgcolor=BACKGROUNDS.get(colour, BACKGROUNDS["white"]))


@cache
def bracket_style(colour: str, *, current: bool) -> Style:
    """The bracket beneath a span of that schema colour; the one under the selection stands out."""
    return Style(color=FOREGROUNDS.get(colour, FOREGROUNDS["white"]), bold=current, reverse=current)
