"""What is done at the hub while somebody annotates, by another process (see helping.py): she never waits for a net."""

import os
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from corpus_tool.errors import BusyError, CorpusToolError, HubAwayError
from corpus_tool.saying import speak
from corpus_tool.workbench.helping import Task

if TYPE_CHECKING:
    from corpus_tool.store.store import Store

POLITENESS = 10
"""How far the process stands back behind whoever types (`nice`)."""


class State(StrEnum):
    """How an errand ended."""

    DONE = "done"
    AWAY = "away"
    """The hub could not be reached, or the file was in use: nothing is wrong."""
    REFUSED = "refused"


class Errand(Struct, frozen=True):
    """What is to be done, with which corpus."""

    path: str
    takes: bool = False
    """Whether the next document of the pool is to be taken; else it is a sync."""
    language: str = "en"
    """In which to say what goes wrong."""


class News(Struct, frozen=True):
    """What came of it."""

    state: State
    at: str
    """When it ended: UTC, ISO 8601."""
    said: str = ""
    """What went wrong or was refused."""
    choices: tuple[str, ...] = ()
    """The documents in which two versions of a layer wait for a choice."""
    destroyed: tuple[str, ...] = ()
    """The documents here that were destroyed on the hub."""
    me: str = ""
    """Who is logged in."""
    to_push: int = 0
    """Revisions that the hub has not."""
    sent: int = 0
    """Things that went there."""
    came: int = 0
    """Things that came from there."""
    errand: Errand | None = None
    taken: tuple[int, ...] = ()
    """The ids of documents taken from the pool."""


def run(errand: Errand) -> News:
    """Do it. Raises nothing that a user can meet: what is wrong is news."""
    from corpus_tool.store.store import Store

    speak(errand.language)
    with Store.open(Path(errand.path)) as store:
        try:
            return _at_hub(store, errand)
        except (HubAwayError, BusyError) as error:
            state, said = State.AWAY, str(error)
        except CorpusToolError as error:
            state, said = State.REFUSED, str(error)
        return News(state, _now(), said, to_push=_to_push(store), errand=errand)


def _at_hub(store: "Store", errand: Errand) -> News:
    from corpus_tool.workbench.hub.joining import hub_of
    from corpus_tool.workbench.hub.syncing import ids_here, sync

    with hub_of(store) as hub:
        digests = hub.pool.take(1) if errand.takes else []
        done = sync(store, hub)
        taken = ids_here(store, digests)
        return News(
            State.DONE,
            _now(),
            "; ".join(done.refused),
            tuple(one.document for one in done.waiting),
            destroyed=tuple(one.document for one in done.destroyed),
            me=hub.me,
            to_push=_to_push(store),
            sent=sum(done.pushed.sent.values()) if done.pushed else 0,
            came=len(taken) + (sum(done.pulled.came.values()) if done.pulled else 0),
            errand=errand,
            taken=tuple(taken),
        )


def _to_push(store: "Store") -> int:
    membership = store.hub_state.membership()
    return store.hub_state.revisions_since(membership.sent) if membership else 0


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _warm() -> None:
    from corpus_tool.workbench.hub import joining, syncing

    os.nice(POLITENESS)
    _ = joining, syncing


ERRANDS = Task(f"{__name__}:ERRANDS", Errand, News, run, _warm)
"""It, for a process."""
