"""The document that comes next, worked out while the one before it is read: step by step, so that no key waits long.

What is worked out depends on the text alone, which never changes, and is kept where whoever opens the document asks
for it: so it cannot be out of date, and opening is the same without it, only slower.
"""

from collections.abc import Callable, Iterator

from corpus_tool.errors import CorpusToolError
from corpus_tool.store.store import Store
from corpus_tool.text.layout import Layout
from corpus_tool.tui.widgets.text_pane import TextPane
from corpus_tool.workbench.suggestions.echoes import cut_ahead
from corpus_tool.workbench.whereabouts import Whereabouts

PAUSE_SECONDS = 0.06
"""After a document was opened: it is on the screen by then."""
BETWEEN_SECONDS = 0.002
"""Between two steps: keys that were pressed meanwhile come first."""
AT_ONCE = 10_000
"""Code points measured in a step, as far as a paragraph is not longer: 2 ms."""
ROWS_AT_ONCE = 8
"""Rows whose letters are put in order in a step: 2 ms."""


class ReadingAhead:
    """Goes through the steps for one document; another one that is opened meanwhile ends them."""

    def __init__(self, later: Callable[[float, Callable[[], None]], object]) -> None:
        """`later` calls a function after so many seconds."""
        self._later = later
        self._steps: Iterator[None] = iter(())

    def begin(self, steps: Iterator[None]) -> None:
        """Take these steps, and no others that are left."""
        self._steps = steps
        self._later(PAUSE_SECONDS, lambda: self._go_on(steps))

    def _go_on(self, steps: Iterator[None]) -> None:
        if steps is self._steps and next(steps, steps) is None:
            self._later(BETWEEN_SECONDS, lambda: self._go_on(steps))


def steps(store: Store, where: Whereabouts, id: int, pane: TextPane) -> Iterator[None]:
    """What a document needs before it can be seen in that pane; nothing where it cannot be read."""
    try:
        document = next(store.documents.loaded([id], tokens=False), None)
        place = where.last_place(id)
    except CorpusToolError:  # whoever opens it is told
        return
    if document is None or not pane.size:
        return
    yield
    layout = pane.sheet.layout_of(document.text, "rtl" if document.direction == "rtl" else "ltr")
    yield from _measured(layout)
    cut_ahead(document)
    yield
    yield from _ordered(layout, place[0] if place else 0, pane.page_rows)


def _measured(layout: Layout) -> Iterator[None]:
    for offset in range(0, len(layout.text), AT_ONCE):
        layout.paragraph_of(offset)
        yield
    layout.paragraph_of(len(layout.text))


def _ordered(layout: Layout, offset: int, rows: int) -> Iterator[None]:
    """The rows that are seen first."""
    first = layout.row_of(min(offset, len(layout.text)))
    for row in range(first, min(first + rows, layout.height)):
        layout.row(row)
        if row % ROWS_AT_ONCE == 0:
            yield
