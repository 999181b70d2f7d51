"""Going through the documents to be adjudicated, one after the other, over the list of documents."""

from collections.abc import Callable, Sequence

from textual.app import App

from corpus_tool.errors import CorpusToolError
from corpus_tool.saying import tr
from corpus_tool.store.store import Store
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.screens.adjudicate import Adjudicate
from corpus_tool.tui.seat import Seat
from corpus_tool.workbench.adjudication.adjudicating import Adjudicating
from corpus_tool.workbench.adjudication.gold_desk import USUAL, GoldDesk, Task
from corpus_tool.workbench.adjudication.queue import queue
from corpus_tool.workbench.sighting import saw_layer
from corpus_tool.workbench.whereabouts import Stop


def _nothing(_: str) -> None:
    """Nobody is told."""


class AdjudicationQueue:
    """Where an adjudicator is in the queue. Opens one screen after the other, and tells when the last one was left."""

    def __init__(self, app: App[None], store: Store, who: str, terminal: Terminal, seat: Seat) -> None:
        self._app = app
        self._store = store
        self._who = who
        self._terminal = terminal
        self._seat = seat
        self._ids: Sequence[int] = ()
        self._task = USUAL
        self._at = 0
        self._left: Callable[[str], None] = _nothing

    def begin(self, first: int | None, task: Task, left: Callable[[str], None]) -> None:
        """Open `first`, or what has most disagreements. `left` is told, in the end, what there is to say."""
        waiting = [one.document_id for one in queue(self._store, task)]
        self._ids = waiting if first is None else [first, *(id for id in waiting if id != first)]
        self._task, self._left, self._at = task, left, 0
        self._open(tr("Nothing is to be adjudicated: no document is done that has no gold layer yet."))

    def _open(self, nothing: str, step: int = 1) -> None:
        """Open the document where it is, or the next one that can be opened."""
        refused = ""
        while 0 <= self._at < len(self._ids):
            try:
                desk = GoldDesk(self._store, self._ids[self._at], self._who, self._task)
            except CorpusToolError as wrong:
                refused = str(wrong)
                self._at += step
                continue
            for name in desk.matters.names:
                saw_layer(desk, name)
            self._app.push_screen(Adjudicate(Adjudicating(desk), self._terminal, self._seat), self._went)
            return
        self._left(refused or nothing)

    def _went(self, where: int | Stop | None) -> None:
        """A document was left: for its neighbour in the queue, for another one, or for good."""
        if isinstance(where, Stop):
            self._ids = [*self._ids[: self._at + 1], where.document_id, *self._ids[self._at + 1 :]]
            where = 1
        if not where:
            self._left("")
            return
        self._at += where
        if self._at < 0:
            self._left(tr("That was the first of the queue."))
        else:
            self._open(tr("That was the last document of the queue."), 1 if where > 0 else -1)
