"""The annotation screen: one document after the other, one layer. It binds and listens; the work is done elsewhere."""

from collections.abc import Callable
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from corpus_tool.errors import CorpusToolError, StoreError
from corpus_tool.saying import tr
from corpus_tool.text.selection import Selection
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.attending import Attended
from corpus_tool.tui.joining import Joining, Passing
from corpus_tool.tui.keying import Keying
from corpus_tool.tui.offers import offers
from corpus_tool.tui.place import Mode, Panel
from corpus_tool.tui.prompts import LinePrompt, Prompt
from corpus_tool.tui.screens.around_text import AroundText
from corpus_tool.tui.screens.asked_line import AskedLine
from corpus_tool.tui.screens.at_once import AtOnce
from corpus_tool.tui.screens.clicking import Clicking
from corpus_tool.tui.screens.hands import Hands
from corpus_tool.tui.screens.hearing import HearsOfHub
from corpus_tool.tui.screens.help import Help, sections
from corpus_tool.tui.screens.hovering import Hovering
from corpus_tool.tui.screens.palette import Palette
from corpus_tool.tui.screens.panel_side import PanelSide
from corpus_tool.tui.screens.tour_lines import TourLines
from corpus_tool.tui.screens.travelling import Onward, Opened, Travelling, to_the_list
from corpus_tool.tui.seat import Seat
from corpus_tool.tui.shown_layer import ShownLayer
from corpus_tool.tui.widgets.kept_rows import Fixed
from corpus_tool.tui.widgets.panel_view import PanelView
from corpus_tool.tui.widgets.text_pane import TextPane
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.hub_errands import News
from corpus_tool.workbench.timing import KEEP_EVERY_SECONDS, Timing
from corpus_tool.workbench.whereabouts import Stop


class Beside(Fixed, Container):
    """The text, and a panel beside or beneath it."""


class Annotate(Hovering, Clicking, Travelling, AtOnce[int | Stop], Attended, HearsOfHub):
    """One document open for work. Answers, when left, how many documents on to go (0: back to the list), or where."""

    CSS_PATH = "annotate.tcss"
    TITLE = "corpus-tool"

    def __init__(
        self,
        work: Annotating,
        terminal: Terminal,
        seat: Seat,
        at: tuple[int, int] | None = None,
        onward: Onward = to_the_list,
    ) -> None:
        """`at`: what is selected first, in code points; else what was selected when the document was left.

        `onward` opens what comes after a document that is left, so that this screen goes on with it.
        """
        super().__init__(work, terminal, seat, onward)
        self.joining = Joining(self.seat.keys.keyboard.joined)
        self._passing = Passing(self.joining, lambda one: self._try(partial(self.press, one)), self.set_timer)
        self._side = PanelSide(self, PanelView(id="panel", terminal=terminal))
        self._around = self._lines_around()
        self._tour = TourLines(self.seat, terminal)
        self._line = AskedLine(terminal, self._around.show_bar, lambda: self.set_focus(self.pane), self._try)
        self.pane = TextPane(terminal)
        self._begin_document(Opened(work, at))

    def _lines_around(self) -> AroundText:
        return AroundText(self, self.terminal)

    def _begin_document(self, opened: Opened) -> None:
        """Nothing is asked or begun in a document yet; the selection is where it was when it was left."""
        work, at = opened
        self.work = work
        self.timing = Timing(work.desk)
        self.hands = Hands(self, self.seat, self._side)
        self._layer = ShownLayer()
        self.extending = False
        self.shows_ties = False
        document = work.desk.document
        self.pane.show_text(document.text, "rtl" if document.direction == "rtl" else "ltr")
        if (place := at or self.where.last_place(self.here.document_id)) and place[1] <= len(document.text):
            work.selection = Selection(*place)

    def turn_to(self, opened: Opened) -> None:
        """Go on with another document: all that is on the screen stays, but for what it shows."""
        self.put_away()
        self._side.close()
        self._begin_document(opened)
        self.look_for_suggestions()
        self._tour.begin_anew()
        self.attend()
        self._place_panel()
        self.say("")
        self.changed()

    def compose(self) -> ComposeResult:
        """From top to bottom: heading, events and text, what is here, keys, what was done."""
        yield self._around.heading
        yield self._tour
        with Beside():
            yield self._side.view
            yield self.pane
        yield self._around.here
        yield self._around.bar
        yield self._line
        yield self._around.status

    def on_mount(self) -> None:
        """The text has the keys."""
        self.pane.focus()
        self._place_panel()
        self._around.show_bar()
        self.say("")
        self.attend()
        self.set_interval(KEEP_EVERY_SECONDS, self._tick)

    def attend(self) -> None:
        """Count it as work."""
        self.timing.attend()

    def on_unmount(self) -> None:
        """The last document is left."""
        self.put_away()

    def put_away(self) -> None:
        """Write down what working time is not on disk yet, and where she was."""
        self.keep_time()
        self.remember()

    def keep_time(self) -> None:
        """Write it down; say where that fails. What cannot be written now is written the next time."""
        try:
            self.timing.keep()
        except StoreError as error:
            self.app.notify(str(error), title=tr("Working time is not kept"), severity="error", markup=False)

    def _tick(self) -> None:
        self.keep_time()
        if self.timing.is_shown:
            self._around.show_heading()

    def hear_of_hub(self, news: News) -> None:
        """Show her layer as it is now, unless she is in the middle of something: then her next act meets it."""
        self._around.show_heading()
        if news.came and self.is_at_rest:
            self._try(self._catch_up)

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is asked or begun, and no other screen lies over this one."""
        return self.is_active and self._line.prompt is None and self.hands.are_free

    def _catch_up(self) -> None:
        if self.work.desk.catch_up():
            self.changed()
            self.say(tr("It was changed from the hub and is shown anew."))

    def toggle_tour(self) -> None:
        """Begin the tour, take it up again, or leave it."""
        self._tour.toggle(self.work)

    def on_resize(self) -> None:
        """Lay everything out anew; in a window of a few rows, what is here gives way to the text."""
        self._around.fit()
        self._place_panel()
        self.say("")
        self.fill(self.pane, self.changed)

    def on_key(self, event: events.Key) -> None:
        """Every key of this screen comes here: to the prompt that stands, to a command, or to a label."""
        pressed = self.seat.keys.keyboard.stroke(event.key, event.character)
        if pressed in {"ctrl+q", "ctrl+c"} or self.passes_on(event):
            return
        event.stop()
        event.prevent_default()
        if not self._line.press(event, self.show_help):
            self._passing.take(pressed, event.character, event.time)

    @property
    def keying(self) -> Keying:
        """What the next stroke will be taken for."""
        return self.hands.keying

    def _try(self, act: Callable[[], None]) -> None:
        """Do something, and say what is wrong where it is refused."""
        try:
            act()
        except CorpusToolError as error:
            self.ask(None)
            self.end_mode()
            self.changed()
            self.say(str(error), error=True)

    def press(self, pressed: str) -> None:
        """Do what a stroke means now; what was said before goes when a question comes or goes without a word."""
        asked, told = self.hands.prompt, self._around.times_said
        self.hands.press(pressed)
        if self.hands.prompt is not asked and self._around.times_said == told:
            self.say("")

    def begin(self, mode: Mode) -> None:
        """Let a mode have the keys."""
        self.hands.mode = mode
        self._around.show_bar()

    def end_mode(self) -> None:
        """Give the keys back to commands and labels."""
        self.hands.mode = None
        self._around.show_bar()

    def open_panel(self, panel: Panel) -> None:
        """Show a panel and let it have the keys, its cursor on what belongs to the selection."""
        self._side.open(panel)
        self._place_panel()
        self.changed()
        self.say(tr(panel.hint))

    def leave_panel(self) -> None:
        """Give the keys back to the text."""
        self._side.leave()
        self._place_panel()
        self.changed()
        self.say("")

    def _place_panel(self) -> None:
        has_room = self._side.put(self.app.size.width, picks_in_text=self.hands.pick_in_text)
        self.set_class(not has_room, "narrow")

    def ask(self, prompt: Prompt | None) -> None:
        """Put a prompt to the user; None ends the one that stands."""
        self.hands.prompt = prompt
        self._place_panel()
        if prompt is not None:  # what ends a prompt draws the layer anew
            self._show_parts()
        self.pane.show_hints(prompt.hints if prompt else {})
        self._around.show_bar()

    def ask_line(self, prompt: LinePrompt) -> None:
        """Let the user type a line: it has the keys until enter or escape."""
        self._line.ask(prompt, "rtl" if self.work.desk.document.direction == "rtl" else "ltr")

    def say(self, message: str, *, error: bool = False) -> None:
        """Say what was done on the left of the last line; the keys most needed stand on the right."""
        self._around.say(message, error=error)

    def changed(self) -> None:
        """Draw the layer anew."""
        captions = self.looks.captions(self.app.size.width)
        self._layer.renew(self.work, self._side.panel, captions, with_ties=self.shows_ties)
        self.pane.show_regions(self.work.desk.regions, numbered=self.looks.look.numbers)
        self._around.show_heading()
        self._around.show_bar()
        self.moved()

    def moved(self) -> None:
        """Draw the selection anew."""
        here = self.work.here()
        self._side.show()
        self._show_parts()
        self.pane.show_selection(self.work.selection, here[0].id if here else None)
        self._around.show_here()
        self._tour.look(self.work)

    def _show_parts(self) -> None:
        """Draw what is marked; the parts of the event that a prompt or the panel is about stand out."""
        about = self.hands.prompt.about if self.hands.prompt else None
        self.pane.show_annotations(
            self._layer.with_parts_of(about or self._side.event_looked_at(), self.work.desk.layer)
        )

    def show_help(self) -> None:
        """Show every key, those that answer what is asked first."""
        panel = self._side.panel if self._side.has_keys else None
        self.app.push_screen(
            Help(sections(self.work.desk.schema, self.seat.keys, self.hands.prompt, panel), self.terminal)
        )

    def show_palette(self) -> None:
        """Let her find what to do by its name."""
        found = offers(self, self.seat.keys.keymap)
        self.app.push_screen(
            Palette(found, self.seat.keys.keyboard, self.terminal), lambda act: None if act is None else self._try(act)
        )

    def keep_line(self) -> None:
        """Give the keys back to the line that is typed."""
        self.set_focus(self._line)

    def use_keymap(self, name: str) -> None:
        """Read strokes with another keymap from now on."""
        self.hands.use(self.seat.keys.with_keymap(name))
        self.say(tr('Keymap {name}; keymap = "{name}" in the settings keeps it.', name=name))
