"""What the list of documents says of a heading that the mouse rests on."""

from collections.abc import Mapping

from textual import events

from corpus_tool.saying import tr, tr_later
from corpus_tool.store.list_questions import Column
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui.in_turn import InTurn
from corpus_tool.tui.tooltips import tooltip

MEANINGS: Mapping[Column, str] = {
    Column.KEY: tr_later("The name of the document; a star before it: you have chosen it."),
    Column.STATE: tr_later("How far your work is: new, in progress, done, or locked by somebody."),
    Column.FINDINGS: tr_later("How much is odd about the text: lines told twice, letters of another script."),
    Column.QUESTIONS: tr_later("Questions about the document that nobody has answered yet."),
    Column.ASSIGNED: tr_later("Who was given the document."),
    Column.SPANS: tr_later("What you have marked in it."),
    Column.EVENTS: tr_later("The events you have found in it."),
    Column.WORDS: tr_later("How long the text is."),
}


class ListHovering(InTurn[None]):
    """The part of the list that answers the mouse where nothing is pressed."""

    _terminal: Terminal = PLAIN

    def column_under(self, x: int) -> Column:
        """The column at a cell of the headings."""
        raise NotImplementedError

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell what the heading there means."""
        if event.widget is not None and event.widget.id == "columns":
            said = MEANINGS.get(self.column_under(event.x))
            event.widget.tooltip = tooltip([tr(said)], self._terminal) if said else None
