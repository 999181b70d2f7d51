"""A name wherever it stands in the corpus, from a line of a concordance or a list of places; marked from here."""

from collections.abc import Callable, Mapping, Sequence

from corpus_tool.model.annotations import Span
from corpus_tool.saying import tr, tr_later
from corpus_tool.store.store import Store
from corpus_tool.tui import palette
from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.boards.places import Places, Spot
from corpus_tool.tui.mention_rows import (
    SIGNS,
    STATES,
    line_of,
    told_batch,
    told_count,
    told_passed_over,
    told_taken_back,
)
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.workbench.progress import Tell
from corpus_tool.workbench.suggestions.name_forms import Name
from corpus_tool.workbench.suggestions.name_places import Found, InCorpus, Sifted, in_corpus, markable
from corpus_tool.workbench.suggestions.propagating import mark_everywhere, take_back
from corpus_tool.workbench.surroundings import Surroundings


class Everywhere(Places):
    """All places of a name in the corpus, in any spelling and behind prefixes, to be marked in your own layers.

    In front stands what your layer says of a place: nothing yet, \u2713 the same, \u2260 another label, \u2286 inside a
    longer mark, \u00d7 across a mark. ' marks the place, Q all that stand in this form, a all that are proposed, ~
    leaves one out of the list. Each article has one act of it; u takes back what was marked last, in all of them.

    Documents that you are done with, that are locked, or that others have are passed over.
    """

    hint = tr_later("' mark it  Q this form  a all  ~ leave out  u take back  enter opens  escape back")
    lead_width = 2

    def __init__(self, boarding: Boarding, name: Name, like: Span) -> None:
        """`like`: what each place is to be marked as; where it stands does not matter."""
        super().__init__(boarding)
        self._sought = name
        self._like = like
        self._sifted = Sifted()
        self._passed_over = ""

    def begin(self) -> None:
        """Look for the name."""

        def task(store: Store, _tell: Tell) -> InCorpus:
            return in_corpus(store, self.boarding.annotator, self._sought, self._like.label)

        self.beside.start("places", task, self._take)

    def _take(self, listed: InCorpus) -> None:
        self._sifted.take(listed.found)
        self._passed_over = told_passed_over(listed.passed_over)
        self._show()

    def _show(self) -> None:
        self.spots = [Spot(one.document_id, line_of(one)) for one in self._sifted.open]
        count = told_count(len(self._sifted.proposed), self._sought.text)
        self.told = f"{self._like.label}: {count}{self._passed_over}"
        self.renew()

    def lead(self, number: int) -> tuple[Piece, ...]:
        """What the layer says of a place."""
        shown = self._sifted.open
        return (Piece(f"{SIGNS[shown[number].state] if number < len(shown) else ' '} ", palette.BOLD),)

    def actions(self) -> Mapping[str, Callable[[], None]]:
        """Marking, leaving out, taking back."""
        return {
            "'": lambda: self._mark(self._here()),
            "Q": lambda: self._mark([other for one in self._here() for other in self._sifted.of_form(one)]),
            "a": lambda: self._mark(self._sifted.proposed),
            "~": self._leave_out,
            "u": self._take_back,
        }

    def _here(self) -> list[Found]:
        return self._sifted.open[self.cursor : self.cursor + 1]

    def _mark(self, found: Sequence[Found]) -> None:
        free = markable(found)
        if not free:
            self.say(tr(STATES[found[0].state]) if found else tr("It stands nowhere else."))
            return
        batch = mark_everywhere(self.boarding.store, self.boarding.annotator, self._like, free, Surroundings())
        self.begin()
        self.say(told_batch(batch))

    def _leave_out(self) -> None:
        for one in self._here():
            self._sifted.leave_out(one)
            self._show()
            self.say(tr("Left out of this list."))

    def _take_back(self) -> None:
        done = take_back(self.boarding.store, self.boarding.annotator, Surroundings())
        self.begin()
        self.say(told_taken_back(done))
