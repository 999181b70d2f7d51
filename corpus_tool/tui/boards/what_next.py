"""Documents that are not done, those first that would bring most, each with its reason."""

from collections.abc import Sequence

from corpus_tool.saying import tr_later, tr_many
from corpus_tool.store.models import Gain
from corpus_tool.store.store import Store
from corpus_tool.text.inline import fit
from corpus_tool.tui import palette
from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.boards.places import padded
from corpus_tool.tui.boards.rows import LazyRows, RowsBoard
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench.learning.what_next import what_next
from corpus_tool.workbench.progress import Tell
from corpus_tool.workbench.whereabouts import Stop

KEY_WIDTH = 24
REASON_WIDTH = 50


class WhatNext(RowsBoard):
    """Documents that you have not done, those first from which most can be learned, as it is reckoned now.

    A row says what a document would bring against the others, and why: the recommender is unsure there, its words are
    new, nothing of its story is done. Enter opens it.
    """

    hint = tr_later("arrows move  enter opens  escape back")

    def __init__(self, boarding: Boarding) -> None:
        super().__init__(boarding)
        self._gains: list[Gain] = []
        self._names: list[tuple[str, str]] = []

    def begin(self) -> None:
        """Learn, where there is more to learn, and reckon."""
        who = self.boarding.annotator

        def task(store: Store, _tell: Tell) -> tuple[list[Gain], list[tuple[str, str]]]:
            gains = what_next(store, who)
            rows = store.listing.rows([one.document_id for one in gains])
            return gains, [(one.key, one.title) for one in rows]

        self.beside.start("reckoning", task, self._take)

    def _take(self, found: tuple[list[Gain], list[tuple[str, str]]]) -> None:
        self._gains, self._names = found
        with self.boarding.store.writing():
            self.boarding.store.models.keep_gains(self.boarding.annotator, self._gains)
        self.told = tr_many("{count:,} document not done", "{count:,} documents not done", len(self._gains))

    def count(self) -> int:
        """How many documents there are."""
        return len(self._gains)

    def rows(self, width: int) -> Sequence[Row]:
        """What each would bring, and why."""
        gains, names = self._gains, self._names

        def make(number: int) -> Row:
            key, title = names[number]
            name = padded(key, KEY_WIDTH, self.terminal)
            why = padded(gains[number].reason, REASON_WIDTH, self.terminal)
            left = max(0, width - KEY_WIDTH - REASON_WIDTH - 10)
            lead = Piece(f" {gains[number].gain:.2f}  ")
            return Row((lead, Piece(name, palette.BOLD), Piece(f" {why} "), Piece(fit(title, left, self.terminal))))

        return LazyRows(len(gains), make)

    def enter(self) -> None:
        """Open the document under the cursor."""
        if self._gains:
            self.go(Stop(self._gains[self.cursor].document_id))
