"""What a board over a corpus needs of whoever shows it: whose it is, and how to get from it into the text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from corpus_tool.model.layers import LayerName
from corpus_tool.store.store import Store
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.keymap import Keyboard
from corpus_tool.tui.widgets.lines import Piece

if TYPE_CHECKING:
    from corpus_tool.workbench.whereabouts import Stop

Visit: TypeAlias = "Callable[[Stop, Sequence[LayerName]], None]"
"""Opens an article over the board, with layers beside the annotator's own, and comes back to the board."""


@dataclass(frozen=True)
class Boarding:
    """What every board is given."""

    store: Store
    annotator: str
    terminal: Terminal
    keyboard: Keyboard
    read: Callable[[Sequence[Sequence[Piece]]], object]
    """Shows lines on a page over everything."""
    visit: "Visit | None" = None
    """None where the board stands over an article: it then answers the place, and the article's screen goes there."""
