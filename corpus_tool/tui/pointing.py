"""From cells to what stands there: where the mouse is, in a text that may run both ways."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.lanes import Bracket


class Drag(NamedTuple):
    """A mouse that is held down."""

    anchor: int
    """The character from which it selects."""
    by_letter: bool
    x: int
    """Cells from the left edge of the pane, as of its last move."""
    y: int


def as_seen(terminal: Terminal) -> Terminal:
    """The terminal in whose layout each letter has the cell where it is seen, though it may be sent elsewhere.

    A terminal that orders words or rows by itself shows each letter where the visual mode would have sent it.
    """
    return terminal if terminal.is_visual else replace(terminal, mode="visual", lam_alef="two")


def bracket_at(lanes: Sequence[Sequence[Bracket]], lane: int, column: int) -> str | None:
    """The id of the annotation whose bracket has a cell; None where there is none."""
    row = lanes[lane] if lane < len(lanes) else ()
    return next((one.drawn.id for one in row if one.first <= column < one.last), None)
