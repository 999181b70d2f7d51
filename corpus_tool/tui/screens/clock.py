"""The time that somebody works on a document, as the document's screen counts it and writes it down."""

from collections.abc import Callable

from corpus_tool.errors import StoreError
from corpus_tool.saying import tr
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.timing import Timing


class Clock:
    """Counts in one document after the other."""

    def __init__(self, desk: Desk, show: Callable[[], None], notify: Callable[..., None]) -> None:
        """`show`: it is to be seen how long it was; `notify` is Textual's, for time that could not be written down."""
        self.timing = Timing(desk)
        """How long she works here."""
        self._show = show
        self._notify = notify

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
            self._notify(str(error), title=tr("Working time is not kept"), severity="error", markup=False)

    def tick(self) -> None:
        """Some time has gone by."""
        self.keep()
        if self.timing.is_shown:
            self._show()
