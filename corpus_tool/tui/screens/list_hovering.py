"""What the list of documents says of what the mouse rests on, and what clicks beside its rows do."""

from collections.abc import Callable, Mapping

from textual import events

from corpus_tool.saying import tr, tr_later
from corpus_tool.store.list_questions import Column
from corpus_tool.store.listing import Listed
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui.in_turn import InTurn
from corpus_tool.tui.screens.inquiry import Inquiry
from corpus_tool.tui.tooltips import tooltip
from corpus_tool.tui.widgets.document_list import DocumentList
from corpus_tool.tui.widgets.lines import Lines
from corpus_tool.tui.widgets.list_columns import column_at
from corpus_tool.workbench.catalogue import Catalogue

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


WHOLE: Mapping[Column, Callable[[Listed], str]] = {
    Column.KEY: lambda row: row.key,
    Column.TITLE: lambda row: row.title,
    Column.SOURCE: lambda row: row.source,
    Column.ASSIGNED: lambda row: row.assigned,
}
"""What a cell may have no room for."""


class ListHovering(InTurn[None]):
    """The part of the list that answers the mouse outside its rows: what is told, headings, answers."""

    inquiry: Inquiry
    _terminal: Terminal = PLAIN
    _list: DocumentList
    _catalogue: Catalogue

    def press_answer(self, pressed: str, otherwise: str) -> None:
        """Take a stroke for the question that stands, where one does."""
        raise NotImplementedError

    def on_click(self, event: events.Click) -> None:
        """A click on a heading sorts by it."""
        if event.widget is not None and event.widget.id == "columns":
            self.inquiry.look_for(self.inquiry.question.sorted_by(self._column_under(event.x)))

    def on_lines_clicked(self, message: Lines.Clicked) -> None:
        """A click on an answer picks it."""
        if message.key and message.lines.id == "bar":
            self.press_answer(message.key, message.key)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell what the heading there means, or what is in the cell."""
        if event.widget is None:
            return
        lines: list[str] = []
        if event.widget.id == "columns" and (said := MEANINGS.get(self._column_under(event.x))):
            lines = [tr(said)]
        elif event.widget is self._list:
            lines = self._told_of_cell(event.y, self._column_under(event.x))
        if event.widget is self._list or event.widget.id == "columns":
            told = tooltip(lines, self._terminal) if lines else None
            if told != event.widget.tooltip:
                event.widget.tooltip = told

    def _column_under(self, x: int) -> Column:
        """The column at a cell of the headings."""
        return column_at(x, self.size.width, self.inquiry.question.order.column, self._list.needs)

    def _told_of_cell(self, y: int, column: Column) -> list[str]:
        """All of it, where a cell may cut it; else what the number in it counts."""
        number = y + self._list.scroll_offset.y
        row = self._list.row(number) if number < len(self._list.ids) else None
        if row is None:
            return []
        if column in WHOLE:
            return [whole] if (whole := WHOLE[column](row)) else []
        if column is Column.FINDINGS:
            return [tr("odd: {oddities}", oddities=self._catalogue.oddities(row.id))] if row.findings else []
        return [tr(MEANINGS[column])] if column in MEANINGS else []
