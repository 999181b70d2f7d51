"""What the annotation screen does where the mouse is pressed: in the text, on a key that is shown, on a panel's row."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from textual.widget import Widget

from corpus_tool.model.schemas import Label
from corpus_tool.tui.commands.labelling import mark
from corpus_tool.tui.commands.pointing import marks_at, point_at, select_mark, select_sentence
from corpus_tool.tui.place import Place
from corpus_tool.tui.screens.asked_line import AskedLine
from corpus_tool.tui.screens.hands import Hands
from corpus_tool.tui.screens.panel_side import PanelSide
from corpus_tool.tui.widgets.lines import Lines
from corpus_tool.tui.widgets.pane_mouse import Bracketed, Pointed, Tripled
from corpus_tool.tui.widgets.panel_view import PanelView


class Clickable(Place, Protocol):
    """The screen, as the mouse sees it."""

    hands: Hands
    _line: AskedLine
    _side: PanelSide

    def press(self, pressed: str) -> None:
        """Do what a stroke means now."""

    def set_focus(self, widget: Widget) -> None:
        """Let a widget have the keys."""

    def _try(self, act: Callable[[], None]) -> None: ...
    def _let_mouse(self, select: Callable[[], None]) -> None: ...
    def _pick_hinted(self, ids: tuple[str, ...]) -> bool: ...


class Clicking:
    """The part of the screen that answers clicks. In the text they only select; a key that is shown is pressed."""

    def on_text_pane_pointed(self: Clickable, message: Pointed) -> None:
        """Select the word or letter that is clicked, or all from there to the one dragged to.

        Where a mark is asked for, and nothing else will do, pick the one that is clicked.
        """
        only_marks = self.hands.prompt is not None and self.hands.prompt.moved is None
        if not (only_marks and self._pick_hinted(marks_at(self, message.offset))):
            self._let_mouse(partial(point_at, self, message.offset, message.anchor, by_letter=message.by_letter))

    def on_text_pane_tripled(self: Clickable, message: Tripled) -> None:
        """Select the sentence that is clicked."""
        self._let_mouse(partial(select_sentence, self, message.offset))

    def on_text_pane_bracketed(self: Clickable, message: Bracketed) -> None:
        """Pick the annotation whose bracket or letters are clicked, where that is asked; else select it."""
        if not self._pick_hinted((message.id,)):
            self._let_mouse(partial(select_mark, self, message.id))

    def on_lines_clicked(self: Clickable, message: Lines.Clicked) -> None:
        """Press the key at the foot that is clicked; a label's marks the selection, whatever the keymap."""
        if message.lines.id != "bar" or not message.key:
            return
        label = next((one for one in self.work.desk.schema.labels if one.key == message.key), None)
        if self._line.prompt is not None:
            self.set_focus(self._line)
        elif not self.hands.are_free or self._side.decides:
            self._try(partial(self.press, message.key))
        elif label is not None:
            self._try(partial(_mark, self, label))

    def on_panel_view_pointed(self: Clickable, message: PanelView.Pointed) -> None:
        """Give the panel the keys, its cursor on the row that is clicked."""
        if self._line.prompt is None and self.hands.are_free:
            self._try(partial(self._side.point_at, message.number, is_twice=message.is_twice))

    def on_panel_view_turned(self: Clickable, message: PanelView.Turned) -> None:
        """Go some rows on."""
        if self._line.prompt is None and self.hands.are_free:
            self._try(partial(self._side.turn, message.rows))

    def _pick_hinted(self: Clickable, ids: tuple[str, ...]) -> bool:
        """Pick the first of these annotations that the question has letters for; False where none has."""
        prompt = self.hands.prompt
        picked = next((one for id in ids for one in (prompt.open_choices if prompt else ()) if one.target == id), None)
        if picked is not None and self._line.prompt is None:
            self.ask(None)
            self._try(picked.act)
        return picked is not None

    def _let_mouse(self: Clickable, select: Callable[[], None]) -> None:
        """Select, where nothing else has the keys; a prompt that goes on meanwhile is told, a line keeps the keys."""
        moved = self.hands.prompt.moved if self.hands.prompt else None
        if self._line.prompt is not None:
            self.set_focus(self._line)
        elif self.work.desk.document.text and (self.hands.are_free or moved):
            select()
            if moved:
                moved()


def _mark(place: Place, label: Label) -> None:
    place.leave_panel()
    mark(place, label)
