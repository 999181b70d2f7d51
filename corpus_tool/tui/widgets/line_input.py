"""An input of one line for text of either direction: a title on the left, the line behind it.

Letters are taken as the keyboard sends them: what is typed here is text, not a command.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from corpus_tool.saying import side as interface_side
from corpus_tool.text import editing
from corpus_tool.text.editing import Edited, Side
from corpus_tool.text.inline import cells
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.mirroring import is_mirrored
from corpus_tool.tui.widgets.lines import Piece, line_strip

EDITS: dict[str, Callable[[Edited], Edited]] = {
    "backspace": editing.backspace,
    "delete": editing.delete,
    "home": editing.home,
    "end": editing.end,
    "ctrl+a": editing.home,
    "ctrl+e": editing.end,
    "ctrl+u": editing.delete_before,
    "ctrl+w": editing.delete_word,
    "alt+backspace": editing.delete_word,
    "ctrl+backspace": editing.delete_word,
}
"""Key to what it does, wherever the text runs."""

MOTIONS: dict[str, Callable[[Edited, Side], Edited]] = {"left": editing.left, "right": editing.right}
"""Key to a motion on the screen."""


class LineInput(Widget, can_focus=True):
    """A line to type in. Every key that it does not know goes on to the screen: escape, tab, up and down."""

    DEFAULT_CSS = "LineInput { height: 1; }"

    @dataclass
    class Changed(Message):
        """The line was edited."""

        value: str

    @dataclass
    class Submitted(Message):
        """Enter was pressed."""

        value: str

    def __init__(self, *, id: str | None = None, terminal: Terminal = PLAIN) -> None:
        super().__init__(id=id)
        self._terminal = terminal
        self._title = ""
        self._otherwise: Side = "ltr"
        self._edited = Edited()
        self._first_column = 0
        self._once = False
        self.is_over = False
        """Whether a line to be typed once was ended by enter."""

    @property
    def value(self) -> str:
        """What is in the line, in logical order."""
        return self._edited.text

    def begin(self, title: str, value: str = "", side: Side | None = None, *, once: bool = False) -> None:
        """Show a line with `value` in it and take the keys.

        `side` is where it starts as long as it has no letter; None: where the lines of the interface start.
        `once`: enter ends it, and what is pressed after is not for it.
        """
        self._once = once
        self._title = f" {title} "
        self._otherwise = side or interface_side()
        self._edited = Edited(value, len(value))
        self.is_over = False
        self._first_column = 0
        self.display = True
        self.screen.set_focus(self)  # at once: the next key may be here already
        self.refresh()

    def clear(self) -> None:
        """Take everything out, and tell nobody."""
        self._edited = Edited()

    def on_key(self, event: events.Key) -> None:
        """Edit, or submit."""
        if self.take(event):
            event.stop()
            event.prevent_default()

    def take(self, event: events.Key) -> bool:
        """Do what a key means here; False where it means nothing, and for every key behind the enter that submits.

        A screen calls it for keys that were on their way to another widget when the line was shown.
        """
        if self.is_over:
            return False
        if event.key == "enter":
            self.is_over = self._once
            self.post_message(self.Submitted(self.value))
        elif event.key in EDITS:
            self._become(EDITS[event.key](self._edited))
        elif event.key in MOTIONS:
            self._become(MOTIONS[event.key](self._edited, self._side))
        elif _is_typed(event):
            self._become(editing.insert(self._edited, event.character or ""))
        else:
            return False
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted, in one line."""
        event.stop()
        self._become(editing.insert(self._edited, event.text))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret where it is pressed."""
        clusters = editing.shown(self._edited, self._side)
        total = clusters[-1].column + clusters[-1].width
        title = min(cells(self._title), self.size.width // 2)
        width = self.size.width - title
        before = 0 if is_mirrored() else title
        blank = width - total if self._side == "rtl" and total <= width else 0
        self._become(editing.pointed(self._edited, self._side, event.x - before - blank + self._first_column))

    def render_line(self, y: int) -> Strip:
        """The title and as much of the line as fits, the caret in it."""
        width = self.size.width
        if y > 0:
            return Strip.blank(width, self.rich_style)
        title = line_strip([Piece(self._title, palette.DIM)], min(cells(self._title), width // 2), self._terminal)
        field = self._field(width - title.cell_length)
        both = [field, title] if is_mirrored() else [title, field]
        return Strip.join(both).apply_style(self.rich_style)

    @property
    def _side(self) -> Side:
        return editing.side_of(self.value, self._otherwise)

    def _become(self, edited: Edited) -> None:
        before, self._edited = self._edited, edited
        self.refresh()
        if edited.text != before.text:
            self.post_message(self.Changed(edited.text))

    def _field(self, width: int) -> Strip:
        clusters = editing.shown(self._edited, self._side, self._terminal)
        caret = editing.caret_in(self._edited, clusters)
        total = clusters[-1].column + clusters[-1].width
        strip = Strip(
            [Segment(one.glyph, palette.CARET if at == caret else palette.PLAIN) for at, one in enumerate(clusters)],
            total,
        )
        if total <= width:
            self._first_column = 0
            blank = Strip.blank(width - total)
            return Strip.join([blank, strip] if self._side == "rtl" else [strip, blank])
        self._first_column = editing.scrolled(self._first_column, width, total, clusters[caret])
        return strip.crop(self._first_column, self._first_column + width)


def _is_typed(event: events.Key) -> bool:
    """Whether a key stands for a character: not for a control, nor for a letter pressed together with alt."""
    return (
        event.character is not None
        and unicodedata.category(event.character[0]) != "Cc"
        and not event.key.startswith(("alt+", "ctrl+"))
    )
