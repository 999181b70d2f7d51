"""The library: the documents of the corpus, to choose from."""

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from corpus_tool.errors import RefusedError
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.documents import DocumentEntry
from corpus_tool.store.store import Store
from corpus_tool.text.inline import cells
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.keymap import stroke
from corpus_tool.tui.looks import Looks
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.tui.widgets.document_list import DocumentList, headings
from corpus_tool.tui.widgets.line_input import LineInput
from corpus_tool.tui.widgets.lines import Lines, Piece
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.searching import Shortlist

HINTS = " arrows move   enter opens   / finds   ctrl+q quits"
EMPTY = " There are no documents yet: leave with ctrl+q and bring some in with  corpus-tool import FILES"
NARROWED = " arrows move   enter opens   escape shows all"
NONE_LEFT = " No document has this in its key, title or source; escape shows all."


class Library(Screen[None]):
    """The list of documents, narrowed by what is typed."""

    CSS_PATH = "library.tcss"

    def __init__(
        self,
        store: Store,
        annotator: str,
        document_id: int | None,
        terminal: Terminal = PLAIN,
        looks: Looks | None = None,
    ) -> None:
        super().__init__()
        self._looks = looks or Looks()
        self._terminal = terminal
        self._store = store
        self._annotator = annotator
        self._first = document_id
        self._all: list[DocumentEntry] = []
        self._entries: list[DocumentEntry] = []
        """Those in the list: all, or those that were typed for."""
        self._shortlist = Shortlist()
        self._list = DocumentList(annotator, terminal)
        self._line = LineInput(id="line", terminal=terminal)

    def compose(self) -> ComposeResult:
        """Heading, list, what is typed, keys."""
        yield Lines(id="heading", limit=1, terminal=self._terminal)
        yield Lines(id="columns", limit=1, terminal=self._terminal)
        yield self._list
        yield self._line
        yield Lines(id="status", limit=1, terminal=self._terminal)

    def on_mount(self) -> None:
        """Read the list; open the document that was asked for."""
        self._line.display = False
        self._list.focus()
        self.read()
        numbers = [number for number, entry in enumerate(self._entries) if entry.id == self._first]
        if numbers:
            self.open(numbers[0])

    def on_resize(self) -> None:
        """Lay the lines out anew."""
        self._show()

    def on_screen_resume(self) -> None:
        """Counts and states may have changed."""
        self.read()

    def read(self) -> None:
        """Read the list from the store."""
        self._all = list(self._store.documents.entries())
        self._narrow()

    def open(self, number: int) -> None:
        """Open the document in a row."""
        self._list.move_to(number)
        try:
            desk = Desk(self._store, self._entries[number].id, LayerName(self._annotator, LayerKind.ANNOTATOR))
        except RefusedError as deleted:
            self.read()
            self.notify(str(deleted), severity="warning", markup=False)
            return
        self.app.push_screen(Annotate(Annotating(desk), self._terminal, self._looks), self._left)

    def on_document_list_opened(self, message: DocumentList.Opened) -> None:
        """Open what was chosen."""
        self.open(message.number)

    def on_line_input_changed(self) -> None:
        """Keep the documents that have what was typed."""
        self._narrow()

    def on_line_input_submitted(self) -> None:
        """Open the document under the cursor."""
        self._list.press("enter")

    def on_key(self, event: events.Key) -> None:
        """`/` begins to find, escape ends it; Q leaves, as ctrl+q does everywhere."""
        if self._line.has_focus and self._list.press(event.key):
            event.stop()
        elif event.key == "escape" and self._line.display:
            self._show_all()
        elif self._line.has_focus:
            return
        elif stroke(event.key, event.character) == "/" and self._all:
            self._line.begin("Find:", self._line.value)
            self._show()
        elif event.character == "Q":
            self.app.exit()

    def _show_all(self) -> None:
        self._line.clear()
        self.set_focus(self._list)
        self._line.display = False
        self._narrow()

    def _narrow(self) -> None:
        """Show the documents that were typed for; the cursor stays on its document, or goes to the first."""
        current = self._entries[self._list.cursor].id if self._entries else None
        self._entries = self._shortlist.matching(self._all, self._line.value)
        self._list.show(self._entries)
        self._list.move_to(next((number for number, one in enumerate(self._entries) if one.id == current), 0))
        self._show()

    def _left(self, step: int | None) -> None:
        """A document was left: open its neighbour, or stay."""
        if step and 0 <= self._list.cursor + step < len(self._entries):
            self.open(self._list.cursor + step)

    def _show(self) -> None:
        width = self.size.width
        counted = f"{len(self._entries)} of {len(self._all)}" if self._line.value else f"{len(self._all)}"
        left = f" {self._store.path.name}   {counted} documents"
        right = f"{self._annotator} "
        blank = " " * max(1, width - cells(left) - cells(right))
        self.query_one("#heading", Lines).show([[Piece(left + blank + right, palette.BOLD)]])
        self.query_one("#columns", Lines).show([headings(width)])
        self.query_one("#status", Lines).show([[Piece(self._hints(), palette.DIM)]])

    def _hints(self) -> str:
        if not self._all:
            return EMPTY
        if not self._line.display:
            return HINTS
        return NARROWED if self._entries else NONE_LEFT
