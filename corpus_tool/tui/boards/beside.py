"""The work of a board, done in a thread of its own while the board is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from corpus_tool.errors import CorpusToolError
from corpus_tool.store.store import Store
from corpus_tool.workbench.progress import CancelledError, Progress, Tell

Found = TypeVar("Found")

Then = Callable[[], None]
"""What is to be done, in the thread of the screen, when a task has ended; the result of its worker."""


class Beside:
    """Does tasks for a screen. How far one is comes to the screen as a message, its end as the result of a worker."""

    @dataclass
    class Progressed(Message):
        """Some of the work is done."""

        progress: Progress

    def __init__(self, screen: Widget, store: Store, failed: Callable[[CorpusToolError], None]) -> None:
        """`failed` is told why there is nothing to show."""
        self._screen = screen
        self._store = store
        self._failed = failed

    def start(self, name: str, task: Callable[[Store, Tell], Found], then: Callable[[Found], None]) -> None:
        """Do a task over a connection of its own; one of the same name before it ends.

        `then` is told, in the thread of the screen, what it found.
        """
        self._screen.run_worker(partial(self._run, task, then), name=name, group=name, thread=True, exclusive=True)

    def _run(self, task: Callable[[Store, Tell], Found], then: Callable[[Found], None]) -> Then | None:
        """What is to be done with what was found; nothing where nobody wants it any more."""
        worker = get_current_worker()

        def tell(progress: Progress) -> None:
            if worker.is_cancelled:
                raise CancelledError
            self._screen.post_message(self.Progressed(progress))

        try:
            with self._store.beside() as store, store.reading():
                return partial(then, task(store, tell))
        except CancelledError:
            return None
        except CorpusToolError as error:
            return partial(self._failed, error)
