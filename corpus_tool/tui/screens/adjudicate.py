"""The adjudication screen: an annotation screen on the gold layer, with the matters to be decided beside the text."""

from corpus_tool.saying import tr, tr_later
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.adjudication.matters import MattersPanel
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.tui.seat import Seat
from corpus_tool.workbench.adjudicating import Adjudicating
from corpus_tool.workbench.annotating import Annotating

BACK = "f10"
"""The key that gives the keys back to the matters."""

HINTS = tr_later("tab next  a b take  x none  U undo  ? help")
HINTS_IN_TEXT = tr_later("f10 back to the matters  ? help")


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
        left = self.matters.open_ones()
        message = "" if left else tr("Nothing is open: enter takes all of it, says done, and opens the next.")
        self.matters.show(self, message)

    def press(self, pressed: str) -> None:
        """Do what a stroke means now."""
        if pressed == BACK and self.hands.are_free:
            self.matters.show(self, "")
        else:
            super().press(pressed)

    @property
    def decides(self) -> bool:
        """Whether the keys decide matters now."""
        return self._side.has_keys and self._side.panel is self.matters

    def hints(self) -> str:
        """The keys most needed."""
        return tr(HINTS) if self.decides else tr(HINTS_IN_TEXT)

    def _show_here(self) -> None:
        """What is said of the matter under the cursor, while matters are decided."""
        if self.decides:
            self._around.here.show(self.matters.here())
        else:
            super()._show_here()

    def _show_bar(self) -> None:
        if self.decides and self._line.prompt is None and self.hands.are_free:
            self._around.bar.show(self.matters.bar(self.size.width))
        else:
            super()._show_bar()
