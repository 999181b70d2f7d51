"""Places of words in all documents, each with the text around it; enter opens the article there."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from textual import events
from textual.worker import Worker, WorkerState

from corpus_tool.errors import CorpusToolError
from corpus_tool.saying import tr, tr_many
from corpus_tool.text.inline import cells
from corpus_tool.text.surroundings import flat
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.concordance_rows import FIND_WIDTH, KEY_WIDTH, row_of
from corpus_tool.tui.screens.picker import Picker
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench.concordance import Line
from corpus_tool.workbench.whereabouts import MOST_HITS, Stop, Whereabouts


class ToMark(NamedTuple):
    """A line whose words are to be marked wherever they stand, and the query that found it."""

    line: Line
    query: str


class Concordance(Picker[Stop | ToMark]):
    """Answers the place that was picked, or to be marked. The search runs beside the screen; typing on drops it."""

    title_of_line = "Find in the corpus:"

    def __init__(self, where: Whereabouts, terminal: Terminal) -> None:
        super().__init__(terminal)
        self._where = where
        self._lines: list[Line] = []
        self._told = tr("Type words; any spelling finds them.")

    def heading(self) -> str:
        """How many places there are, and what can be done with them."""
        return f"{self._told}  {tr('enter opens  tab marks it everywhere')}" if self._lines else self._told

    def rows(self, width: int) -> Sequence[Row]:
        """A row for each place."""
        find_width = min(FIND_WIDTH, max((cells(flat(line.text)) for line in self._lines), default=0))
        side = max(1, (width - KEY_WIDTH - find_width - 5) // 2)
        return [row_of(line, find_width, side, self.terminal) for line in self._lines]

    def on_line_input_changed(self) -> None:
        """Look for what stands there now."""
        self.workers.cancel_node(self)
        if self.typed.strip():
            look = partial(self._where.look_for, self.typed)
            self.run_worker(look, thread=True, exclusive=True, exit_on_error=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show what was found, or why nothing was."""
        if event.state is WorkerState.SUCCESS:
            self._lines = event.worker.result or []
            count = len(self._lines)
            self._told = _told(count)
        elif event.state is WorkerState.ERROR and isinstance(event.worker.error, CorpusToolError):
            self._lines, self._told = [], str(event.worker.error)
        elif event.state is WorkerState.ERROR and event.worker.error is not None:
            raise event.worker.error
        else:
            return
        self.cursor = 0
        self.renew()

    def on_key(self, event: events.Key) -> None:
        """Tab: mark what stands here, wherever it stands; every other key is the picker's, which is asked next."""
        if event.key == "tab":
            event.stop()
            event.prevent_default()
            if self._lines:
                self.dismiss(ToMark(self._lines[self.cursor], self.typed))

    def pick(self, number: int) -> None:
        """Answer with a place, and keep the others to go through."""
        self._where.hits, self._where.hit = self._lines, number
        self.dismiss(self._where.stop_of(self._lines[number]))


def _told(count: int) -> str:
    if count < MOST_HITS:
        return tr_many("{count} place", "{count} places", count)
    return tr("the first {count} places; more words find fewer", count=count)
