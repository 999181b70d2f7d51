"""The mouse in the text pane: what it presses, drags to and rests on. It selects nothing itself: the screen is told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from corpus_tool.text.layout import lay_out
from corpus_tool.text.selection import Selection, standing
from corpus_tool.tui.page import Page, Part
from corpus_tool.tui.pointing import Drag, as_seen, bracket_at

PULL_SECONDS = 0.05
"""Between two steps of scrolling while the mouse is held above or below the text: twenty rows a second."""

SENTENCE_CLICKS = 3


@dataclass
class Pointed(Message, namespace="text_pane"):
    """The mouse was pressed on a character, or dragged to one."""

    offset: int
    anchor: int | None
    """The character from which to select; None: only the one pointed at."""
    by_letter: bool
    """Whether single letters are meant, not words."""


@dataclass
class Tripled(Message, namespace="text_pane"):
    """A character was clicked three times."""

    offset: int


@dataclass
class Bracketed(Message, namespace="text_pane"):
    """The bracket of an annotation was pressed."""

    id: str


@dataclass
class Hovered(Message, namespace="text_pane"):
    """The mouse went to other annotations, or away from all; nothing is pressed."""

    ids: tuple[str, ...]
    """The innermost first."""


class Under(NamedTuple):
    """What the mouse moves over."""

    page: Page
    top: int
    """The first line in view."""
    left: int
    """The column where the rows of text begin."""
    selection: Selection | None


class PaneMouse:
    """What the mouse does in one pane."""

    def __init__(self, pane: Widget, under: Callable[[], Under]) -> None:
        """`under` is asked whenever it is pressed or goes on."""
        self._pane = pane
        self._under = under
        self._dragged: Drag | None = None
        self._pull: Timer | None = None
        self._hovered: tuple[str, ...] = ()

    def press(self, event: events.MouseDown) -> None:
        """Tell what was pressed: a bracket or a character; shift or alt select up to it, ctrl selects by letter."""
        under = self._under()
        row, lane = _row_and_lane(under, event.y)
        if lane is not None and (id := bracket_at(under.page.lanes(row), lane, event.x - under.left)):
            self._tell(Bracketed(id))
            return
        self._pane.capture_mouse()
        offset = _offset_at(under, row, event.x)
        anchor = standing(under.selection) if under.selection and (event.shift or event.meta) else None
        self._dragged = Drag(offset if anchor is None else anchor, event.ctrl, event.x, event.y)
        self._tell(Pointed(offset, anchor, event.ctrl))

    def move(self, event: events.MouseMove) -> None:
        """Tell where it is dragged to; above and below the pane, again and again as the text scrolls."""
        if self._dragged and event.button and self._pane.app.mouse_captured is self._pane:
            self._dragged = self._dragged._replace(x=event.x, y=event.y)
            self._drag()
            self._stop_pulling()
            if not 0 <= event.y < self._pane.size.height:
                self._pull = self._pane.set_interval(PULL_SECONDS, self._drag)
        elif not event.button:
            self._rest_on(_ids_at(self._under(), event.x, event.y))

    def release(self) -> None:
        """Let it go."""
        self._stop_pulling()
        self._dragged = None
        self._pane.release_mouse()

    def click(self, event: events.Click) -> None:
        """Tell that a character was clicked three times."""
        under = self._under()
        row, lane = _row_and_lane(under, event.y)
        if event.chain == SENTENCE_CLICKS and lane is None:
            self._tell(Tripled(_offset_at(under, row, event.x)))

    def leave(self) -> None:
        """It is elsewhere."""
        self._rest_on(())

    def _rest_on(self, ids: tuple[str, ...]) -> None:
        if ids != self._hovered:
            self._hovered = ids
            self._tell(Hovered(ids))

    def _drag(self) -> None:
        if self._dragged is not None:
            under = self._under()
            row, _ = _row_and_lane(under, max(-1, min(self._dragged.y, self._pane.size.height)))
            offset = _offset_at(under, row, self._dragged.x)
            self._tell(Pointed(offset, self._dragged.anchor, self._dragged.by_letter))

    def _tell(self, message: Message) -> None:
        """Send a message up. Not by way of the pane's own queue: a key that waits there is of a later moment."""
        above = self._pane.parent
        if above is not None:
            above.post_message(message)

    def _stop_pulling(self) -> None:
        if self._pull is not None:
            self._pull.stop()
            self._pull = None


def _ids_at(under: Under, x: int, y: int) -> tuple[str, ...]:
    """The annotations whose bracket has a cell, or whose text, the narrowest first."""
    page = under.page
    if page.line(y + under.top) is None:
        return ()
    row, lane = _row_and_lane(under, y)
    if lane is not None:
        id = bracket_at(page.lanes(row), lane, x - under.left)
        return (id,) if id else ()
    line = page.layout.row(row)
    marks = page.marks(row) if line.pad <= x - under.left < line.used else ()
    offset = _offset_at(under, row, x)
    return tuple(one.id for one in marks if any(start <= offset < end for start, end in one.fragments))


def _row_and_lane(under: Under, y: int) -> tuple[int, int | None]:
    """The row of text at a line of the screen, and the lane of brackets beneath it, if it is one."""
    number = max(0, y + under.top)
    line = under.page.line(number)
    return under.page.row_at(number), line.lane if line is not None and line.part is Part.LANE else None


def _offset_at(under: Under, row: int, x: int) -> int:
    layout = under.page.layout
    seen = lay_out(layout.text, layout.width, layout.direction, as_seen(layout.terminal))
    return seen.offset(row, x - under.left)
