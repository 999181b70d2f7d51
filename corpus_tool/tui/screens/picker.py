"""A list over the screen, narrowed by what is typed: the palette, the help, and places found in the corpus."""

from collections.abc import Sequence
from typing import Self, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Region
from textual.screen import ModalScreen

from corpus_tool.saying import tr
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui.screens.at_once import AtOnce
from corpus_tool.tui.widgets.line_input import LineInput
from corpus_tool.tui.widgets.panel_view import PanelView, Row

Answer = TypeVar("Answer")


class Picker(AtOnce[Answer | None], ModalScreen[Answer | None]):
    """A line to type in above rows; the arrows go through them, enter picks one, escape leaves with None."""

    CSS_PATH = "picker.tcss"
    title_of_line = "Find:"

    def __init__(self, terminal: Terminal = PLAIN) -> None:
        super().__init__()
        self.terminal = terminal
        self.cursor = 0
        self._line = LineInput(id="line", terminal=terminal)
        self._view = PanelView(id="rows", terminal=terminal)
        self._shown: Sequence[Row] = ()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Ask to be painted anew; a screen below asks for regions, and is covered: of that nothing would be seen."""
        asked = repaint and not regions
        return super().refresh(repaint=asked, layout=layout, recompose=recompose)

    def heading(self) -> str:
        """What stands above the rows."""
        raise NotImplementedError

    def rows(self, width: int) -> Sequence[Row]:
        """What there is to pick for what was `typed`, rows of `width` cells."""
        raise NotImplementedError

    def pick(self, number: int, /) -> None:
        """Answer with a row."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The line, and the rows below it."""
        with Vertical():
            yield self._line
            yield self._view

    def on_mount(self) -> None:
        """The line has the keys."""
        self._line.begin(tr(self.title_of_line))

    def on_resize(self) -> None:
        """Lay the rows out anew."""
        self.fill(self._view, self.renew)

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return self._line.value

    def renew(self) -> None:
        """Ask for the rows again."""
        self._shown = self.rows(max(1, self._view.size.width - 1))
        self._point(self.cursor)

    def on_line_input_changed(self) -> None:
        """Narrow the rows, the first of them current."""
        self.cursor = 0
        self.renew()

    def on_line_input_submitted(self) -> None:
        """Answer with the row under the cursor, where there is one."""
        if self._shown:
            self.pick(self.cursor)

    def on_key(self, event: events.Key) -> None:
        """What the line has no use for."""
        page = max(1, self._view.size.height - 2)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page}
        if event.key in steps:
            self._point(self.cursor + steps[event.key])
        elif event.key in {"escape", "f1", "f5"}:
            self.dismiss(None)
        else:
            return
        event.stop()

    def on_panel_view_pointed(self, message: PanelView.Pointed) -> None:
        """Go to the row that is clicked."""
        self._point(message.number)
        self.clicked(message.number)

    def clicked(self, number: int) -> None:
        """Answer with a row that is clicked."""
        self.pick(number)

    def on_panel_view_turned(self, message: PanelView.Turned) -> None:
        """Go some rows on."""
        self._point(self.cursor + message.rows)

    def _point(self, number: int) -> None:
        self.cursor = max(0, min(number, len(self._shown) - 1))
        self._view.show(self.heading(), self._shown, self.cursor, has_keys=True)
