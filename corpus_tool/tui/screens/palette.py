"""The palette: everything there is to do, found by typing a few letters of its name."""

from collections.abc import Callable, Sequence

from corpus_tool.saying import tr
from corpus_tool.text.inline import cells, fit
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.fuzzy import likeness
from corpus_tool.tui.keymap import Keyboard
from corpus_tool.tui.offers import Offer
from corpus_tool.tui.screens.picker import Picker
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row


class Palette(Picker[Callable[[], None]]):
    """Answers what to do."""

    title_of_line = "Do:"

    def __init__(self, offers: Sequence[Offer], keyboard: Keyboard, terminal: Terminal) -> None:
        super().__init__(terminal)
        self._all = offers
        self._keyboard = keyboard
        self._offers: Sequence[Offer] = offers

    def heading(self) -> str:
        """How to use it."""
        return tr(
            "{count} of {all}   arrows choose   enter does it   escape leaves",
            count=len(self._offers),
            all=len(self._all),
        )

    def rows(self, width: int) -> Sequence[Row]:
        """The offers that are like what was typed, the likest first; typed under any keyboard layout."""
        self._offers = self._likest() if self.typed.strip() else self._all
        return [_row(offer, width) for offer in self._offers]

    def _likest(self) -> Sequence[Offer]:
        readings = {self.typed, self._keyboard.latin(self.typed)}
        scored = [(max(_scores(readings, offer), default=None), offer) for offer in self._all]
        fitting = [(score, offer) for score, offer in scored if score is not None]
        return [offer for _, offer in sorted(fitting, key=lambda pair: -pair[0])]

    def pick(self, number: int) -> None:
        """Answer with what an offer does."""
        self.dismiss(self._offers[number].act)


def _scores(readings: set[str], offer: Offer) -> list[int]:
    return [
        score
        for typed in readings
        for name in (offer.title, *offer.names)
        if (score := likeness(typed, name)) is not None
    ]


def _row(offer: Offer, width: int) -> Row:
    keys = f" {offer.keys} " if offer.keys else ""
    title = fit(f" {offer.title}", max(1, width - cells(keys) - 1))
    blank = " " * max(0, width - cells(title) - cells(keys) - 1)
    return Row((Piece(title), Piece(blank), Piece(keys, palette.BOLD)))
