"""The shell of the annotator: the store, the first screen, and the terminal as we found it afterwards."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

from textual import events

# The parser that the driver reads keys with. Textual has no public door to it, and a second one would know fewer keys.
from textual._xterm_parser import XTermParser
from textual.geometry import Size

from corpus_tool.saying import tr
from corpus_tool.store.store import Store
from corpus_tool.tui import signals, tidying
from corpus_tool.tui.attending import ATTENDING, Attended
from corpus_tool.tui.dressing import Dressed
from corpus_tool.tui.hub_link import HubLink
from corpus_tool.tui.looks import Looks
from corpus_tool.tui.screens.hearing import HearsOfHub
from corpus_tool.tui.screens.library import Library
from corpus_tool.tui.terminal import sending
from corpus_tool.tui.terminal.detection import UNASKED, Detected

if TYPE_CHECKING:
    from corpus_tool.tui.seat import Keys
    from corpus_tool.workbench.adjudication.gold_desk import Task

HINT_SECONDS = 30
SIZE_SECONDS = 1.0
"""Between two looks at the size of the window."""
BEAT_SECONDS = 1.0
"""Between two looks at whether there is news from the hub: a question to a pipe."""


class CorpusTool(Dressed):
    """The annotator."""

    ENABLE_COMMAND_PALETTE: ClassVar[bool] = False
    TITLE = "corpus-tool"

    def __init__(
        self,
        store: Store,
        annotator: str,
        document_id: int | None = None,
        detected: Detected = UNASKED,
        hints: tuple[str, ...] = (),
        keys: "Keys | None" = None,
        looks: Looks | None = None,
        *,
        tour: bool = False,
        adjudicating: "Task | None" = None,
        hub: HubLink | None = None,
    ) -> None:
        super().__init__(looks or Looks(), few_numbers=detected.identity.takes_few_numbers)
        self._adjudicating = adjudicating
        self._first = document_id
        self._hub = hub
        self._detected = detected
        self._hints = hints
        self._tidying = tidying.Tidying()
        self._has_terminal = sending.is_there()  # in a browser there is none
        first = None if adjudicating else document_id
        self._library = Library(store, annotator, first, detected.terminal, keys, self.looks, tour=tour, hub=hub)

    def on_mount(self) -> None:
        """Show the documents. The order of letters was taken over from the terminal before, in `run`."""
        self.app_suspend_signal.subscribe(self, lambda _: self._send(self._detected.sequences.exit))
        self.app_resume_signal.subscribe(self, lambda _: self._resume())
        if not self.is_headless:
            self.call_after_refresh(self._tidying.begin)
            self.set_interval(tidying.BEAT_SECONDS, self._tidying.look)
        if self._has_terminal and not self.is_headless:  # in a browser, Textual hears them
            sequences = self._detected.sequences
            self.set_interval(SIZE_SECONDS, self._catch_up_with_size)
            signals.hear(
                lambda code: self.exit(return_code=code),
                lambda: self._send(sequences.exit),
                sequences.start,
                self._keep_time,
            )
        if self._hub is not None:
            self.set_interval(BEAT_SECONDS, partial(self._hear_of_hub, self._hub))
        self.push_screen(self._library)
        if self._adjudicating is not None:
            self.call_after_refresh(self._library.adjudicate, self._first, self._adjudicating)
        for hint in self._hints:
            self.notify(hint, title=tr("This terminal"), timeout=HINT_SECONDS, markup=False)
        self.call_after_refresh(self._take_keys_typed_before)

    def refresh(self, *, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Ask the screen to be painted anew: not for one that comes or goes, for which it is laid out anew as well."""
        return super().refresh(repaint=repaint and not layout, recompose=recompose)

    async def on_event(self, event: events.Event) -> None:
        """Whatever is pressed or pasted while a document is open counts as work on it, in which widget it may land."""
        if isinstance(event, ATTENDING):
            self._tidying.stirred()
            if self.screen_stack and isinstance(self.screen, Attended):
                self.screen.clock.attend()
        await super().on_event(event)

    def _hear_of_hub(self, hub: HubLink) -> None:
        news = hub.beat()
        if news is None:
            return
        for screen in self.screen_stack:
            if isinstance(screen, HearsOfHub):
                screen.hear_of_hub(news)
        if told := hub.to_tell(news):
            self.notify(told, title=tr("Hub"), severity="warning", timeout=HINT_SECONDS, markup=False)

    def _keep_time(self) -> None:
        """The window was closed: no screen is left in order any more."""
        for screen in self.screen_stack:
            if isinstance(screen, Attended):
                screen.clock.keep()

    def _catch_up_with_size(self) -> None:
        """Take over the size of the window where it changed twice so fast that Textual heard of one change only."""
        size = sending.size()
        if size is not None and Size(*size) != self.size:
            self.post_message(events.Resize(Size(*size), Size(*size)))

    def _resume(self) -> None:
        self._send(self._detected.sequences.start)
        self.refresh()

    def _send(self, sequence: str) -> None:
        if sequence and self._driver is not None and not self.is_headless:
            self._driver.write(sequence)

    def _take_keys_typed_before(self) -> None:
        """What was typed while the tool was starting counts as if it were typed now."""
        typed = self._detected.heard.typed.decode(errors="ignore").replace("\n", "\r")
        if typed and self._driver is not None:
            parser = XTermParser()
            for event in (*parser.feed(typed), *parser.feed("")):
                self._driver.process_message(event)


def run(
    path: Path,
    annotator: str,
    document_id: int | None,
    detected: Detected = UNASKED,
    hints: tuple[str, ...] = (),
    keys: "Keys | None" = None,
    looks: Looks | None = None,
    *,
    tour: bool = False,
    adjudicating: "Task | None" = None,
    sync_minutes: int = 0,
) -> int:
    """Open a corpus in the annotator; come back with an exit code when it is closed.

    `hints` are shown for a while; `keys` and `looks` are the usual ones where they are None; `tour`
    begins the tour, or takes it up; `adjudicating` opens the adjudicator's screen on that document, or on the queue;
    `sync_minutes` lie between two syncs with the hub, 0: only when she asks.

    Raises UsageError where one of `keys` is a label's in this corpus.
    """
    with Store.open(path) as store:
        if keys is not None:
            keys.refuse_label_conflicts(store.schemas.current())
        hub = HubLink.of(store, sync_minutes)
        app = CorpusTool(
            store, annotator, document_id, detected, hints, keys, looks, tour=tour, adjudicating=adjudicating, hub=hub
        )
        # Before the alternate screen is opened: a VTE terminal keeps the mode with each row, and makes the first then.
        sending.send(detected.sequences.start)
        try:
            app.run()
        finally:
            sending.send(detected.sequences.exit)
            if hub is not None:
                hub.close()
        return app.return_code or 0
