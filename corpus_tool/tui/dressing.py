"""An app in the colours of our themes, as many of them as the terminal has."""

import os
from collections.abc import Sequence
from typing import Literal

from rich.console import Console
from textual.app import App
from textual.filter import LineFilter
from textual.theme import Theme as TextualTheme

from corpus_tool.tui.colours import Colours, depth_of
from corpus_tool.tui.looks import Look, Looks
from corpus_tool.tui.mirroring import is_mirrored
from corpus_tool.tui.themes import THEMES, Theme, named

MIRRORED = "mirrored"
"""What style sheets call an app whose lines begin on the right."""


class Dressed(App[None]):
    """What the style sheets and the palette leave open is decided here: by the look, and by the terminal."""

    def __init__(self, looks: Looks, *, few_numbers: bool = False) -> None:
        """`few_numbers`: see `Identity.takes_few_numbers`."""
        # Before Textual looks, which takes the variable away and would send shades of grey.
        self._depth = depth_of(os.environ, Console(force_terminal=True, no_color=False).color_system)
        super().__init__()
        if self.console.color_system is None:
            # Rich leaves bold and reversal out as well for a terminal of which it knows nothing.
            self._send_colours_of("standard")
        elif few_numbers and self.console.color_system == "truecolor":
            self._send_colours_of("256")
        self._colours: dict[str, Sequence[LineFilter]] = {
            name: (Colours(theme, self._depth),) for name, theme in THEMES.items()
        }
        self.looks = looks
        looks.changed = self._dress
        for theme in THEMES.values():
            self.register_theme(_for_style_sheets(theme))
        self._dress(looks.look)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Ours, and none of Textual's: the symbols of the palette are no colours yet."""
        return self._colours[named(self.looks.look.theme).name]

    def _send_colours_of(self, system: Literal["standard", "256"]) -> None:
        self.console = Console(color_system=system, file=self.console.file, markup=True, highlight=False, emoji=False)

    def _dress(self, look: Look) -> None:
        self.theme = named(look.theme).name
        if self.is_running and is_mirrored() != self.has_class(MIRRORED):  # what stays the same moves to the other side
            for screen in self.screen_stack:
                screen.query("*").refresh(layout=True)
        self.set_class(is_mirrored(), MIRRORED)


def _for_style_sheets(theme: Theme) -> TextualTheme:
    return TextualTheme(
        name=theme.name,
        primary=theme.brackets["blue"],
        foreground=theme.text,
        background=theme.ground,
        surface=theme.surface,
        panel=theme.panel,
        dark=theme.is_dark,
        text_alpha=1.0,
    )
