"""The time that somebody works on a document, as the document's screen counts it and writes it down."""

from collections.abc import Callable

from corpus_tool.errors import StoreError
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.timing import Timing


class Clock:
    """Counts in one document after the other."""

    def __init__(self, desk: Desk, show: Callable[[], None], failed: Callable[[StoreError], None]) -> None:
        """`show`: it is to be seen how long it was; `failed` is told why time could not be written down."""
        self.timing = Timing(desk)
        """How long she works here."""
        self._show = show
        self._failed = failed

    def turn_to(self, desk: Desk) -> None:
        """Count in another document from now on."""
        self.timing = Timing(desk)

    def attend(self) -> None:
        """Somebody did something just now: count it as work."""
        self.timing.attend()

    def keep(self) -> None:
        """Write down what is not on disk yet; what cannot be written now is written the next time."""
        try:
            self.timing.keep()
        except StoreError as error:
            self._failed(error)

    def tick(self) -> None:
        """Some time has gone by."""
        self.keep()
        if self.timing.is_shown:
            self._show()
