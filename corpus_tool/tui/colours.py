"""From the colours that `palette.py` names to those of a theme, in as many as the terminal has.

Everything is drawn in symbols, the 16 names of ANSI: a dark one behind the text of a span, a bright one for its
bracket. They become colours where a line leaves for the terminal, so no code that draws knows a theme. What is
selected looks the same on a span as beside it.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from rich.color import Color, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as BackgroundColor
from textual.filter import LineFilter

from corpus_tool.tui.themes import Ink, Theme

Depth = Literal["many", "sixteen", "none"]
"""many: 256 or more, for which every theme has the same colours. none: shapes, bold, underline and reversal alone."""

SYMBOLS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")

_COLOURLESS = ("dumb", "unknown", "vt", "linux-m", "xterm-mono", "screen.mono")


def depth_of(environ: Mapping[str, str], system: str | None) -> Depth:
    """How many colours there are. `system` is what Rich found: truecolor, 256, standard or None."""
    term = environ.get("TERM", "")
    if "NO_COLOR" in environ or system is None or term.startswith(_COLOURLESS):
        return "none"
    return "sixteen" if system == "standard" else "many"


class Colours(LineFilter):
    """Gives the symbols of every line their colours."""

    def __init__(self, theme: Theme, depth: Depth) -> None:
        super().__init__()
        dyes = {"many": _many, "sixteen": _sixteen, "none": _none}
        self._dyed = lru_cache(4096)(lambda style: dyes[depth](style, theme))

    def apply(self, segments: list[Segment], _background: BackgroundColor) -> list[Segment]:
        """The same cells, dyed."""
        dyed = self._dyed
        return [Segment(text, dyed(style or Style.null()), control) for text, style, control in segments]


def _many(style: Style, theme: Theme) -> Style:
    behind, before = _symbol(style.bgcolor), _symbol(style.color)
    if behind is not None:
        return style + _ink(
            theme.hint if _is_bright(behind) else (theme.on_label, theme.labels[_name(behind)]), dim=False
        )
    if before is not None:
        return style + Style(color=theme.brackets[_name(before)], dim=False)
    return style + Style(color=theme.dim, dim=False) if style.dim else style


def _sixteen(style: Style, theme: Theme) -> Style:
    table = theme.sixteen
    behind, before = _symbol(style.bgcolor), _symbol(style.color)
    text, ground = table.text
    if behind is not None and not style.reverse:
        ink = table.hint if _is_bright(behind) else table.labels[_name(behind)]
    else:
        ink = (table.brackets[_name(before)] if before is not None and behind is None else text, ground)
    # Many terminals brighten what is bold: black letters would be grey ones.
    return style + _ink(ink) + (Style() if ink[0].startswith("bright_") else Style(bold=False))


def _none(style: Style, _: Theme) -> Style:
    behind = _symbol(style.bgcolor)
    plain = style.without_color
    if behind is None:
        return plain
    return plain + (Style(reverse=True) if _is_bright(behind) else Style(underline=True))


def _ink(ink: Ink, *, dim: bool | None = None) -> Style:
    return Style(color=ink[0], bgcolor=ink[1], dim=dim)


def _symbol(colour: Color | None) -> int | None:
    """The number of one of the 16 names; None for any other colour."""
    return colour.number if colour is not None and colour.type is ColorType.STANDARD else None


def _is_bright(symbol: int) -> bool:
    return symbol >= len(SYMBOLS)


def _name(symbol: int) -> str:
    """The colour of the schema; black is not one, and counts as white."""
    name = SYMBOLS[symbol % len(SYMBOLS)]
    return "white" if name == "black" else name
