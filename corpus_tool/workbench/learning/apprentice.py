"""Learning while the annotator works on: another process learns from what is done, and its model is taken then.

It is asked whenever a document is opened, and while one is open as soon as there is something new; so it learns after
each that is done, one process at a time, and no sooner than a few times as long after the last as that took.
"""

import os
import subprocess
import sys
import weakref
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

from corpus_tool.errors import CorpusToolError
from corpus_tool.learning.leash import end_with
from corpus_tool.learning.recommender import Recommender
from corpus_tool.model.annotations import Annotation
from corpus_tool.model.documents import Document
from corpus_tool.model.schemas import Schema
from corpus_tool.store.store import Store
from corpus_tool.workbench.learning.learning import LEAST, is_stale, learn_from, learned_model, suggestions_in

REST = 3.0
"""So many times as long as learning took it rests."""
LONGEST = 12_000
"""Characters of an article that is told about when it is opened; it would be felt in a longer one."""
NICE = 19


class Apprentice:
    """What learns from one annotator's done work while she goes on."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._process: subprocess.Popen[bytes] | None = None
        self._finish: Callable[[], object] | None = None
        self._begun = 0.0
        self._rests_until = 0.0
        self._has_left = False
        """Whether there was more to learn when it was last asked, and it rested."""
        self._made_at = ""
        self._recommender: Recommender | None = None

    @property
    def is_awaited(self) -> bool:
        """Whether there will be something new without more being done."""
        return self._process is not None or self._has_left

    @property
    def is_due(self) -> bool:
        """Whether to look again: it has learned, or has rested. Costs nothing to ask."""
        if self._process is not None:
            return self._process.poll() is not None
        return self._has_left and monotonic() >= self._rests_until

    def look(self, whose: str) -> Recommender | None:
        """What is known by now; begins to learn where there is more to learn. None where nothing was learned yet."""
        if find_spec("pycrfsuite") is None:
            return None
        self._go_on(whose)
        head = self._store.models.head_of(whose)
        if head is None:
            return None
        if head[1] != self._made_at:
            model = learned_model(self._store, whose)
            self._recommender = Recommender(model) if model else None
            self._made_at = head[1]
        return self._recommender

    def wait(self) -> None:
        """Wait until it has learned."""
        if self._process is not None:
            self._process.wait()

    def _go_on(self, whose: str) -> None:
        """End what has ended, and begin what is to begin."""
        has_failed = False
        if self._process is not None:
            if self._process.poll() is None:
                return
            has_failed = self._process.returncode != 0
            self._put_away()
        self._has_left = not has_failed and self._has_more(whose)  # one that failed is tried again by the next document
        if self._has_left and monotonic() >= self._rests_until:
            self._has_left = False
            self._begin(whose)

    def _put_away(self) -> None:
        if self._finish is not None:
            self._finish()
        self._process = self._finish = None
        self._rests_until = monotonic() + REST * (monotonic() - self._begun)

    def _has_more(self, whose: str) -> bool:
        return self._store.names.state(whose)[0] >= LEAST and is_stale(self._store, whose)

    def _begin(self, whose: str) -> None:
        self._begun = monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", f"from {__name__} import serve; serve()", str(self._store.path), whose],
            stdin=subprocess.PIPE,  # nothing is said: it ends when this is closed, so also when we are killed
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C goes to everything in the foreground; this ends with us
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._finish = weakref.finalize(self, _end, self._process)


def live_suggestions(document: Document, recommender: Recommender, schema: Schema) -> tuple[Annotation, ...]:
    """What it says of an article that is being opened; nothing of a very long one."""
    return suggestions_in(document, recommender, schema) if len(document.text) <= LONGEST else ()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()  # closes its pipe, too


def serve() -> None:
    """What the other process does: learn once, with what time nobody else wants."""
    end_with(sys.stdin.fileno())
    os.nice(NICE)
    path, whose = sys.argv[1:]
    try:
        with Store.open(Path(path)) as store:
            learn_from(store, whose, beside=True)
    except CorpusToolError:
        sys.exit(1)  # the corpus is as it was; the next document that is opened asks again
