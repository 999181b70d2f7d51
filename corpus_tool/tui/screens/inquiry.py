"""What is asked of the list of documents, and what was found for it: quickly at first, the rest beside."""

from collections.abc import Callable

from corpus_tool.store.listing import Listing
from corpus_tool.tui.screens.library_reading import Reader
from corpus_tool.tui.widgets.document_list import DocumentList
from corpus_tool.workbench.catalogue import Catalogue, Done, Found, Question


class Inquiry:
    """The question that the list answers, and how far the answer is."""

    def __init__(
        self,
        listed: DocumentList,
        listing: Listing,
        catalogue: Catalogue,
        reader: Reader,
        renew: Callable[[], None],
    ) -> None:
        """`renew`: what stands around the list is to be drawn anew."""
        self._list = listed
        self._listing = listing
        self._catalogue = catalogue
        self._reader = reader
        self._renew = renew
        self.question = Question()
        """What is asked for now."""
        self.total = 0
        """Documents in the corpus."""
        self.is_whole = True
        """Whether the list holds all that was asked for; more is on its way where not."""
        self.done: Done | None = None
        """How far the work is; None until that is counted."""

    def look_for(self, question: Question) -> None:
        """Show what this asks for from now on; the cursor stays on its document where that is still there."""
        self.question = question
        self.read(self._list.current)

    def narrow(self, typed: str) -> None:
        """Keep the documents that have what was typed."""
        self.look_for(self.question.typing(typed))

    def read(self, goal: int | None, otherwise: int = 0) -> None:
        """Read the list: what is quickly found at once, the rest beside. The cursor goes to `goal`, a document."""
        self.total = self._catalogue.count()
        self._list.unused = self._listing.unused()
        self._take(self._reader.find(self.question), goal, otherwise)
        self.done = self._reader.progress()
        self._renew()

    def take(self, read: Reader.Read) -> None:
        """Take the whole list, where it is still the one that is asked for."""
        if read.question == self.question:
            self._take(read.found, self._list.goal, self._list.cursor)
            self._renew()

    def counted(self, done: Done) -> None:
        """Show how far the work is."""
        self.done = done
        self._renew()

    def _take(self, found: Found, goal: int | None, otherwise: int) -> None:
        self.is_whole = found.is_whole
        self._list.sorted_by = self.question.order.column
        self._list.show(found.ids, goal, is_whole=found.is_whole, otherwise=otherwise)
