"""The annotation screen: one document, one layer. It binds and listens; the work is `workbench/annotating.py`."""

from collections.abc import Callable
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Size

from corpus_tool.errors import CorpusToolError, StoreError
from corpus_tool.model.annotations import Event
from corpus_tool.saying import tr, tr_later
from corpus_tool.text.editing import Side
from corpus_tool.text.inline import cells
from corpus_tool.text.selection import Selection
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui import describing, heading_notes, palette, suggestions, ties
from corpus_tool.tui.attending import Attended
from corpus_tool.tui.commands import IN_THE_TEXT
from corpus_tool.tui.commands.documents import Help as ShowHelp
from corpus_tool.tui.commands.keys import CAPITAL_NEXT
from corpus_tool.tui.commands.labelling import label_stroke, press_label
from corpus_tool.tui.counting import NO_COUNT, Count
from corpus_tool.tui.joining import TOGETHER, Joining
from corpus_tool.tui.keying import Keying, Reading
from corpus_tool.tui.lanes import Drawn
from corpus_tool.tui.offers import offers
from corpus_tool.tui.place import Mode, Panel
from corpus_tool.tui.prompts import LinePrompt, Prompt
from corpus_tool.tui.screens.at_once import AtOnce
from corpus_tool.tui.screens.clicking import Clicking
from corpus_tool.tui.screens.hearing import HearsOfHub
from corpus_tool.tui.screens.help import Help, sections
from corpus_tool.tui.screens.hovering import Hovering
from corpus_tool.tui.screens.palette import Palette
from corpus_tool.tui.screens.panel_side import PanelSide
from corpus_tool.tui.screens.tour_lines import TourLines
from corpus_tool.tui.screens.travelling import Travelling
from corpus_tool.tui.seat import Keys, Seat
from corpus_tool.tui.widgets.kept_rows import Fixed
from corpus_tool.tui.widgets.line_input import LineInput
from corpus_tool.tui.widgets.lines import Lines
from corpus_tool.tui.widgets.panel_view import PanelView
from corpus_tool.tui.widgets.text_pane import TextPane
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.commenting import said_here
from corpus_tool.workbench.hub_errands import News
from corpus_tool.workbench.timing import KEEP_EVERY_SECONDS, Timing
from corpus_tool.workbench.whereabouts import Stop

HINTS = tr_later("E event  A argument  = change  X remove  U undo  ? help")

SMALLEST = Size(60, 20)
LOW = 10
"""Rows from which two are kept for what is marked here."""
SMALL = tr_later("Small window: 60x20 shows more")
"""Said in a window in which not everything has its place."""


class Beside(Fixed, Container):
    """The text, and a panel beside or beneath it."""


class Annotate(Hovering, Clicking, Travelling, AtOnce[int | Stop], Attended, HearsOfHub):
    """One document open for work. Answers, when left, how many documents on to go (0: back to the list), or where."""

    CSS_PATH = "annotate.tcss"
    TITLE = "corpus-tool"

    def __init__(self, work: Annotating, terminal: Terminal, seat: Seat, at: tuple[int, int] | None = None) -> None:
        """`at`: what is selected first, in code points; else what was selected when the document was left."""
        super().__init__(work, terminal, seat)
        self.keying = Keying(self.seat.keys.keymap, self.seat.keys.keyboard.otherwise)
        self.joining = Joining(self.seat.keys.keyboard.joined)
        self.extending = False
        self.shows_ties = False
        self._prompt: Prompt | None = None
        self._line: LinePrompt | None = None
        self._mode: Mode | None = None
        self._count: Count = NO_COUNT
        self._side = PanelSide(self, PanelView(id="panel", terminal=terminal))
        self._drawn: tuple[Drawn, ...] = ()
        self.timing = Timing(work.desk)
        document = work.desk.document
        self.pane = TextPane(document.text, "rtl" if document.direction == "rtl" else "ltr", terminal)
        if (place := at or self.where.last_place(self.here.document_id)) and place[1] <= len(document.text):
            work.selection = Selection(*place)

    def compose(self) -> ComposeResult:
        """From top to bottom: heading, events and text, what is here, keys, what was done."""
        yield Lines(id="heading", limit=1, terminal=self.terminal)
        yield TourLines(self.seat, self.terminal)
        with Beside():
            yield self._side.view
            yield self.pane
        yield Lines(id="here", limit=2, terminal=self.terminal)
        yield Lines(id="bar", limit=100, terminal=self.terminal)
        yield LineInput(id="line", terminal=self.terminal)
        yield Lines(id="status", limit=2, terminal=self.terminal)

    def on_mount(self) -> None:
        """The text has the keys."""
        self.query_one(LineInput).display = False
        self.pane.focus()
        self._place_panel()
        self._show_bar()
        self.say("")
        self.attend()
        self.set_interval(KEEP_EVERY_SECONDS, self._tick)

    def attend(self) -> None:
        """Count it as work."""
        self.timing.attend()

    def on_unmount(self) -> None:
        """Write down what working time is not on disk yet, and where she was."""
        self.keep_time()
        super().on_unmount()

    def keep_time(self) -> None:
        """Write it down; say where that fails. What cannot be written now is written the next time."""
        try:
            self.timing.keep()
        except StoreError as error:
            self.app.notify(str(error), title=tr("Working time is not kept"), severity="error", markup=False)

    def _tick(self) -> None:
        self.keep_time()
        if self.timing.is_shown:
            self._show_heading()

    def hear_of_hub(self, news: News) -> None:
        """Show her layer as it is now, unless she is in the middle of something: then her next act meets it."""
        self._show_heading()
        if news.came and self.is_active and not (self._prompt or self._line or self._mode):
            self._try(self._catch_up)

    def _catch_up(self) -> None:
        if self.work.desk.catch_up():
            self.changed()
            self.say(tr("It was changed from the hub and is shown anew."))

    def toggle_tour(self) -> None:
        """Begin the tour, take it up again, or leave it."""
        self.query_one(TourLines).toggle(self.work)

    def on_resize(self) -> None:
        """Lay everything out anew; in a window of a few rows, what is here gives way to the text."""
        self.query_one("#here").display = self.app.size.height >= LOW
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
        line = self.query_one(LineInput)
        if self._line is not None and line.is_over:  # its message is still on the way behind this key
            self._line.changed(line.value)
            self._submit(self._line, line.value)
        if self._line is not None:
            if not line.take(event):
                self._press_beside_line(self._line, event.key)
        else:
            self._press_all(self.joining.take(pressed, event.character, event.time))
            if self.joining.holds:
                self.set_timer(TOGETHER, lambda: self._press_all(self.joining.release()))

    def _press_all(self, strokes: list[str]) -> None:
        for stroke in strokes:
            self._try(partial(self.press, stroke))

    def use_keys(self, keys: Keys) -> None:
        """Read strokes with other keys from now on, in every document."""
        self.seat.keys = keys
        self.keying = Keying(keys.keymap, keys.keyboard.otherwise)

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
        """Do what a stroke means now."""
        if self._prompt is None and self._mode is None and not self._side.has_keys:
            self._press_in_text(pressed)
        elif (stroke := self.keying.beside_text(pressed)) is None:
            self.say(tr(CAPITAL_NEXT))
        else:
            self._press_beside_text(stroke)

    def _press_beside_text(self, pressed: str) -> None:
        if self._prompt is not None:
            self._press_in_prompt(self._prompt, pressed)
        elif self._mode is not None:
            self._mode.press(self, pressed)
        else:
            command = self.seat.keys.keymap.commands.get((pressed,))
            otherwise = self.seat.keys.keyboard.otherwise.get(pressed, pressed)
            self._side.press(pressed, otherwise, command, self.show_help if command is ShowHelp else None)

    def _press_in_text(self, pressed: str) -> None:
        count, self._count = self._count, NO_COUNT
        labels, otherwise = self.work.desk.schema.labels, self.seat.keys.keyboard.otherwise
        reading = self.keying.read(pressed, lambda stroke: label_stroke(labels, stroke, otherwise) is not None)
        if reading is Reading.UNFINISHED:
            self.say(f"{' '.join(self.keying.typed)} \u2026")
        elif reading is Reading.DROPPED:
            self.say("")
        elif not isinstance(reading, Reading):
            for _ in range(count.times if reading.repeats else 1):
                reading.run(self)
        elif reading is Reading.LABEL and (stroke := label_stroke(labels, self.keying.stroke, otherwise)):
            press_label(self, stroke)
        elif (further := count.after(pressed)) is not None:
            self._count = further
            self.say(tr("{count} times ...", count=further.times))
        else:
            self.say(tr("{pressed} does nothing here; ? shows every key.", pressed=pressed))

    def begin(self, mode: Mode) -> None:
        """Let a mode have the keys."""
        self._mode = mode
        self._show_bar()

    def end_mode(self) -> None:
        """Give the keys back to commands and labels."""
        self._mode = None
        self._show_bar()

    def _press_in_prompt(self, prompt: Prompt, pressed: str) -> None:
        otherwise = self.seat.keys.keyboard.otherwise.get(pressed, pressed)
        command = self.seat.keys.keymap.commands.get((pressed,))
        if pressed == "escape":
            self.ask(None)
            self.changed()
            prompt.left()
        elif pressed == "backspace" and prompt.typed:
            self.ask(prompt.back())
        elif other := prompt.other(pressed):
            self.ask(None)
            other.act()
        elif prompt.moved and command in IN_THE_TEXT:
            command.run(self)
            prompt.moved()
        elif command is ShowHelp and prompt.after(pressed) is None:
            self.show_help()
        elif (further := prompt.after(pressed) or prompt.after(otherwise)) is None:
            self.say(tr("{pressed} is none of the keys shown; escape leaves.", pressed=pressed))
        elif picked := further.picked():
            self.ask(None)
            picked.act()
        else:
            self.ask(further)

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
        picks_in_text = self._prompt is not None and (bool(self._prompt.hints) or self._prompt.moved is not None)
        self.set_class(not self._side.put(self.app.size.width, picks_in_text=picks_in_text), "narrow")

    def ask(self, prompt: Prompt | None) -> None:
        """Put a prompt to the user; None ends the one that stands."""
        self._prompt = prompt
        self._place_panel()
        if prompt is not None:  # what ends a prompt draws the layer anew
            self._show_parts()
        self.pane.show_hints(prompt.hints if prompt else {})
        self._show_bar()

    def ask_line(self, prompt: LinePrompt) -> None:
        """Let the user type a line: it has the keys until enter or escape."""
        self._line = prompt
        side: Side = "rtl" if self.work.desk.document.direction == "rtl" else "ltr"
        self.query_one(LineInput).begin(prompt.title, prompt.value, side, once=True)
        self._show_bar()

    def _end_line(self) -> None:
        self._line = None
        self.set_focus(self.pane)
        self.query_one(LineInput).display = False
        self._show_bar()

    def _press_beside_line(self, line: LinePrompt, key: str) -> None:
        """A key that the line being typed has no use for."""
        if key == "escape":
            self._end_line()
            line.left()
        elif key == "f1":
            self.show_help()
        elif key in {"up", "down"}:
            line.stepped(1 if key == "down" else -1)
            self._show_bar()

    def on_line_input_changed(self) -> None:
        """Tell whoever asked for the line what stands in it now; the message may be of a line before."""
        if self._line is not None:
            self._line.changed(self.query_one(LineInput).value)
            self._show_bar()

    def on_line_input_submitted(self, message: LineInput.Submitted) -> None:
        """Put the line away, and tell whoever asked for it."""
        if self._line is not None and self.query_one(LineInput).is_over:
            self._submit(self._line, message.value)

    def _submit(self, line: LinePrompt, value: str) -> None:
        self._end_line()
        self._try(partial(line.submitted, value))

    def say(self, message: str, *, error: bool = False) -> None:
        """Say what was done on the left of the last line; the keys most needed stand on the right."""
        style = palette.HINT if error else palette.BOLD
        is_small = self.app.size.width < SMALLEST.width or self.app.size.height < SMALLEST.height
        hints = self.hints()
        if is_small:
            hints = tr(SMALL) if cells(tr(SMALL)) < self.app.size.width else f"{SMALLEST.width}x{SMALLEST.height}"
        self.query_one("#status", Lines).show(describing.status(message, style, hints, self.app.size.width))

    def hints(self) -> str:
        """The keys most needed."""
        return tr(HINTS)

    def changed(self) -> None:
        """Draw the layer anew."""
        desk = self.work.desk
        captions = self.looks.captions(self.app.size.width)
        self._drawn = describing.drawn_annotations(desk.layer, desk.schema, captions)
        if self.shows_ties:
            self._drawn = ties.with_all_ties(self._drawn, desk.layer)
        self._drawn = self._side.panel.drawn(self._drawn + suggestions.drawn(self.work))
        self._drawn += describing.drawn_pieces(self.work)
        self.pane.show_regions(desk.regions, numbered=self.looks.look.numbers)
        self._show_heading()
        self._show_bar()
        self.moved()

    def _show_heading(self) -> None:
        talk = said_here(self.work.desk)
        self.pane.show_noted(tuple(one.start for one in talk if one.start is not None and one.is_open))
        flagged = self.where.is_flagged(self.here.document_id)
        hub = self.seat.hub.note() if self.seat.hub else ()
        notes = heading_notes.notes(self.work.desk, self.timing, talk, hub)
        line = describing.heading(self.work, self.app.size.width, notes, is_flagged=flagged)
        self.query_one("#heading", Lines).show([line])

    def moved(self) -> None:
        """Draw the selection anew."""
        here = self.work.here()
        self._side.show()
        self._show_parts()
        self.pane.show_selection(self.work.selection, here[0].id if here else None)
        self.query_one("#here", Lines).show(describing.here_lines(self.work, named=self.pane.shows_invisible))
        self.query_one(TourLines).look(self.work)

    def _show_parts(self) -> None:
        """Draw what is marked; the parts of the event that the panel is at stand out."""
        layer = self.work.desk.layer
        looked_at = self._event_looked_at()
        event = layer[looked_at] if looked_at is not None and looked_at in layer else None
        if isinstance(event, Event):
            number = ties.numbered(layer)[event.id]
            self.pane.show_annotations(ties.with_one_event(self._drawn, event, number))
        else:
            self.pane.show_annotations(self._drawn)

    def _event_looked_at(self) -> str | None:
        """The event that a prompt is about, or the row under the panel's cursor."""
        if self._prompt is not None and self._prompt.about is not None:
            return self._prompt.about
        return self._side.event_looked_at()

    def show_help(self) -> None:
        """Show every key, those that answer what is asked first."""
        panel = self._side.panel if self._side.has_keys else None
        self.app.push_screen(Help(sections(self.work.desk.schema, self.seat.keys, self._prompt, panel), self.terminal))

    def show_palette(self) -> None:
        """Let her find what to do by its name."""
        found = offers(self, self.seat.keys.keymap)
        self.app.push_screen(Palette(found, self.seat.keys.keyboard, self.terminal), self._picked_act)

    def _picked_act(self, act: Callable[[], None] | None) -> None:
        if act is not None:
            self._try(act)

    @property
    def decides(self) -> bool:
        """Whether the keys shown at the foot are those of a panel."""
        return False

    def keep_line(self) -> None:
        """Give the keys back to the line that is typed."""
        self.set_focus(self.query_one(LineInput))

    def use_keymap(self, name: str) -> None:
        """Read strokes with another keymap from now on."""
        self.use_keys(self.seat.keys.with_keymap(name))
        self.say(tr('Keymap {name}; keymap = "{name}" in the settings keeps it.', name=name))

    def _show_bar(self) -> None:
        asked = (self._line, self._prompt, self._mode)
        lines = describing.bar_lines(self.work.desk.schema, *asked, self.app.size.width, self.app.size.height)
        self.query_one("#bar", Lines).show(lines)
