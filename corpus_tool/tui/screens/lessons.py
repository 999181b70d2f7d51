"""What is learned while a document is open: its suggestions come there, too, as soon as the annotator rests."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from corpus_tool.model.layers import Layer
from corpus_tool.text.selection import Selection

if TYPE_CHECKING:
    from textual.timer import Timer

    from corpus_tool.workbench.annotating import Annotating
    from corpus_tool.workbench.whereabouts import Whereabouts

SECONDS = 1.0
"""Between two looks; where nothing was done between them, she rests. Nothing appears under her fingers."""


class Desk(Protocol):
    """The screen they come to."""

    work: "Annotating"
    where: "Whereabouts"

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is asked or begun, and no other screen lies over it."""

    def set_interval(self, interval: float, callback: Callable[[], None]) -> "Timer":
        """Call it again and again."""

    def take_in_lesson(self) -> None:
        """Offer what was learned."""


class Lessons:
    """Waits for them, while there are any to wait for."""

    def __init__(self, screen: Desk) -> None:
        self._screen = screen
        self._timer: Timer | None = None
        self._seen: tuple[Selection, Layer] | None = None

    def wait(self) -> None:
        """Begin to wait, where something is being learned."""
        if self._timer is None and self._screen.where.awaits_lesson:
            self._timer = self._screen.set_interval(SECONDS, self.look)

    def look(self) -> None:
        """Take in what was learned, where there is something and she has rested since the last look."""
        work, where = self._screen.work, self._screen.where
        before, self._seen = self._seen, (work.spot.selection, work.desk.layer)
        rests = before is not None and all(one is other for one, other in zip(before, self._seen, strict=True))
        if where.has_lesson and rests and self._screen.is_at_rest:
            self._screen.take_in_lesson()
        if self._timer is not None and not where.awaits_lesson:
            self._timer.stop()
            self._timer = None
