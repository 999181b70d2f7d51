"""How long an annotator works on a document: the time between her keys, each pause up to a cut.

A pause longer than the cut counts as much as the cut: she read on for a while, nobody knows how long. What is measured
is written down at most twice a minute, never within a key; what a crash loses is half a minute.
"""

from math import floor

from corpus_tool.errors import BusyError
from corpus_tool.store.choices import Choice
from corpus_tool.store.working_time import Sitting
from corpus_tool.workbench.corpus_settings import CLOCK, IDLE, TIME, value_of
from corpus_tool.workbench.desk import Desk

KEEP_EVERY_SECONDS = 30
PATIENCE_MS = 200
"""How long to wait for another writer: what cannot be written now is written the next time."""


class Timing:
    """The working time on one open document. It asks its surroundings what the time is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.store
        self._annotator = desk.who
        self._surroundings = desk.surroundings
        self._idle = int(value_of(desk.store, IDLE))
        self._is_kept = value_of(desk.store, TIME) == "on"
        self._kept = desk.store.working_time.seconds(desk.document_id, self._annotator)
        self._acts_kept = desk.acts
        self._last: float | None = None
        self._started = ""
        self._unkept = 0.0
        clock = desk.store.choices.newest(CLOCK, self._annotator)
        self.is_shown = clock is not None and clock.value == "on"
        """Whether the annotator wants to see it."""

    @property
    def seconds(self) -> float:
        """How long she worked on the document, today and before."""
        return self._kept + self._unkept

    def attend(self) -> None:
        """She did something just now: pressed a key, or the mouse."""
        now = self._surroundings.seconds()
        if self._last is not None:
            self._unkept += min(max(0.0, now - self._last), self._idle)
        if not self._started:
            self._started = self._surroundings.now()
        self._last = now

    def keep(self) -> bool:
        """Write down what is not on disk yet; False where another program writes just now: then it is kept for later.

        Raises StoreError where the file cannot be written.
        """
        acts = self._desk.acts - self._acts_kept
        if not self._is_kept or (self._unkept <= 0 and not acts):
            return True
        sitting = Sitting(
            self._desk.document_id, self._annotator, self._started, round(self._unkept, 3), acts, self._idle
        )
        try:
            with self._store.writing(wait_ms=PATIENCE_MS):
                self._store.working_time.add(sitting)
        except BusyError:
            return False
        self._kept += self._unkept
        self._unkept, self._started = 0.0, ""
        self._acts_kept += acts
        return True

    def show(self, shown: bool) -> None:
        """Let it be seen, or not, in this document and every other."""
        at = self._surroundings.now()
        with self._store.writing():
            value = "on" if shown else "off"
            self._store.choices.keep(Choice(CLOCK, value, self._annotator, at), self._annotator)
        self.is_shown = shown


def told(seconds: float) -> str:
    """Hours and minutes: `0:07`, `12:30`."""
    minutes = floor(seconds / 60)
    return f"{minutes // 60}:{minutes % 60:02}"
