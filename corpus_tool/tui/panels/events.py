"""The events of the layer with their arguments, in text order."""

from corpus_tool.model.annotations import Event
from corpus_tool.tui import palette
from corpus_tool.tui.place import Panel
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench.annotating import Annotating


class Events(Panel):
    """Every event, and who plays which role in it."""

    title = "Events"

    def rows(self, work: Annotating) -> list[Row]:
        """An event with its trigger, then a row for each argument."""
        current = work.event_here()
        events = sorted(work.desk.layer.events, key=lambda event: event.fragments[0])
        return [row for event in events for row in _rows_of(work, event, is_current=event == current)]

    def row_here(self, work: Annotating, rows: list[Row]) -> int | None:
        """The event that is selected, or that what is selected belongs to."""
        current = work.event_here()
        return next((number for number, row in enumerate(rows) if current and row.id == current.id), None)


def _rows_of(work: Annotating, event: Event, *, is_current: bool) -> list[Row]:
    style = palette.KEY if is_current else palette.BOLD
    name = Piece(f"{event.type.rpartition('.')[2]} ", style)
    head = Row((name, Piece(" "), Piece(work.desk.text_of(event))), event.fragments[0], event.id)
    return [head, *(_argument(work, argument.role, argument.target) for argument in event.arguments)]


def _argument(work: Annotating, role: str, target: str) -> Row:
    annotation = work.desk.layer[target]
    pieces = (Piece(f"  {role} ", palette.DIM), Piece(work.desk.text_of(annotation)))
    return Row(pieces, getattr(annotation, "fragments", ((0, 0),))[0], target)
