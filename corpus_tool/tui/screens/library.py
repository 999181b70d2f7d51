"""The library: the documents of the corpus, to choose from."""

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from corpus_tool.errors import RefusedError
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.documents import DocumentEntry
from corpus_tool.store.store import Store
from corpus_tool.tui import describing, palette
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.tui.widgets.document_list import DocumentList, headings
from corpus_tool.tui.widgets.lines import Lines, Piece
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.desk import Desk

HINTS = " arrows move   enter opens   ctrl+q quits"
EMPTY = " There are no documents yet: leave with ctrl+q and bring some in with  corpus-tool import FILES"


class Library(Screen[None]):
    """The list of documents."""

    CSS_PATH = "library.tcss"

    def __init__(self, store: Store, annotator: str, document_id: int | None) -> None:
        super().__init__()
        self._store = store
        self._annotator = annotator
        self._first = document_id
        self._entries: list[DocumentEntry] = []
        self._list = DocumentList(annotator)

    def compose(self) -> ComposeResult:
        """Heading, list, keys."""
        yield Lines(id="heading", limit=1)
        yield Lines(id="columns", limit=1)
        yield self._list
        yield Lines(id="status", limit=1)

    def on_mount(self) -> None:
        """Read the list; open the document that was asked for."""
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
        self._entries = list(self._store.documents.entries())
        self._list.show(self._entries)
        self._show()

    def open(self, number: int) -> None:
        """Open the document in a row."""
        self._list.move_to(number)
        try:
            desk = Desk(self._store, self._entries[number].id, LayerName(self._annotator, LayerKind.ANNOTATOR))
        except RefusedError as deleted:
            self.read()
            self.notify(str(deleted), severity="warning", markup=False)
            return
        self.app.push_screen(Annotate(Annotating(desk)), self._left)

    def on_document_list_opened(self, message: DocumentList.Opened) -> None:
        """Open what was chosen."""
        self.open(message.number)

    def on_key(self, event: events.Key) -> None:
        """Q leaves, as ctrl+q does everywhere."""
        if event.character == "Q":
            self.app.exit()

    def _left(self, step: int | None) -> None:
        """A document was left: open its neighbour, or stay."""
        if step and 0 <= self._list.cursor + step < len(self._entries):
            self.open(self._list.cursor + step)

    def _show(self) -> None:
        width = self.size.width
        left = f" {self._store.path.name}   {len(self._entries)} documents"
        right = f"{self._annotator} "
        blank = " " * max(1, width - len(left) - len(right))
        self.query_one("#heading", Lines).show([[Piece(left + blank + right, describing.BOLD)]])
        self.query_one("#columns", Lines).show([headings(width)])
        self.query_one("#status", Lines).show([[Piece(HINTS if self._entries else EMPTY, palette.DIM)]])
