"""What tells an annotator how to do things, over her document: the help, what there is by name, the tour, keymaps."""

from collections.abc import Callable
from typing import Protocol

from textual.app import App

from corpus_tool.saying import tr
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.offers import offers
from corpus_tool.tui.place import Place
from corpus_tool.tui.screens.hands import Hands
from corpus_tool.tui.screens.help import Help, sections
from corpus_tool.tui.screens.palette import Palette
from corpus_tool.tui.screens.panel_side import PanelSide
from corpus_tool.tui.screens.tour_lines import TourLines
from corpus_tool.tui.seat import Seat


class Guided(Place, Protocol):
    """The screen, as the guides see it."""

    seat: Seat
    hands: Hands
    terminal: Terminal
    _side: PanelSide

    @property
    def app(self) -> App[object]:
        """What shows other screens over it."""

    def _try(self, act: Callable[[], None]) -> None: ...


class Guides:
    """The guides of one screen."""

    def __init__(self, screen: Guided) -> None:
        self._screen = screen
        self.tour = TourLines(screen.seat, screen.terminal)

    def show_help(self) -> None:
        """Show every key, those that answer what is asked first."""
        screen = self._screen
        panel = screen._side.panel if screen._side.has_keys else None
        told = sections(screen.work.desk.schema, screen.seat.keys, screen.hands.prompt, panel)
        screen.app.push_screen(Help(told, screen.terminal))

    def show_palette(self) -> None:
        """Let her find what to do by its name."""
        screen, keys = self._screen, self._screen.seat.keys
        palette = Palette(offers(screen, keys.keymap), keys.keyboard, screen.terminal)
        screen.app.push_screen(palette, lambda act: None if act is None else screen._try(act))

    def toggle_tour(self) -> None:
        """Begin the tour, take it up again, or leave it."""
        self.tour.toggle(self._screen.work)

    def use_keymap(self, name: str) -> None:
        """Read strokes with another keymap from now on."""
        screen = self._screen
        screen.hands.use(screen.seat.keys.with_keymap(name))
        screen.say(tr('Keymap {name}; keymap = "{name}" in the settings keeps it.', name=name))
