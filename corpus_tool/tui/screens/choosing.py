"""Documents chosen in the list: for whatever is to be done with several at once."""

from collections.abc import Callable

from corpus_tool.model.people import names_in
from corpus_tool.saying import tr
from corpus_tool.store.store import Store
from corpus_tool.tui.giving import given, taken_back
from corpus_tool.tui.screens.inquiry import Inquiry
from corpus_tool.tui.widgets.document_list import DocumentList


class Choosing:
    """Chooses in the list, and gives what is chosen to people."""

    def __init__(
        self, listed: DocumentList, inquiry: Inquiry, renew: Callable[[], None], say: Callable[[str], None]
    ) -> None:
        """`renew`: what stands around the list is to be drawn anew."""
        self._list = listed
        self._inquiry = inquiry
        self._renew = renew
        self._say = say

    def pick(self) -> None:
        """Choose the document under the cursor, or no longer, and go to the next."""
        if self._list.ids:
            self._list.pick(self._list.cursor)
            self._list.press("down")
            self._renew()

    def pick_all(self) -> None:
        """Choose every document that is shown, or none."""
        if not self._inquiry.is_whole:
            self._say(tr("The list is still being read; try again in a moment."))
            return
        shown = set(self._list.ids)
        self._list.picked = set() if shown <= self._list.picked else self._list.picked | shown
        self._list.refresh()
        self._renew()

    def drop(self) -> None:
        """Choose nothing any more."""
        self._list.picked.clear()
        self._list.refresh()
        self._renew()

    def chosen(self) -> list[int]:
        """The documents an act is about: those that are picked, else the one under the cursor."""
        if self._list.picked:
            return sorted(self._list.picked)
        return [] if self._list.current is None else [self._list.current]

    def assign(self, store: Store, names: str, by: str, *, take_back: bool) -> str:
        """Give what is chosen to people, or take it back from them; nothing is chosen any more. Answers what was done.

        `names` as they are typed.
        """
        people, ids = names_in(names), list(store.listing.words(self.chosen()))
        said = (taken_back if take_back else given)(store, ids, people, by)
        self._list.picked.clear()
        return said
