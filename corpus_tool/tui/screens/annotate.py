"""The annotation screen: one document, one layer. It binds and listens; the work is `workbench/annotating.py`."""

from collections.abc import Callable
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.geometry import Size
from textual.screen import Screen

from corpus_tool.errors import CorpusToolError
from corpus_tool.model.annotations import Event
from corpus_tool.text.editing import Side
from corpus_tool.text.selection import Edge, Selection
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui import describing, palette, ties
from corpus_tool.tui.commands import BY_KEY, IN_THE_TEXT
from corpus_tool.tui.commands.labelling import press_label
from corpus_tool.tui.commands.pointing import point_at, select_mark, select_sentence
from corpus_tool.tui.counting import NO_COUNT, Count
from corpus_tool.tui.keymap import AMBIGUOUS, stroke
from corpus_tool.tui.lanes import Drawn
from corpus_tool.tui.looks import Looks
from corpus_tool.tui.panels.events import Events
from corpus_tool.tui.place import Mode, Panel
from corpus_tool.tui.prompts import LinePrompt, Prompt
from corpus_tool.tui.screens.help import Help
from corpus_tool.tui.widgets.line_input import LineInput
from corpus_tool.tui.widgets.lines import Lines, Piece
from corpus_tool.tui.widgets.panel_view import PanelView, Row
from corpus_tool.tui.widgets.text_pane import TextPane
from corpus_tool.workbench.annotating import Annotating

HINTS = "E event  A argument  = change  X remove  U undo  ? help"

SMALLEST = Size(60, 20)
SMALL = "Small window: 60x20 shows more"
"""Said in a window in which not everything has its place."""

NARROW = 60
"""Columns below which captions are letters where the user has not said what they are to be."""

PANEL_FROM = 110
"""Columns from which a panel stands beside the text all the time; below it, under the text while it has the keys."""


class Annotate(Screen[int]):
    """One document open for work. Answers, when left, how many documents on to go: 0 is back to the list."""

    CSS_PATH = "annotate.tcss"
    TITLE = "corpus-tool"

    def __init__(self, work: Annotating, terminal: Terminal = PLAIN, looks: Looks | None = None) -> None:
        super().__init__()
        self._terminal = terminal
        self.looks = looks or Looks()
        self.work = work
        self.extending = False
        self.shows_ties = False
        self._prompt: Prompt | None = None
        self._line: LinePrompt | None = None
        self._mode: Mode | None = None
        self._count: Count = NO_COUNT
        self._panel: Panel = Events()
        self._drawn: tuple[Drawn, ...] = ()
        self._rows_shown: list[Row] = []
        self._panel_row: int | None = None
        """The row under the panel's cursor, while the panel has the keys."""
        document = work.desk.document
        self.pane = TextPane(document.text, "rtl" if document.direction == "rtl" else "ltr", terminal)

    def compose(self) -> ComposeResult:
        """From top to bottom: heading, events and text, what is here, keys, what was done."""
        yield Lines(id="heading", limit=1, terminal=self._terminal)
        with Container():
            yield PanelView(id="panel", terminal=self._terminal)
            yield self.pane
        yield Lines(id="here", limit=2, terminal=self._terminal)
        yield Lines(id="bar", limit=100, terminal=self._terminal)
        yield LineInput(id="line", terminal=self._terminal)
        yield Lines(id="status", limit=1, terminal=self._terminal)

    def on_mount(self) -> None:
        """The text has the keys."""
        self.query_one(LineInput).display = False
        self.pane.focus()
        self.say("")

    def on_resize(self) -> None:
        """Lay everything out anew."""
        self._place_panel()
        self.say("")
        self.call_after_refresh(self.changed)

    def on_key(self, event: events.Key) -> None:
        """Every key of this screen comes here: to the prompt that stands, to a command, or to a label."""
        pressed = stroke(event.key, event.character)
        if pressed in {"ctrl+q", "ctrl+c"}:
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
            self._try(partial(self.press, pressed))

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
        if self._prompt is not None:
            self._press_in_prompt(self._prompt, pressed)
        elif self._mode is not None:
            self._mode.press(self, pressed)
        elif self._panel_row is not None:
            self._press_in_panel(self._panel_row, pressed)
        else:
            self._press_in_text(pressed)

    def _press_in_text(self, pressed: str) -> None:
        count, self._count = self._count, NO_COUNT
        if command := BY_KEY.get(pressed):
            for _ in range(count.times if command.repeats else 1):
                command.run(self)
        elif press_label(self, pressed):
            pass
        elif (further := count.after(pressed)) is not None:
            self._count = further
            self.say(f"{further.times} times ...")
        elif not press_label(self, AMBIGUOUS.get(pressed, "")):
            self.say(f"{pressed} does nothing here; ? shows every key.")

    def begin(self, mode: Mode) -> None:
        """Let a mode have the keys."""
        self._mode = mode
        self._show_bar()

    def end_mode(self) -> None:
        """Give the keys back to commands and labels."""
        self._mode = None
        self._show_bar()

    def _press_in_prompt(self, prompt: Prompt, pressed: str) -> None:
        if pressed == "escape":
            self.ask(None)
            self.changed()
            prompt.left()
        elif pressed == "backspace" and prompt.typed:
            self.ask(prompt.back())
        elif other := prompt.other(pressed):
            self.ask(None)
            other.act()
        elif prompt.moved and (motion := IN_THE_TEXT.get(pressed)):
            motion.run(self)
            prompt.moved()
        elif (further := prompt.after(pressed) or prompt.after(AMBIGUOUS.get(pressed, pressed))) is None:
            self.say(f"{pressed} is none of the keys shown; escape leaves.")
        elif picked := further.picked():
            self.ask(None)
            picked.act()
        else:
            self.ask(further)

    def open_panel(self, panel: Panel) -> None:
        """Show a panel and let it have the keys, its cursor on what belongs to the selection."""
        self._panel = panel
        self._panel_row = panel.row_here(self.work, self._panel_rows()) or 0
        self._place_panel()
        self.moved()
        self.say(panel.hint)

    def leave_panel(self) -> None:
        """Give the keys back to the text."""
        self._panel_row = None
        self._place_panel()
        self.moved()
        self.say("")

    def _press_in_panel(self, number: int, pressed: str) -> None:
        rows = self._panel_rows()
        page = max(1, self.query_one(PanelView).size.height - 2)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -len(rows), "end": len(rows)}
        row = rows[number] if number < len(rows) else None
        if pressed in steps:
            self._point(rows, number + steps[pressed])
        elif action := self._panel.actions().get(pressed):
            action(self, row)
        elif pressed in {"enter", "escape"}:
            self.leave_panel()
        elif command := BY_KEY.get(pressed):
            self.leave_panel()
            command.run(self)
        else:
            self.say(f"{pressed} does nothing in this list; {self._panel.hint}.")

    def _point(self, rows: list[Row], number: int) -> None:
        """Put the panel's cursor on a row, and the selection on what the row is about."""
        self._panel_row = max(0, min(number, len(rows) - 1))
        if rows and (place := rows[self._panel_row].place) is not None:
            self.work.selection = Selection(*place, Edge.NEITHER)
        self.moved()

    def _panel_rows(self) -> list[Row]:
        self._panel.width = max(0, self.query_one(PanelView).size.width - 2)
        return self._panel.rows(self.work)

    def _place_panel(self) -> None:
        """Beside the text where there is room; else beneath it while it has the keys."""
        is_wide = self.size.width >= PANEL_FROM
        self.set_class(not is_wide, "narrow")
        picks_in_text = self._prompt is not None and (bool(self._prompt.hints) or self._prompt.moved is not None)
        self.query_one(PanelView).display = is_wide or (self._panel_row is not None and not picks_in_text)

    def _show_panel(self) -> None:
        view = self.query_one(PanelView)
        if view.display:
            rows = self._panel_rows()
            if self._panel_row is not None:
                self._panel_row = max(0, min(self._panel_row, len(rows) - 1))
            self._rows_shown = rows
            current = self._panel.row_here(self.work, rows) if self._panel_row is None else self._panel_row
            view.show(self._panel.heading(self.work), rows, current, has_keys=self._panel_row is not None)

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
        is_small = self.size.width < SMALLEST.width or self.size.height < SMALLEST.height
        hints = SMALL if is_small else HINTS
        self.query_one("#status", Lines).show([describing.status(message, style, hints, self.size.width)])

    def changed(self) -> None:
        """Draw the layer anew."""
        desk = self.work.desk
        captions = self.looks.look.captions
        if captions == "auto":
            captions = "short" if self.size.width >= NARROW else "letter"
        self._drawn = describing.drawn_annotations(desk.layer, desk.schema, captions)
        if self.shows_ties:
            self._drawn = ties.with_all_ties(self._drawn, desk.layer)
        self._drawn += describing.drawn_pieces(self.work)
        self.pane.show_regions(desk.regions, numbered=self.looks.look.numbers)
        self.query_one("#heading", Lines).show([describing.heading(self.work, self.size.width)])
        self._show_bar()
        self.moved()

    def moved(self) -> None:
        """Draw the selection anew."""
        here = self.work.here()
        self._show_panel()
        self._show_parts()
        self.pane.show_selection(self.work.selection, here[0].id if here else None)
        self.query_one("#here", Lines).show(describing.here_lines(self.work, named=self.pane.shows_invisible))

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
        number = self._panel_row
        if number is None or number >= len(self._rows_shown):
            return None
        return self._panel.tied(self.work, self._rows_shown[number])

    def open_neighbour(self, step: int) -> None:
        """Open the next or previous document."""
        self.dismiss(step)

    def leave(self) -> None:
        """Go back to the list of documents."""
        self.dismiss(0)

    def show_help(self) -> None:
        """Show every key."""
        self.app.push_screen(Help(self.work.desk.schema, self._terminal))

    def on_text_pane_pointed(self, message: TextPane.Pointed) -> None:
        """Select the word or letter that is clicked, or all from there to the one dragged to."""
        self._let_mouse(partial(point_at, self, message.offset, message.anchor, by_letter=message.by_letter))

    def on_text_pane_tripled(self, message: TextPane.Tripled) -> None:
        """Select the sentence that is clicked."""
        self._let_mouse(partial(select_sentence, self, message.offset))

    def on_text_pane_bracketed(self, message: TextPane.Bracketed) -> None:
        """Select the annotation whose bracket is clicked."""
        self._let_mouse(partial(select_mark, self, message.id))

    def _let_mouse(self, select: Callable[[], None]) -> None:
        """Select, where nothing else has the keys; a prompt that goes on meanwhile is told, a line keeps the keys."""
        moved = self._prompt.moved if self._prompt else None
        if self._line is not None:
            self.set_focus(self.query_one(LineInput))
        elif self.work.desk.document.text and (self._prompt is None or moved) and self._mode is None:
            select()
            if moved:
                moved()

    def _show_bar(self) -> None:
        width = self.size.width
        height = self.size.height
        schema = self.work.desk.schema
        lines: list[list[Piece]]
        if self._line and (rows := self._line.rows()):
            lines = rows
        elif self._prompt:
            lines = describing.prompt_lines(self._prompt, width, max(3, height // 2))
        elif self._mode:
            lines = describing.mode_lines(self._mode.title, self._mode.keys, width)
        else:
            lines = describing.label_lines(schema, width, 2 if height < 30 else 3)
        self.query_one("#bar", Lines).show(lines)
