"""What the list of documents opens: documents one after the other, boards, the adjudicator's queue."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from textual.screen import Screen

from corpus_tool.errors import CorpusToolError
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.saying import tr
from corpus_tool.store.store import Store
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.hub_link import HubLink
from corpus_tool.tui.keymap import Keyboard
from corpus_tool.tui.looks import Looks
from corpus_tool.tui.widgets.document_list import DocumentList
from corpus_tool.tui.widgets.lines import Piece

if TYPE_CHECKING:  # the list is on the screen sooner without all that a document needs
    from corpus_tool.tui.reading_ahead import ReadingAhead
    from corpus_tool.tui.screens.travelling import Onward, Opened
    from corpus_tool.tui.seat import Keys, Seat
    from corpus_tool.tui.widgets.text_pane import TextPane
    from corpus_tool.workbench.adjudication.gold_desk import Task
    from corpus_tool.workbench.whereabouts import Stop


class Who(NamedTuple):
    """Whoever opens something, and how she works."""

    annotator: str
    terminal: Terminal
    keyboard: Keyboard
    keys: "Keys | None"
    """None for the usual ones."""
    looks: Looks
    tour: bool
    """Whether the tour begins in the first document, or is taken up."""
    hub: HubLink | None = None
    """What goes to the hub meanwhile; None where the corpus belongs to none."""


class Opening:
    """Where somebody goes from the list, and how she comes back to it."""

    def __init__(
        self, screen: Screen[None], listed: DocumentList, store: Store, who: Who, back: Callable[[str], None]
    ) -> None:
        """`back` shows the list again, as it is then, and says what there is to say."""
        self._screen = screen
        self._list = listed
        self._store = store
        self._who = who
        self._back = back
        self._pane: TextPane | None = None
        """Where the document that was opened last is seen."""

    def open(self, id: int) -> None:
        """Open a document; its neighbours are those in the list as it is."""
        self._push(id, None, (), self._onward, self._left)

    def visit(self, stop: "Stop", beside: Sequence[LayerName] = ()) -> None:
        """Open a document over the board that stands over the list, and come back to that."""
        self._push(stop.document_id, stop.range, beside, self._elsewhere, _stay)

    def show_board(self, board: "Callable[[Boarding], Screen[Stop | None]]") -> None:
        """Show what a board says of the whole corpus."""
        who = self._who
        boarding = Boarding(self._store, who.annotator, who.terminal, who.keyboard, self.show_page, self.visit)
        self._screen.app.push_screen(board(boarding))

    def show_page(self, lines: Sequence[Sequence[Piece]]) -> None:
        """Show a page to be read."""
        from corpus_tool.tui.screens.page import Page

        self._screen.app.push_screen(Page(lines, self._who.terminal))

    def show_help(self) -> None:
        """Show every command of the list."""
        from corpus_tool.tui.screens.library_help import library_help

        self.show_page(library_help())

    def adjudicate(self, first: int | None, task: "Task | None") -> None:
        """Go through the documents to be adjudicated, from `first` on, or from the one with most disagreements."""
        from corpus_tool.tui.screens.adjudication_queue import AdjudicationQueue
        from corpus_tool.workbench.adjudication.gold_desk import USUAL

        who = self._who
        room = AdjudicationQueue(self._screen.app, self._store, who.annotator, who.terminal, self._seat)
        room.begin(first, task or USUAL, self._back)

    @cached_property
    def _seat(self) -> "Seat":
        from corpus_tool.tui.seat import Seat, usual_keys
        from corpus_tool.workbench.whereabouts import Whereabouts

        who = self._who
        seat = Seat(Whereabouts(self._store, who.annotator), who.keys or usual_keys(), who.looks, hub=who.hub)
        seat.begin_tour(wanted=who.tour)
        return seat

    def _push(
        self,
        id: int,
        at: tuple[int, int] | None,
        beside: Sequence[LayerName],
        onward: "Onward",
        left: "Callable[[int | Stop | None], None]",
    ) -> None:
        """A screen on a document. `at` is what is selected first, `beside` the layers to be seen there."""
        # Loaded only now: the list is on the screen sooner without all that a document needs.
        from corpus_tool.tui.panels.both import show_beside
        from corpus_tool.tui.screens.annotate import Annotate

        if (opened := self._opened(id, at)) is None:
            self._back("")
            return
        screen = Annotate(opened.work, self._who.terminal, self._seat, opened.at, onward)
        self._screen.app.push_screen(screen, left)
        self._pane = screen.pane
        screen.call_after_refresh(self._read_ahead, 1)
        if beside:
            screen.call_after_refresh(partial(show_beside, screen, beside))

    def _opened(self, id: int, at: tuple[int, int] | None) -> "Opened | None":
        """Read a document; tell why, and None, where that cannot be."""
        from corpus_tool.tui.screens.travelling import Opened
        from corpus_tool.workbench.annotating import Annotating
        from corpus_tool.workbench.desk import Desk

        try:
            return Opened(Annotating(Desk(self._store, id, LayerName(self._who.annotator, LayerKind.ANNOTATOR))), at)
        except CorpusToolError as gone:
            self._screen.notify(str(gone), severity="warning", markup=False)
            return None

    def _onward(self, where: "int | Stop") -> "Opened | None":
        """What comes after a document of the list; None where that is the list itself."""
        opened = self._neighbour(where) if isinstance(where, int) else self._elsewhere(where)
        if opened is not None:  # else the screen is left, which tells the hub as well
            self._tell_hub()
            self._read_ahead(-1 if where == -1 else 1)
        return opened

    def _neighbour(self, step: int) -> "Opened | None":
        """The document so many rows on; None where there is none, or none is wanted."""
        row = self._list.cursor + step
        if not step or not 0 <= row < len(self._list.ids):
            return None
        self._list.move_to(row)
        return self._opened(self._list.ids[row], None)

    def _read_ahead(self, step: int) -> None:
        """Get the document so many rows on ready, where there is one."""
        from corpus_tool.tui.reading_ahead import steps

        row = self._list.cursor + step
        if self._pane is not None and 0 <= row < len(self._list.ids):
            self._ahead.begin(steps(self._store, self._seat.where, self._list.ids[row], self._pane))

    @cached_property
    def _ahead(self) -> "ReadingAhead":
        from corpus_tool.tui.reading_ahead import ReadingAhead

        return ReadingAhead(self._screen.app.set_timer)

    def _elsewhere(self, where: "int | Stop") -> "Opened | None":
        """A place in another document, wherever that is in the list."""
        if isinstance(where, int):
            return None
        if where.document_id in self._list.ids:
            self._list.move_to(self._list.ids.index(where.document_id))
        return self._opened(where.document_id, where.range)

    def _tell_hub(self) -> None:
        if self._who.hub is not None:
            self._who.hub.left_document()

    def _left(self, where: "int | Stop | None") -> None:
        """Back to the list: nothing came after the document."""
        self._tell_hub()
        step = where if isinstance(where, int) else 0
        if not step or 0 <= self._list.cursor + step < len(self._list.ids):
            self._back("")
        else:
            last = tr("That was the last document of this list.")
            self._back(last if step > 0 else tr("That was the first of this list."))


def _stay(_: object) -> None:
    """The board is seen again as it was."""
