"""The hub behind the annotator: another process goes there now and then; here is what is known of it, and shown."""

import math
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib.util import find_spec

from corpus_tool.saying import listed, spoken, tr
from corpus_tool.store.store import Store
from corpus_tool.workbench.helping import Helper
from corpus_tool.workbench.hub.errands import ERRANDS, Errand, News, State

SECONDS_IN_MINUTE = 60
FIRST_AFTER = 3.0
"""Seconds after the start: what is on screen first comes first."""
NEVER = math.inf
MOST_NAMES = 3

Messenger = Helper[Errand, News]


class HubLink:
    """Sends errands, hears what came of them, and says each thing that is wrong once. Nothing here waits."""

    def __init__(
        self,
        store: Store,
        minutes: int,
        send_out: Callable[[], Messenger] = lambda: Helper(ERRANDS),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`minutes` between two syncs; 0: only when she asks."""
        self._store = store
        self._minutes = minutes
        self._send_out = send_out
        self._clock = clock
        self._messenger: Messenger | None = None
        self._due = clock() + FIRST_AFTER if minutes else NEVER
        self._takes = False
        self._told: set[str] = set()
        self.news: News | None = None
        """The newest."""
        self.synced_at = ""
        """When both were together last, in this sitting: UTC, ISO 8601."""

    @classmethod
    def of(cls, store: Store, minutes: int) -> "HubLink | None":
        """A link to the hub of a corpus; None where it has none, or what a hub needs is not installed."""
        belongs = store.hub_state.membership() is not None and find_spec("psycopg") is not None
        return cls(store, minutes) if belongs else None

    @property
    def address(self) -> str:
        """Where the hub is."""
        membership = self._store.hub_state.membership()
        return membership.address if membership else ""

    @property
    def is_busy(self) -> bool:
        """Whether an errand is on its way."""
        return self._messenger is not None and (self._messenger.outstanding > 0 or self._messenger.has_answered)

    @property
    def is_syncing(self) -> bool:
        """Whether an errand is on its way, or about to be."""
        return self.is_busy or self._clock() >= self._due

    def sync(self) -> None:
        """Sync as soon as what is on its way is done."""
        self._due = self._clock()

    def take(self) -> None:
        """Take the next document of the pool, as soon as what is on its way is done."""
        self._takes = True
        self.sync()

    def left_document(self) -> None:
        """A document was worked on: sync, where that goes by itself."""
        if self._minutes:
            self.sync()

    def beat(self) -> News | None:
        """Hear what there is to hear, and send what is due; answer what came new. To be called every second or so."""
        news = self._hear()
        if self._clock() >= self._due and not self.is_busy:
            self._due = self._clock() + self._minutes * SECONDS_IN_MINUTE if self._minutes else NEVER
            self._send()
        return news

    def to_tell(self, news: News) -> str:
        """What is to be said of news: what is wrong, once; that the hub is away is no news."""
        found = [] if news.state is State.AWAY else [news.said, choices_told(news), destroyed_told(news)]
        fresh = [one for one in found if one and one not in self._told]
        self._told.update(fresh)
        return "\n".join(fresh)

    def note(self) -> tuple[str, ...]:
        """How it stands, for a heading: in several forms, the longest first; nothing before anything is known."""
        if self.news is None:
            return ()
        count = tr("{count} to send", count=self.news.to_push) if self.news.to_push else ""
        match self.news.state:
            case State.REFUSED:
                return _forms(tr("hub refused"), count)
            case State.AWAY:
                return _forms(tr("offline"), count)
            case _ if self.news.choices:
                return _forms(tr("hub: choose"), tr("synced {at}", at=_clock_at(self.synced_at)))
            case _:
                return _forms(tr("synced {at}", at=_clock_at(self.synced_at)), count)

    def close(self) -> None:
        """Part from the messenger: what waits still goes out, behind her back."""
        if self._messenger is not None:
            self._takes = False
            if self._minutes and not self.is_busy and not self._messenger.is_gone:
                self._send()
            self._messenger.let_finish()
            self._messenger = None

    def _send(self) -> None:
        if self._messenger is not None and self._messenger.is_gone:
            self._messenger.close()
            self._messenger = None
        self._messenger = self._messenger or self._send_out()
        self._messenger.ask(Errand(str(self._store.path), takes=self._takes, language=spoken()))
        self._takes = False

    def _hear(self) -> News | None:
        if not self.is_busy or self._messenger is None:
            return None
        self._messenger.pump()
        if self._messenger.is_gone and not self._messenger.has_answered:
            return self._gone(self._messenger)
        if not self._messenger.has_answered or (news := self._messenger.answer()) is None:
            return None
        self.news = news
        if news.state is State.DONE:
            self.synced_at = news.at
        return news

    def _gone(self, messenger: Messenger) -> News:
        """It ended in the middle of an errand; another one goes the next time."""
        messenger.close()
        self._messenger = None
        said = tr("The program that goes to the hub broke off; `corpus-tool hub sync` says why.")
        self.news = News(State.REFUSED, "", said)
        return self.news


def choices_told(news: News) -> str:
    """That versions wait for a choice; nothing where none do."""
    if not news.choices:
        return ""
    names = _some(news.choices)
    return tr("Two versions wait for a choice: {names}. `corpus-tool resolve` makes it, or h in the list.", names=names)


def destroyed_told(news: News) -> str:
    """That documents here were destroyed on the hub; nothing where none were."""
    if not news.destroyed:
        return ""
    names = _some(news.destroyed)
    return tr("Destroyed on the hub, and still here with your work, which no longer goes there: {names}.", names=names)


def _some(names: Sequence[str]) -> str:
    return listed(names[:MOST_NAMES]) + (", \u2026" if len(names) > MOST_NAMES else "")


def _forms(short: str, more: str) -> tuple[str, ...]:
    return (f"{short}, {more}", short) if more else (short,)


def _clock_at(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone():%H:%M}" if at else ""
