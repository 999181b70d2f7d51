"""The panel beside the text: which one is shown, its cursor, and whether it has the keys."""

from collections.abc import Callable

from corpus_tool.saying import tr
from corpus_tool.text.selection import Edge, Selection
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.commands.moving import Down, LineEnd, LineStart, PageDown, PageUp, Up
from corpus_tool.tui.panels.events import Events
from corpus_tool.tui.place import Panel, Place
from corpus_tool.tui.widgets.panel_view import PanelView, Row

PANEL_FROM = 110
"""Columns from which a panel stands beside the text all the time; below it, under the text while it has the keys."""


class PanelSide:
    """What the screen asks about its panel, and hands on to it."""

    def __init__(self, place: Place, view: PanelView) -> None:
        self._place = place
        self.view = view
        self.panel: Panel = Events()
        self._row: int | None = None
        """The row under the cursor, while the panel has the keys."""
        self._screen_width = 0
        self._shown: list[Row] = []

    @property
    def has_keys(self) -> bool:
        """Whether keys go to the panel."""
        return self._row is not None

    @property
    def decides(self) -> bool:
        """Whether the keys shown at the foot are those of the panel."""
        return self.has_keys and self.panel.decides

    def open(self, panel: Panel) -> None:
        """Show a panel and let it have the keys, its cursor on what belongs to the selection."""
        self.panel = panel
        rows = self._rows()
        self._row = panel.row_here(self._place.work, rows) or 0
        panel.pointed(self._place.work, rows[self._row] if rows else None)

    def leave(self) -> None:
        """Give the keys back to the text."""
        self._row = None
        self.panel.pointed(self._place.work, None)

    def close(self) -> None:
        """Show the events, as in a document that was just opened."""
        self.panel, self._row = Events(), None

    def put(self, screen_width: int, *, picks_in_text: bool) -> bool:
        """Show it beside the text where there is room, else beneath it while it has the keys; whether there is room."""
        self._screen_width = screen_width
        self.view.display = self._is_beside or (self.has_keys and not picks_in_text)
        return self._is_beside

    @property
    def _is_beside(self) -> bool:
        return self._screen_width >= PANEL_FROM

    def point_at(self, number: int, *, is_twice: bool) -> None:
        """Give the panel the keys, its cursor on a row that is clicked; twice opens what the row is about."""
        if not self.has_keys:
            self._place.open_panel(self.panel)
        rows = self._rows()
        self._point(rows, number)
        if is_twice and rows:
            self.panel.opened(self._place, rows[min(number, len(rows) - 1)])

    def turn(self, rows: int) -> None:
        """Let the cursor go some rows on, where the panel has the keys."""
        if self._row is not None:
            self._point(self._rows(), self._row + rows)

    def press(
        self, pressed: str, otherwise: str, command: type[Command] | None, show_help: Callable[[], None] | None
    ) -> None:
        """Do what a stroke means; `otherwise`: the stroke under another layout, where it means nothing here.

        `command` is what it runs in the text, `show_help` does it where that is help.
        """
        rows = self._rows()
        number = self._row or 0
        page = max(1, self.view.size.height - 2)
        steps = {Up: -1, Down: 1, PageUp: -page, PageDown: page, LineStart: -len(rows), LineEnd: len(rows)}
        actions = self.panel.actions()
        if show_help and pressed not in actions:
            show_help()
        elif action := actions.get(pressed) or actions.get(otherwise):
            action(self._place, rows[number] if number < len(rows) else None)
        elif command in steps:
            self._point(rows, number + steps[command])
            self._place.say(tr(self.panel.hint))
        elif pressed == "enter":
            self._point(rows, number)
            self._place.leave_panel()
        elif pressed == "escape":
            self._place.leave_panel()
        elif command:
            self._place.leave_panel()
            command.run(self._place)
        else:
            self._place.say(
                tr("{pressed} does nothing in this list; {hint}.", pressed=pressed, hint=tr(self.panel.hint))
            )

    def _point(self, rows: list[Row], number: int) -> None:
        """Put the cursor on a row, and the selection on what the row is about."""
        self._row = max(0, min(number, len(rows) - 1))
        work = self._place.work
        if rows and (place := rows[self._row].place) is not None:
            work.spot.selection = Selection(*place, Edge.NEITHER)
        self.panel.pointed(work, rows[self._row] if rows else None)
        self._place.changed()

    def _rows(self) -> list[Row]:
        # Beneath the text, the view has no width of its own before it is first shown.
        self.panel.width = max(0, (self.view.size.width if self._is_beside else self._screen_width) - 2)
        return self.panel.rows(self._place.work)

    def show(self) -> None:
        """Draw it anew."""
        if not self.view.display:
            return
        work, self._shown = self._place.work, self._rows()
        if self._row is not None:
            self._row = max(0, min(self._row, len(self._shown) - 1))
        current = self.panel.row_here(work, self._shown) if self._row is None else self._row
        self.view.show(self.panel.heading(work), self._shown, current, has_keys=self.has_keys)

    def event_looked_at(self) -> str | None:
        """The event whose parts are to stand out in the text: that of the row under the cursor."""
        if self._row is None or self._row >= len(self._shown):
            return None
        return self.panel.tied(self._place.work, self._shown[self._row])
