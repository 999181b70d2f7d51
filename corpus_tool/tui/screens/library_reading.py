"""Reading the list of documents without keeping anybody waiting: the rest of a large corpus is read beside."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from corpus_tool.errors import CorpusToolError
from corpus_tool.store.listing import StoppedError
from corpus_tool.workbench.catalogue import Catalogue, Done, Found, GoOn, Question


class Reader:
    """Asks the catalogue for a screen. What takes long comes to the screen as a message."""

    @dataclass
    class Read(Message):
        """A question was answered in full."""

        question: Question
        found: Found

    @dataclass
    class Counted(Message):
        """It is known how far the work is."""

        done: Done

    @dataclass
    class Failed(Message):
        """The corpus could not be read."""

        error: CorpusToolError

    def __init__(self, screen: Screen[None], catalogue: Catalogue) -> None:
        self._screen = screen
        self._catalogue = catalogue
        self._workers: dict[str, Worker[None]] = {}

    def find(self, question: Question) -> Found:
        """What is found at once; where that is not all of it, a Read follows. Ends what was being read before."""
        found = self._catalogue.first(question)
        self._end("reading")
        if not found.is_whole:
            self._begin("reading", partial(self._rest, question))
        return found

    def progress(self) -> Done | None:
        """How far the work is; where that takes long to count, None, and a Counted follows."""
        done = self._catalogue.done_at_once()
        self._end("counting")
        if done is None:
            self._begin("counting", self._count)
        return done

    def _begin(self, name: str, work: Callable[[GoOn], Message]) -> None:
        self._workers[name] = self._screen.run_worker(partial(self._beside, work), thread=True)

    def _end(self, name: str) -> None:
        if worker := self._workers.pop(name, None):
            worker.cancel()

    def _beside(self, work: Callable[[GoOn], Message]) -> None:
        """In a thread of its own: work until it is done or nobody wants it."""
        worker = get_current_worker()
        try:
            self._screen.post_message(work(lambda: not worker.is_cancelled))
        except StoppedError:
            return
        except CorpusToolError as error:
            self._screen.post_message(self.Failed(error))

    def _rest(self, question: Question, go_on: GoOn) -> Message:
        return self.Read(question, self._catalogue.whole(question, go_on))

    def _count(self, go_on: GoOn) -> Message:
        return self.Counted(self._catalogue.done(go_on))
