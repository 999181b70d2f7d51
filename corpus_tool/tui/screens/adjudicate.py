"""The adjudication screen: an annotation screen on the gold layer, with the matters to be decided beside the text."""

from typing import Protocol

from corpus_tool.saying import tr, tr_later
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.adjudication.matters import MattersPanel
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.tui.screens.around_text import AroundText, Surrounded
from corpus_tool.tui.screens.panel_side import PanelSide
from corpus_tool.tui.seat import Seat
from corpus_tool.workbench.adjudication.adjudicating import Adjudicating
from corpus_tool.workbench.annotating import Annotating

BACK = "f10"
"""The key that gives the keys back to the matters."""

HINTS = tr_later("tab next  a b take  x none  U undo  ? help")
HINTS_IN_TEXT = tr_later("f10 back to the matters  ? help")


class Deciding(Surrounded, Protocol):
    """The screen, as its lines see it while matters are decided."""

    matters: MattersPanel
    _side: PanelSide


class AroundMatters(AroundText):
    """While matters are decided: what is said of the one under the cursor, and the keys that decide it."""

    def __init__(self, screen: Deciding, terminal: Terminal) -> None:
        super().__init__(screen, terminal)
        self._deciding = screen

    def hints(self) -> str:
        """The keys most needed."""
        return tr(HINTS) if self._deciding._side.decides else tr(HINTS_IN_TEXT)

    def show_here(self) -> None:
        """What is said of the matter under the cursor."""
        if self._deciding._side.decides:
            self.here.show(self._deciding.matters.here())
        else:
            super().show_here()

    def show_bar(self) -> None:
        """The readings side by side."""
        screen = self._deciding
        if screen._side.decides and screen._line.prompt is None and screen.hands.are_free:
            self.bar.show(screen.matters.bar(screen.app.size.width))
        else:
            super().show_bar()


class Adjudicate(Annotate):
    """One document open for adjudication. In the text all keys of the annotator work on the gold layer."""

    CSS_PATH = "annotate.tcss"

    def __init__(self, gold: Adjudicating, terminal: Terminal, seat: Seat) -> None:
        super().__init__(Annotating(gold.desk), terminal, seat)
        self.matters = MattersPanel(gold)

    def on_mount(self) -> None:
        """The matters have the keys."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        left = self.matters.agenda.open_ones()
        message = "" if left else tr("Nothing is open: enter takes all of it, says done, and opens the next.")
        self.matters.show(self, message)

    def press(self, pressed: str) -> None:
        """Do what a stroke means now."""
        if pressed == BACK and self.hands.are_free:
            self.matters.show(self, "")
        else:
            super().press(pressed)

    def _lines_around(self) -> AroundText:
        return AroundMatters(self, self.terminal)
