"""What the colours of `palette.py` are on the screen, in each theme.

The colours are steps of the 256-colour table (00 5f 87 af d7 ff, and its greys), so a terminal or a tmux that knows
only those shows what one of 16 million shows, a light grey one step darker. Where there are 16, the names are the
terminal's own, on a ground that is named as well. A test holds the contrast of everything: WCAG 2.2, 1.4.3 and 1.4.6.
"""

from collections.abc import Mapping
from typing import NamedTuple

Ink = tuple[str, str]
"""The colour of letters, and what is behind them."""


class Sixteen(NamedTuple):
    """A theme in the 16 colours that every terminal names alike and mixes as it likes."""

    text: Ink
    hint: Ink
    labels: Mapping[str, Ink]
    brackets: Mapping[str, str]


class Theme(NamedTuple):
    """A theme in colours of which we say what they are."""

    name: str
    title: str
    is_dark: bool
    text: str
    ground: str
    surface: str
    panel: str
    """Behind the heading and the keys."""
    dim: str
    hint: Ink
    on_label: str
    """The letters of a span."""
    labels: Mapping[str, str]
    """Schema colour to what is behind a span."""
    brackets: Mapping[str, str]
    """Schema colour to its brackets and names."""
    sixteen: Sixteen


_DARK_16 = Sixteen(
    text=("bright_white", "black"),
    hint=("black", "bright_yellow"),
    labels={
        "cyan": ("black", "cyan"),
        "yellow": ("black", "bright_yellow"),
        "green": ("black", "green"),
        "blue": ("bright_white", "blue"),
        "red": ("bright_white", "red"),
        "magenta": ("bright_white", "magenta"),
        "white": ("black", "white"),
    },
    brackets={
        "cyan": "bright_cyan",
        "yellow": "bright_yellow",
        "green": "bright_green",
        "blue": "bright_cyan",  # bright blue on black is hard to read in half of the terminals
        "red": "bright_white",  # so is bright red
        "magenta": "bright_magenta",
        "white": "bright_white",
    },
)
_LIGHT_16 = _DARK_16._replace(
    text=("black", "bright_white"),
    brackets={
        "cyan": "black",  # what is bright enough to be told from blue cannot be read on white
        "yellow": "black",
        "green": "black",
        "blue": "blue",
        "red": "red",
        "magenta": "magenta",
        "white": "black",
    },
)
_CONTRAST_16 = _DARK_16._replace(
    labels=dict.fromkeys(_DARK_16.labels, ("bright_white", "blue")),
    brackets=dict.fromkeys(_DARK_16.brackets, "bright_white"),
)

DARK = Theme(
    name="dark",
    title="Dark",
    is_dark=True,
    text="#dadada",
    ground="#121212",
    surface="#1c1c1c",
    panel="#303030",
    dim="#b2b2b2",
    hint=("#000000", "#ffd75f"),
    on_label="#ffffff",
    labels={
        "cyan": "#005f5f",
        "yellow": "#5f5f00",
        "green": "#005f00",
        "blue": "#005faf",
        "red": "#870000",
        "magenta": "#870087",
        "white": "#4e4e4e",
    },
    brackets={
        "cyan": "#5fd7d7",
        "yellow": "#d7d75f",
        "green": "#87d787",
        "blue": "#87afff",
        "red": "#ff8787",
        "magenta": "#ff87ff",
        "white": "#c6c6c6",
    },
    sixteen=_DARK_16,
)
LIGHT = Theme(
    name="light",
    title="Light",
    is_dark=False,
    text="#121212",
    ground="#ffffff",
    surface="#ffffff",
    panel="#e4e4e4",
    dim="#585858",
    hint=("#000000", "#ffd75f"),
    on_label="#121212",
    labels={
        "cyan": "#87d7d7",
        "yellow": "#ffff87",
        "green": "#afd7af",
        "blue": "#afd7ff",
        "red": "#ffafaf",
        "magenta": "#ffafff",
        "white": "#c6c6c6",
    },
    brackets={
        "cyan": "#005f5f",
        "yellow": "#5f5f00",
        "green": "#005f00",
        "blue": "#0000af",
        "red": "#870000",
        "magenta": "#870087",
        "white": "#444444",
    },
    sixteen=_LIGHT_16,
)
CONTRAST = Theme(
    name="contrast",
    title="High contrast",
    is_dark=True,
    text="#ffffff",
    ground="#000000",
    surface="#000000",
    panel="#000000",
    dim="#c6c6c6",
    hint=("#000000", "#ffff00"),
    on_label="#000000",
    labels={
        "cyan": "#00ffff",
        "yellow": "#ffff00",
        "green": "#00ff00",
        "blue": "#87afff",
        "red": "#ff8787",
        "magenta": "#ff87ff",
        "white": "#c6c6c6",
    },
    brackets={
        "cyan": "#00ffff",
        "yellow": "#ffff00",
        "green": "#00ff00",
        "blue": "#87afff",
        "red": "#ff8787",
        "magenta": "#ff87ff",
        "white": "#ffffff",
    },
    sixteen=_CONTRAST_16,
)
THEMES: dict[str, Theme] = {theme.name: theme for theme in (DARK, LIGHT, CONTRAST)}
"""In the order in which a key goes through them."""


def after(name: str) -> Theme:
    """The theme that comes next, round the end."""
    names = list(THEMES)
    return THEMES[names[(names.index(name) + 1) % len(names)]]


def named(name: str) -> Theme:
    """The theme of that name; the dark one where there is none."""
    return THEMES.get(name, DARK)
