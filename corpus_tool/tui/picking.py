"""One of many, found by typing part of its name in any spelling: ids of things, far mentions, labels.

What is typed narrows a list that stands above the line; up and down go through it, enter takes the row with the arrow.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus_tool.saying import tr
from corpus_tool.text.folding import folded_text
from corpus_tool.tui import palette
from corpus_tool.tui.mirroring import pointer
from corpus_tool.tui.prompts import LinePrompt
from corpus_tool.tui.widgets.lines import Piece

ROWS = 6
"""Rows shown at once."""

NONE = -1
"""The arrow is on no row, but on what was typed."""


@dataclass(frozen=True)
class Item:
    """One of the many."""

    pieces: tuple[Piece, ...]
    """How it is shown."""
    names: str
    """The words it is found by."""
    act: Callable[[], None]


class Picking:
    """The list, what was typed, and the row with the arrow. Makes the line prompt that drives it."""

    def __init__(self, items: Sequence[Item], new: Callable[[str], None] | None = None, *, first: bool = True) -> None:
        """`new` takes what was typed where no row is to be taken; `first`: the arrow starts on the first row."""
        self._items = [(item, folded_text(item.names)) for item in items]
        self._new = new
        self._typed = ""
        self._found = list(items)
        self._cursor = 0 if first and items else NONE

    def prompt(self, title: str, value: str = "") -> LinePrompt:
        """What the screen is to ask; `value` stands in the line to begin with."""
        self._typed = value
        return LinePrompt(title, self._submitted, value, changed=self._narrow, stepped=self._step, rows=self.rows)

    def rows(self) -> list[list[Piece]]:
        """The rows around the arrow, and how many there are beyond them."""
        top = max(0, min(self._cursor - ROWS // 2, len(self._found) - ROWS))
        shown = [
            [Piece(f" {pointer()} " if number == self._cursor else "   ", palette.BOLD), *item.pieces]
            for number, item in enumerate(self._found[top : top + ROWS], top)
        ]
        if beyond := len(self._found) - len(shown):
            shown.append([Piece("   " + tr("and {count} more: type a part of the name", count=beyond), palette.DIM)])
        if self._new and self._typed.strip():
            arrow = f" {pointer()} " if self._cursor == NONE else "   "
            shown.append([Piece(arrow, palette.BOLD), Piece(tr("new: "), palette.DIM), Piece(self._typed.strip())])
        elif not shown:
            shown.append([Piece("   " + tr("nothing of that name"), palette.DIM)])
        return shown

    def _narrow(self, typed: str) -> None:
        """Keep what has all the words typed; the arrow goes to the first, but stays off ids that are only similar."""
        self._typed = typed
        words = folded_text(typed).split()
        self._found = [item for item, names in self._items if all(word in names for word in words)]
        is_id = self._new is not None and typed.isascii()  # or nothing: enter then takes the link away
        self._cursor = 0 if self._found and not is_id else NONE

    def _step(self, step: int) -> None:
        least = NONE if self._new else 0
        self._cursor = max(least, min(self._cursor + step, len(self._found) - 1))

    def _submitted(self, typed: str) -> None:
        if 0 <= self._cursor < len(self._found):
            self._found[self._cursor].act()
        elif self._new is not None:
            self._new(typed.strip())
