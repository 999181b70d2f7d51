"""Going from place to place: the part of the annotation screen that knows of other documents."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.screen import Screen

from corpus_tool.errors import CorpusToolError
from corpus_tool.model.annotations import Span
from corpus_tool.saying import tr
from corpus_tool.text.selection import Selection
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.boards.everywhere import Everywhere
from corpus_tool.tui.in_turn import InTurn
from corpus_tool.tui.label_choices import label_choices
from corpus_tool.tui.prompts import Prompt
from corpus_tool.tui.screens.concordance import Concordance, ToMark
from corpus_tool.tui.screens.lessons import Lessons
from corpus_tool.tui.screens.page import Page
from corpus_tool.tui.seat import Seat
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.suggestions.name_places import sought_at
from corpus_tool.workbench.whereabouts import Stop


class Opened(NamedTuple):
    """A document that was opened, and what is selected in it first, in code points."""

    work: Annotating
    at: tuple[int, int] | None = None


Onward = Callable[[int | Stop], Opened | None]
"""From how many documents on, or where, to what is opened there; None: the screen is to be left with that answer."""


def to_the_list(_: int | Stop) -> None:
    """Another document is another screen."""


class Travelling(InTurn[int | Stop]):
    """A screen on one document. Answers, when left, how many documents on to go (0: back to the list), or where."""

    def __init__(self, work: Annotating, terminal: Terminal, seat: Seat, onward: Onward = to_the_list) -> None:
        super().__init__()
        self._onward = onward
        self.work = work
        self.terminal = terminal
        self.seat = seat
        self.where = seat.where
        self.looks = seat.looks
        self.lessons = Lessons(self)

    def moved(self) -> None:
        """Draw the selection anew."""
        raise NotImplementedError

    @property
    def here(self) -> Stop:
        """Where the annotator is."""
        return Stop(self.work.desk.document.id or 0, self.work.spot.selection.range)

    def go(self, stop: Stop, *, is_jump: bool = True) -> None:
        """Go to a place in this document or open another one there; a jump can be gone back from."""
        if is_jump:
            self.where.left(self.here)
        if stop.document_id != self.here.document_id:
            self._go_on(stop)
        elif stop.range is not None:
            self.show(stop.range)

    def _go_on(self, where: int | Stop) -> None:
        if opened := self._onward(where):
            self.turn_to(opened)
        else:
            self.dismiss(where)

    def turn_to(self, opened: Opened) -> None:
        """Go on with another document."""
        raise NotImplementedError

    def show(self, range: tuple[int, int]) -> None:
        """Select a stretch of the text."""
        self.work.spot.selection = Selection(*range)
        self.moved()

    def latin(self, text: str) -> str:
        """What would have been typed with a Latin layout active."""
        return self.seat.keys.keyboard.latin(text)

    def remember(self) -> None:
        """Keep where she was."""
        try:
            self.where.remember(self.here)
        except CorpusToolError as error:
            self.notify(str(error), severity="warning", markup=False)

    def on_mount(self) -> None:
        """Have suggestions before the text is drawn."""
        self.look_for_suggestions()

    def look_for_suggestions(self) -> None:
        """Let the names she has used be offered, and write down that she sees what is."""
        try:
            self.work.offers.know(self.where.names_known(self.work.desk))
            self.work.offers.learn(self.where.learned_of(self.work.desk))
            self.work.offers.seen()
            self.lessons.wait()
        except CorpusToolError as error:
            self.notify(str(error), severity="warning", markup=False)

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is asked or begun, and no other screen lies over this one."""
        raise NotImplementedError

    def take_in_lesson(self) -> None:
        """Offer what was learned since the document was opened, and say how much more that is."""
        offers = self.work.offers
        before = {one.claim for one in offers.listed()}
        try:
            offers.learn(self.where.learned_of(self.work.desk))
            more = sum(one.claim not in before for one in offers.listed())
            offers.seen()
        except CorpusToolError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.changed()
        if more:
            self.say(tr("Learned from your work meanwhile; new suggestions: {count}.", count=more))

    def open_neighbour(self, step: int) -> None:
        """Open the next or previous document."""
        self.where.left(self.here)
        self._go_on(step)

    def leave(self) -> None:
        """Go back to the list of documents."""
        self.dismiss(0)

    def show_concordance(self) -> None:
        """Look for words in all documents, and go to the place that is picked."""
        self.app.push_screen(Concordance(self.where, self.terminal), self._left_concordance)

    def _left_concordance(self, answer: Stop | ToMark | None) -> None:
        if isinstance(answer, ToMark):
            self._mark_everywhere(answer)
        else:
            self._picked_place(answer)

    def _mark_everywhere(self, wanted: ToMark) -> None:
        """List a find in the whole corpus, to be marked as it is marked there, else as she says."""
        desk, stop = self.work.desk, self.where.stop_of(wanted.line)
        sought = sought_at(desk.store, desk.who, stop.document_id, stop.range or (0, 0), wanted.query)

        def show(like: Span) -> None:
            self.ask(None)
            self.show_board(lambda boarding: Everywhere(boarding, sought.name, like))

        if sought.mark is not None:
            show(sought.mark)
            return
        choices = label_choices(desk.schema, lambda label: show(Span(id="", label=label, fragments=(sought.place,))))
        self.ask(Prompt(tr("{words} everywhere: which label?", words=sought.name.text), choices))

    def show_board(self, board: Callable[[Boarding], Screen[Stop | None]]) -> None:
        """Show what a board says of this document or the whole corpus, and go to the place that is picked."""
        store, who = self.work.desk.store, self.work.desk.who
        boarding = Boarding(store, who, self.terminal, self.seat.keys.keyboard, self._show_page)
        self.app.push_screen(board(boarding), self._left_board)

    def _show_page(self, lines: Sequence[Sequence[Piece]]) -> None:
        self.app.push_screen(Page(lines, self.terminal))

    def _left_board(self, stop: Stop | None) -> None:
        """Her layer may have been put right from there."""
        self.work.desk.reload()
        self.changed()
        self._picked_place(stop)

    def changed(self) -> None:
        """Draw the layer anew."""
        raise NotImplementedError

    def say(self, message: str, *, error: bool = False) -> None:
        """Say what was done."""
        raise NotImplementedError

    def ask(self, prompt: Prompt | None) -> None:
        """Put a prompt to her; None ends the one that stands."""
        raise NotImplementedError

    def _picked_place(self, stop: Stop | None) -> None:
        if stop is not None:
            self.go(stop)
