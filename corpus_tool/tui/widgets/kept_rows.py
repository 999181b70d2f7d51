"""Rows as they were painted, for as long as they show the same. A screen full of them costs a tenth of painting it."""

from collections.abc import Callable, Hashable

from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widget import Widget

KEPT = 512
"""Rows: some screens full."""


class KeptRows:
    """Strips by what row they are of. The same object is given again, since Textual keeps its own work in it."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[object, Strip]] = {}

    def strip(self, row: Hashable, shown: object, paint: Callable[[], Strip]) -> Strip:
        """The strip of a row; painted only where what is to be `shown` differs from what was."""
        kept = self._kept.get(row)
        if kept is None or kept[0] != shown:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            kept = self._kept[row] = (shown, paint())
        return kept[1]


class Fixed(Widget):
    """A widget that does not scroll: Textual need not lay the screen out again whenever it has another size."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), repaint=False)


class OnGround(Widget):
    """A widget that asks once for all its rows, not for each, what they stand on: it takes as long as a row."""

    ground: Style = Style()
    """The colours of the widget itself."""
    is_painted = False
    """Whether it ever was: a widget that is new is painted whole without being asked to."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a part of it."""
        self.ground = self.rich_style
        self.is_painted = True
        return super().render_lines(crop)
