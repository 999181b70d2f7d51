"""An annotator that runs without a terminal, and one way to say that it has settled."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest
from corpus_tool_testing.builders import ARABIC, add_document, document, new_store
from corpus_tool_testing.settling import settled
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from corpus_tool.model.annotations import Annotation
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.text.terminal import Mode, Terminal
from corpus_tool.tui.app import CorpusTool
from corpus_tool.tui.bindings import NO_WISHES, Wishes, keymap
from corpus_tool.tui.keymap import usual_keyboard
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.tui.seat import Keys, Seat, usual_keys
from corpus_tool.tui.terminal.detection import UNASKED
from corpus_tool.tui.widgets.line_input import LineInput
from corpus_tool.tui.widgets.lines import Lines
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.surroundings import Surroundings
from corpus_tool.workbench.whereabouts import Whereabouts

RINA = LayerName("rina", LayerKind.ANNOTATOR)


@dataclass
class Session:
    """An app under test with a document open: keys in; screen, desk and database out."""

    app: CorpusTool
    pilot: Pilot
    store: Store

    @property
    def screen(self) -> Annotate:
        assert isinstance(self.app.screen, Annotate)
        return self.app.screen

    @property
    def work(self) -> Annotating:
        return self.screen.work

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until everything they set off is done."""
        for key in keys:
            await self.pilot.press(key)
        await self._settle()

    async def _settle(self) -> None:
        """Wait until all is done, also for the letter that is held back to see whether another belongs to it."""
        await self.pilot.pause()
        while isinstance(self.app.screen, Annotate) and self.app.screen.joining.holds:
            await asyncio.sleep(0)
        await self.pilot.pause()

    async def type(self, *strokes: str) -> None:
        """Press keys that send these characters, as a terminal under another keyboard layout does; or named keys."""
        for stroke in strokes:
            if len(stroke) == 1 and not stroke.isascii():
                self.app.post_message(events.Key(stroke, stroke))
            else:
                await self.pilot.press(stroke)
            await self._settle()

    def use_keymap(self, name: str, wishes: Wishes = NO_WISHES) -> None:
        """Choose a keymap."""
        self.screen.hands.use(Keys(keymap(name, wishes), usual_keyboard(), wishes))

    def select(self, surface: str) -> None:
        """Put the selection on the first occurrence of a text, as if one had moved there."""
        start = self.work.desk.document.text.index(surface)
        self.work.spot.selection = type(self.work.spot.selection)(start, start + len(surface))
        self.screen.moved()

    @property
    def selected(self) -> str:
        return self.work.desk.document.text[slice(*self.work.spot.selection.range)]

    def stored(self) -> list[Annotation]:
        """What the database holds now, read over a connection of its own."""
        with Store.open(self.store.path) as other:
            layer = other.layers.load(self.work.desk.document.id, RINA)
        return list(layer.ordered) if layer else []

    def line(self, id: str, screen: Screen | None = None) -> str:
        """The text of one of the lines around the article or the list, as sent to the terminal."""
        widget = (screen or self.screen).query_one(f"#{id}", Lines)
        return "\n".join(widget.render_line(y).text.rstrip() for y in range(widget.size.height))

    async def paste(self, text: str) -> None:
        """Paste, as a terminal does in one piece."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    @property
    def field(self) -> str:
        """The line that is typed in, as sent to the terminal; nothing where none is."""
        line = self.app.screen.query_one(LineInput)
        return line.render_line(0).text.rstrip() if line.display else ""

    def rows(self) -> list[str]:
        """The rows of the text pane, as sent to the terminal."""
        pane = self.screen.pane
        return [pane.render_line(y).text.rstrip() for y in range(pane.size.height)]

    def seen(self) -> list[str]:
        """The rows of the text pane without the column that the scroll bar covers."""
        pane = self.screen.pane
        return [pane.render_line(y).text[:-1] for y in range(pane.size.height)]


@pytest.fixture(autouse=True)
def _settle_by_looking(monkeypatch):
    for module in ("textual.pilot", "textual.app"):
        monkeypatch.setattr(f"{module}.wait_for_idle", settled)


@pytest.fixture
def open_session(tmp_path):
    """Open documents of these texts, the first one in the annotator, with a clock and dice of the test's own."""

    @asynccontextmanager
    async def opened(
        *texts: str,
        size: tuple[int, int] = (80, 24),
        no_document: bool = False,
        mode: Mode = "visual",
        surroundings: Surroundings | None = None,
    ):
        with new_store(tmp_path) as store:
            for number, text in enumerate(texts or (ARABIC,), 1):
                add_document(store, document(text, f"doc-{number}"))
            first = None if no_document or surroundings else 1
            app = CorpusTool(store, "rina", first, replace(UNASKED, terminal=Terminal(mode=mode)))
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                if surroundings:
                    work = Annotating(Desk(store, 1, RINA, surroundings))
                    seat = Seat(Whereabouts(store, RINA.annotator), usual_keys())
                    await app.push_screen(Annotate(work, Terminal(mode=mode), seat))
                    await pilot.pause()
                yield Session(app, pilot, store)

    return opened
