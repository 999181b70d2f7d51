"""What a text pane shows, and where each of it stands at the pane's size. It draws and scrolls nothing."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from textual.geometry import Size

from corpus_tool.model.regions import Region
from corpus_tool.text.bidi import Direction
from corpus_tool.text.layout import Layout, lay_out
from corpus_tool.text.selection import Selection
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.lanes import Drawn
from corpus_tool.tui.margins import Regions, margin_width
from corpus_tool.tui.page import Page
from corpus_tool.tui.page_painting import Look

SCROLLBAR = 1
"""The last column, which the size of the pane counts in."""
LEAST_LANES = 4
"""Rows of brackets beneath a row of text that even a low window shows."""


class Sheet:
    """A text of one direction with everything that is on it, laid out when that is first asked for."""

    def __init__(self, terminal: Terminal, size: Callable[[], Size]) -> None:
        """`size`: of the pane, in cells, with its scrollbar."""
        self._size = size
        self.terminal = terminal
        """How text is written here."""
        self.regions: tuple[Region, ...] = ()
        self.is_numbered = False
        """Whether paragraphs are."""
        self.hold("", "ltr")

    def hold(self, text: str, direction: Direction) -> None:
        """Hold another text from now on, with nothing marked or selected."""
        self.text, self.direction = text, direction
        self.annotations: tuple[Drawn, ...] = ()
        self.selection: Selection | None = None
        self.current: str | None = None
        """The annotation that stands out."""
        self.regions = ()
        self.noted: frozenset[int] = frozenset()
        """Offsets that somebody has said something about."""
        self.hints: Mapping[str, str] = {}
        """The keys that pick annotations."""
        self._page: Page | None = None

    @property
    def layout(self) -> Layout:
        """The layout at today's width."""
        return self.layout_of(self.text, self.direction)

    def layout_of(self, text: str, direction: Direction) -> Layout:
        """The layout that a text would have here."""
        margin = margin_width(_paragraphs_in(text), numbered=self.is_numbered)
        return lay_out(text, max(1, self._size().width - SCROLLBAR - margin), direction, self.terminal)

    @property
    def page(self) -> Page:
        """Where everything stands, as it was found out last."""
        return self.measure() if self._page is None else self._page

    @property
    def is_measured(self) -> bool:
        """Whether it is known where everything stands."""
        return self._page is not None

    def measure(self) -> Page:
        """Find out anew where everything stands, as far as the earlier page does not tell."""
        layout, earlier = self.layout, self._page
        self._page = Page(
            layout,
            self.annotations,
            self._most_lanes,
            ruled=Regions(self.regions).headline_row(layout),
            as_list=self.terminal.mode == "logical",
            earlier=earlier if earlier and earlier.layout is layout else None,
        )
        return self._page

    def forget(self) -> None:
        """Let the next question find out where everything stands."""
        self._page = None

    @property
    def stays(self) -> bool:
        """Whether everything stands where it did, at today's size."""
        return self._page is not None and self._page.stays(self.layout, self._most_lanes)

    def offset_at(self, line: int) -> int:
        """Where the row of text at a line of the page starts, as it was laid out last."""
        if self._page is None:
            return 0
        layout = self._page.layout
        return layout.row(layout.nearest_row(self._page.row_at(line))).start

    @property
    def _most_lanes(self) -> int:
        return max(LEAST_LANES, self._size().height // 2)

    @property
    def margin(self) -> int:
        """Cells beside the text."""
        return margin_width(_paragraphs_in(self.text), numbered=self.is_numbered)

    @property
    def _starts_right(self) -> bool:
        return self.direction == "rtl"

    @property
    def left(self) -> int:
        """The column where the rows of text begin."""
        return 0 if self._starts_right else self.margin

    @property
    def look(self) -> Look:
        """How the page is to be painted."""
        return Look(
            self.page,
            self.terminal,
            self.regions,
            self.noted,
            self.selection,
            self.current,
            self.hints,
            self.margin,
            is_numbered=self.is_numbered,
            starts_right=self._starts_right,
        )


@lru_cache(8)
def _paragraphs_in(text: str) -> int:
    """Asked for with every row that is painted."""
    return text.count("\n") + 1
