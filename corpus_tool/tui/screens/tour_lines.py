"""What the tour says, above the text; hidden where it is not taken."""

from textwrap import wrap

from corpus_tool.text.terminal import Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.seat import Seat
from corpus_tool.tui.tour import STEPS, Tour
from corpus_tool.tui.widgets.lines import Lines, Piece
from corpus_tool.workbench.annotating import Annotating


class TourLines(Lines):
    """Watches the work, and tells the next thing to do."""

    DEFAULT_CSS = "TourLines { display: none; background: $primary; color: $background; }"

    def __init__(self, seat: Seat, terminal: Terminal) -> None:
        super().__init__(limit=3, terminal=terminal)
        self._seat = seat
        self._tour: Tour | None = None

    def look(self, work: Annotating) -> None:
        """See whether the thing was done, and keep that it was."""
        if self._tour is None and self._seat.is_touring:
            self._begin(work)
        if self._tour is None:
            return
        if self._tour.look(work):
            self._seat.where.set_tour_step(self._tour.step)
            self._seat.is_touring = not self._tour.is_over
        self._tell(self._tour)

    def toggle(self, work: Annotating) -> None:
        """Begin the tour, take it up again, or leave it."""
        self._seat.is_touring = self._tour is None
        self._tour = None
        self.display = False
        self.look(work)

    def begin_anew(self) -> None:
        """Another document is open: its work is counted from now on."""
        self._tour = None
        self.display = False

    def _begin(self, work: Annotating) -> None:
        step = self._seat.where.tour_step()
        self._tour = Tour(0 if step >= len(STEPS) else step, work)

    def _tell(self, tour: Tour) -> None:
        told = wrap(tour.told(self._first_key), max(10, self.screen.size.width - 2))
        self.show([[Piece(f" {line}", palette.BOLD)] for line in told])
        self.display = True

    def _first_key(self, name: str) -> str:
        """The key to show for a command; the palette's where it has none."""
        keys = (" ".join(key) for key, one in self._seat.keys.keymap.commands.items() if one.name() == name)
        return next(keys, "f5")
