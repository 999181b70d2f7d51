"""The article: its lines in visual order, brackets beneath what is marked, the selection. Draws only what is seen."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from corpus_tool.model.regions import Region
from corpus_tool.text.bidi import Direction
from corpus_tool.text.layout import Layout, lay_out
from corpus_tool.text.selection import Selection
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui.lanes import Drawn
from corpus_tool.tui.margins import Regions, margin_width
from corpus_tool.tui.page import Page
from corpus_tool.tui.page_painting import Look
from corpus_tool.tui.widgets.kept_rows import Fixed, KeptRows, OnGround
from corpus_tool.tui.widgets.pane_mouse import PaneMouse, Under
from corpus_tool.tui.widgets.repainting import repaint_rows, rows_that_differ

SCROLLBAR = 1
"""The last column, which the size of the pane counts in."""
TRIES = 3
"""Times that the view is moved to a row: rows that come into it may turn out higher than was thought."""
LEAST_LANES = 4
"""Rows of brackets beneath a row of text that even a low window shows."""


class TextPane(Fixed, OnGround, ScrollView, can_focus=True):
    """Shows a text of one direction with annotations on it. What is shown is set by the screen; clicks are told it."""

    DEFAULT_CSS = """
    TextPane { width: 1fr; height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    def __init__(self, terminal: Terminal = PLAIN) -> None:
        super().__init__()
        self._text = ""
        self._direction: Direction = "ltr"
        self._terminal = terminal
        self._annotations: tuple[Drawn, ...] = ()
        self._selection: Selection | None = None
        self._noted: frozenset[int] = frozenset()
        self._regions: tuple[Region, ...] = ()
        self._is_numbered = False
        self._hints: Mapping[str, str] = {}
        self._current: str | None = None
        self._page: Page | None = None
        self.mouse = PaneMouse(self, lambda: Under(self.page, self.scroll_offset.y, self._left, self._selection))
        self._kept = KeptRows()

    @property
    def terminal(self) -> Terminal:
        """How text is written here."""
        return self._terminal

    @property
    def layout_of_text(self) -> Layout:
        """The layout at today's width."""
        return self.layout_of(self._text, self._direction)

    def layout_of(self, text: str, direction: Direction) -> Layout:
        """The layout that a text would have here."""
        margin = margin_width(_paragraphs_in(text), numbered=self._is_numbered)
        return lay_out(text, max(1, self.size.width - SCROLLBAR - margin), direction, self._terminal)

    @property
    def page(self) -> Page:
        """Where everything stands at today's size."""
        if self._page is None:
            self._page = self._made()
        return self._page

    def _made(self, earlier: Page | None = None) -> Page:
        layout = self.layout_of_text
        return Page(
            layout,
            self._annotations,
            self._most_lanes,
            ruled=Regions(self._regions).headline_row(layout),
            as_list=self._terminal.mode == "logical",
            earlier=earlier if earlier and earlier.layout is layout else None,
        )

    @property
    def _most_lanes(self) -> int:
        return max(LEAST_LANES, self.size.height // 2)

    @property
    def _margin(self) -> int:
        return margin_width(_paragraphs_in(self._text), numbered=self._is_numbered)

    @property
    def _starts_right(self) -> bool:
        return self._direction == "rtl"

    @property
    def _left(self) -> int:
        """The column where the rows of text begin."""
        return 0 if self._starts_right else self._margin

    def show_text(self, text: str, direction: Direction) -> None:
        """Show another text from now on, from its top, with nothing marked or selected."""
        self._text, self._direction = text, direction
        self._annotations, self._selection, self._current = (), None, None
        self._regions, self._noted, self._hints = (), frozenset(), {}
        self._page = None
        if self.is_painted:
            self.scroll_to(y=0, animate=False)
            self.refresh()

    def show_annotations(self, annotations: tuple[Drawn, ...]) -> None:
        """Draw these from now on."""
        if self._page is None:
            self._annotations = annotations
            self._measure()
        elif annotations != self._annotations:
            before, self._annotations = self.page.seen(self.scroll_offset.y, self.size.height), annotations
            self._page = self._made(self._page)
            self._settle()
            repaint_rows(self, rows_that_differ(before, self.page.seen(self.scroll_offset.y, self.size.height)))

    def show_regions(self, regions: tuple[Region, ...], *, numbered: bool) -> None:
        """Draw each line as what it is: the headline apart, boilerplate dimmed; paragraphs numbered, or not."""
        if (regions, numbered) != (self._regions, self._is_numbered):
            self._regions, self._is_numbered = regions, numbered
            if self._selection is None:  # a new text: it is measured once, with what is marked in it
                self._page = None
                return
            self._measure()
            self._keep_in_view()

    def show_noted(self, offsets: tuple[int, ...]) -> None:
        """Put a sign beside the rows of these offsets: somebody has said something about them."""
        if (noted := frozenset(offsets)) != self._noted:
            self._noted = noted
            self.refresh()

    def show_selection(self, selection: Selection, current: str | None) -> None:
        """Move the selection; only the lines it leaves and enters are painted."""
        before, was_current = self._selection, self._current
        self._selection, self._current = selection, current
        changed = list[int]()
        if self._text and before != selection:
            changed += self.page.lines_of_text(_changed(before, selection))
        if was_current != current:
            changed += self.page.lines_of_brackets({was_current, current})
        repaint_rows(self, (line - self.scroll_offset.y for line in changed))
        self._bring_into_view(selection)

    @property
    def shows_invisible(self) -> bool:
        """Whether joiners, direction marks and the like have a sign of their own."""
        return self._terminal.show_invisible

    def show_invisible(self, shown: bool) -> None:
        """Give the invisible a sign of its own, or no longer; the selection stays on its text, and in view."""
        self._terminal = replace(self._terminal, show_invisible=shown)
        self._measure()
        self._keep_in_view()

    def show_hints(self, hints: Mapping[str, str]) -> None:
        """Draw the keys that pick annotations; none ends it."""
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def on_resize(self) -> None:
        """Lay out anew at the new size; the text that stood at the top stays there, as far as the selection is seen."""
        if self._page and self._page.stays(self.layout_of_text, self._most_lanes):
            self._keep_in_view()
            return
        top = self._offset_at_top()
        self._measure()
        if self._text and self.size.height:
            self.scroll_to(y=self.page.lines_of(self.page.layout.row_of(top)).start, animate=False)
        self._keep_in_view()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.size.width
        line = self.page.line(y + self.scroll_offset.y) if self._selection else None
        if line is None or width <= SCROLLBAR + self._margin:
            return Strip.blank(width, self.ground)
        look = self._look
        shown = look.of(line), self.ground
        return self._kept.strip(line, shown, lambda: look.painted(line, width, self.ground))

    @property
    def _look(self) -> Look:
        """How the page is to be painted."""
        return Look(
            self.page,
            self._terminal,
            self._regions,
            self._noted,
            self._selection,
            self._current,
            self._hints,
            self._margin,
            is_numbered=self._is_numbered,
            starts_right=self._starts_right,
        )

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
        self._page = self._made(self._page)
        self._settle()
        if self.is_painted:
            self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other rows are in view."""
        super().watch_scroll_y(old_value, new_value)
        if self._page is not None:
            self._settle()

    def _settle(self) -> None:
        """Have the brackets of the rows in view in their places; below and above, their number is known well enough."""
        self.page.settle(self.scroll_offset.y, self.size.height)
        if (size := Size(self.size.width, self.page.height)) != self.virtual_size:
            self.virtual_size = size

    def _offset_at_top(self) -> int:
        """Where the first row of text in view starts, as it was laid out before."""
        if self._page is None:
            return 0
        layout = self._page.layout
        return layout.row(layout.nearest_row(self._page.row_at(self.scroll_offset.y))).start

    def _keep_in_view(self) -> None:
        if self._selection:
            self._bring_into_view(self._selection)

    def _bring_into_view(self, selection: Selection) -> None:
        """Bring the row of the moving edge into view, with its brackets, and a row around it."""
        if not self._text or not self.size.height:
            return
        row, height = self.page.layout.row_of(selection.head), self.size.height
        for _ in range(TRIES):
            lines, top = self.page.lines_of(row), self.scroll_offset.y
            if lines.start - 1 < top:
                self.scroll_to(y=max(0, lines.start - 1), animate=False)
            elif lines.stop + 1 > top + height:
                self.scroll_to(y=min(lines.start, lines.stop + 1 - height), animate=False)


@lru_cache(8)
def _paragraphs_in(text: str) -> int:
    """Asked for with every row that is painted."""
    return text.count("\n") + 1


def _changed(before: Selection | None, after: Selection) -> list[tuple[int, int]]:
    """Where the text is painted otherwise: what only one of them holds, and the caret's place in each."""
    if before is None:
        return [after.range]
    carets = [(one.head, one.head + 1) for one in (before, after) if one.end > one.start]
    if before.end <= after.start or after.end <= before.start:
        return [before.range, after.range, *carets]
    edges = [sorted((before.start, after.start)), sorted((before.end, after.end))]
    return [*((first, last) for first, last in edges if first < last), *carets]
