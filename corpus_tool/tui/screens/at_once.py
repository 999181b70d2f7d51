"""A screen that is seen when it is whole: laying it out takes several steps, of which only the last is painted."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Self, TypeVar

from textual.geometry import Region
from textual.widget import Widget

from corpus_tool.tui.in_turn import InTurn

Answer = TypeVar("Answer")


class AtOnce(InTurn[Answer]):
    """Sends the terminal nothing from when it is opened until it `appears`; each step would cost 15 ms and 17 KB.

    It fills its widgets when it hears of its size: they have theirs by then, and are painted right after that.
    """

    _held: ExitStack | None = None
    _is_new = False
    """Whether it was opened, and nobody has seen it yet."""

    def on_mount(self) -> None:
        """Hold back."""
        self._is_new = True
        self._held = ExitStack()
        self._held.enter_context(self.app.batch_update())

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Ask to be painted anew; what nobody has seen yet is painted whole in any case, and would be twice."""
        return super().refresh(*regions, repaint=repaint and not self._is_new, layout=layout, recompose=recompose)

    def on_screen_suspend(self) -> None:
        """Another screen came first: that one is to be seen."""
        self.appears()

    def on_unmount(self) -> None:
        """It was left before it was whole."""
        self.appears()

    def appears(self) -> bool:
        """Be painted from now on; whether it was held back until now."""
        held, self._held = self._held, None
        if held is not None:
            held.close()
            self.call_after_refresh(self._is_seen)
        return held is not None

    def fill(self, widget: Widget, draw: Callable[[], None]) -> None:
        """Draw what fills `widget`, the screen's largest: at once where it has its size, else when it will have it."""
        if widget.size and self.appears():
            draw()
        else:
            self.call_after_refresh(self._fill_late, draw)

    def _fill_late(self, draw: Callable[[], None]) -> None:
        draw()
        if self.appears():
            self._is_seen()
            self.refresh()

    def _is_seen(self) -> None:
        self._is_new = False
