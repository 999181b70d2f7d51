"""The article: its lines in visual order, brackets beneath what is marked, the selection. Draws only what is seen."""

from collections.abc import Mapping
from dataclasses import replace

from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from corpus_tool.model.regions import Region
from corpus_tool.text.bidi import Direction
from corpus_tool.text.selection import Selection
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui.lanes import Drawn
from corpus_tool.tui.page import Page
from corpus_tool.tui.widgets.kept_rows import Fixed, KeptRows, OnGround
from corpus_tool.tui.widgets.pane_mouse import PaneMouse, Under
from corpus_tool.tui.widgets.repainting import repaint_rows, rows_that_differ
from corpus_tool.tui.widgets.sheet import SCROLLBAR, Sheet

TRIES = 3
"""Times that the view is moved to a row: rows that come into it may turn out higher than was thought."""


class TextPane(Fixed, OnGround, ScrollView, can_focus=True):
    """Shows a text of one direction with annotations on it. What is shown is set by the screen; clicks are told it."""

    DEFAULT_CSS = """
    TextPane { width: 1fr; height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    def __init__(self, terminal: Terminal = PLAIN) -> None:
        super().__init__()
        self.sheet = Sheet(terminal, lambda: self.size)
        sheet = self.sheet
        self.mouse = PaneMouse(self, lambda: Under(sheet.page, self.scroll_offset.y, sheet.left, sheet.selection))
        self._kept = KeptRows()

    @property
    def page(self) -> Page:
        """Where everything stands at today's size."""
        return self.sheet.page

    def show_text(self, text: str, direction: Direction) -> None:
        """Show another text from now on, from its top, with nothing marked or selected."""
        self.sheet.hold(text, direction)
        if self.is_painted:
            self.scroll_to(y=0, animate=False)
            self.refresh()

    def show_annotations(self, annotations: tuple[Drawn, ...]) -> None:
        """Draw these from now on."""
        sheet = self.sheet
        if not sheet.is_measured:
            sheet.annotations = annotations
            self._measure()
        elif annotations != sheet.annotations:
            before, sheet.annotations = self.page.seen(self.scroll_offset.y, self.size.height), annotations
            sheet.measure()
            self._settle()
            repaint_rows(self, rows_that_differ(before, self.page.seen(self.scroll_offset.y, self.size.height)))

    def show_regions(self, regions: tuple[Region, ...], *, numbered: bool) -> None:
        """Draw each line as what it is: the headline apart, boilerplate dimmed; paragraphs numbered, or not."""
        sheet = self.sheet
        if (regions, numbered) != (sheet.regions, sheet.is_numbered):
            sheet.regions, sheet.is_numbered = regions, numbered
            if sheet.selection is None:  # a new text: it is measured once, with what is marked in it
                sheet.forget()
                return
            self._measure()
            self._keep_in_view()

    def show_noted(self, offsets: tuple[int, ...]) -> None:
        """Put a sign beside the rows of these offsets: somebody has said something about them."""
        if (noted := frozenset(offsets)) != self.sheet.noted:
            self.sheet.noted = noted
            self.refresh()

    def show_selection(self, selection: Selection, current: str | None) -> None:
        """Move the selection; only the lines it leaves and enters are painted."""
        sheet = self.sheet
        before, was_current = sheet.selection, sheet.current
        sheet.selection, sheet.current = selection, current
        changed = list[int]()
        if sheet.text and before != selection:
            changed += self.page.lines_of_text(_changed(before, selection))
        if was_current != current:
            changed += self.page.lines_of_brackets({was_current, current})
        repaint_rows(self, (line - self.scroll_offset.y for line in changed))
        self._bring_into_view(selection)

    @property
    def shows_invisible(self) -> bool:
        """Whether joiners, direction marks and the like have a sign of their own."""
        return self.sheet.terminal.show_invisible

    def show_invisible(self, shown: bool) -> None:
        """Give the invisible a sign of its own, or no longer; the selection stays on its text, and in view."""
        self.sheet.terminal = replace(self.sheet.terminal, show_invisible=shown)
        self._measure()
        self._keep_in_view()

    def show_hints(self, hints: Mapping[str, str]) -> None:
        """Draw the keys that pick annotations; none ends it."""
        if hints != self.sheet.hints:
            self.sheet.hints = hints
            self.refresh()

    def on_resize(self) -> None:
        """Lay out anew at the new size; the text that stood at the top stays there, as far as the selection is seen."""
        if self.sheet.stays:
            self._keep_in_view()
            return
        top = self.sheet.offset_at(self.scroll_offset.y)
        self._measure()
        if self.sheet.text and self.size.height:
            self.scroll_to(y=self.page.lines_of(self.page.layout.row_of(top)).start, animate=False)
        self._keep_in_view()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.size.width
        line = self.page.line(y + self.scroll_offset.y) if self.sheet.selection else None
        if line is None or width <= SCROLLBAR + self.sheet.margin:
            return Strip.blank(width, self.ground)
        look = self.sheet.look
        shown = look.of(line), self.ground
        return self._kept.strip(line, shown, lambda: look.painted(line, width, self.ground))

    @property
    def page_rows(self) -> int:
        """About how many rows of text a page holds."""
        return max(1, self.size.height // 2)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """It is pressed."""
        self.mouse.press(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """It is dragged, or rests on something else."""
        self.mouse.move(event)

    def on_mouse_up(self) -> None:
        """It was let go."""
        self.mouse.release()

    def on_click(self, event: events.Click) -> None:
        """It was clicked, perhaps several times."""
        self.mouse.click(event)

    def on_leave(self) -> None:
        """It is elsewhere."""
        self.mouse.leave()

    def _measure(self) -> None:
        """Find out anew where everything stands."""
        self.sheet.measure()
        self._settle()
        if self.is_painted:
            self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other rows are in view."""
        super().watch_scroll_y(old_value, new_value)
        if self.sheet.is_measured:
            self._settle()

    def _settle(self) -> None:
        """Have the brackets of the rows in view in their places; below and above, their number is known well enough."""
        self.page.settle(self.scroll_offset.y, self.size.height)
        if (size := Size(self.size.width, self.page.height)) != self.virtual_size:
            self.virtual_size = size

    def _keep_in_view(self) -> None:
        if self.sheet.selection:
            self._bring_into_view(self.sheet.selection)

    def _bring_into_view(self, selection: Selection) -> None:
        """Bring the row of the moving edge into view, with its brackets, and a row around it."""
        if not self.sheet.text or not self.size.height:
            return
        row, height = self.page.layout.row_of(selection.head), self.size.height
        for _ in range(TRIES):
            lines, top = self.page.lines_of(row), self.scroll_offset.y
            if lines.start - 1 < top:
                self.scroll_to(y=max(0, lines.start - 1), animate=False)
            elif lines.stop + 1 > top + height:
                self.scroll_to(y=min(lines.start, lines.stop + 1 - height), animate=False)


def _changed(before: Selection | None, after: Selection) -> list[tuple[int, int]]:
    """Where the text is painted otherwise: what only one of them holds, and the caret's place in each."""
    if before is None:
        return [after.range]
    carets = [(one.head, one.head + 1) for one in (before, after) if one.end > one.start]
    if before.end <= after.start or after.end <= before.start:
        return [before.range, after.range, *carets]
    edges = [sorted((before.start, after.start)), sorted((before.end, after.end))]
    return [*((first, last) for first, last in edges if first < last), *carets]
