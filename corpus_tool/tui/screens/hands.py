"""Who has the next stroke: a prompt, a mode, the panel, or the text with its commands and labels."""

from collections.abc import Callable

from corpus_tool.saying import tr, tr_many
from corpus_tool.tui.commands import IN_THE_TEXT
from corpus_tool.tui.commands.documents import Help as ShowHelp
from corpus_tool.tui.commands.labelling import label_stroke, press_label
from corpus_tool.tui.counting import NO_COUNT, Count
from corpus_tool.tui.keying import Keying, Reading
from corpus_tool.tui.keymap import CAPITAL_NEXT
from corpus_tool.tui.place import Mode, Place
from corpus_tool.tui.prompts import Prompt
from corpus_tool.tui.screens.panel_side import PanelSide
from corpus_tool.tui.seat import Keys, Seat


class Hands:
    """What is begun with keys in one document, and what a stroke means there."""

    def __init__(self, place: Place, seat: Seat, side: PanelSide, show_bar: Callable[[], None]) -> None:
        """`show_bar`: what the keys are for is to be drawn anew."""
        self._place = place
        self._seat = seat
        self._side = side
        self._show_bar = show_bar
        self.prompt: Prompt | None = None
        """The question that stands."""
        self.mode: Mode | None = None
        self._count: Count = NO_COUNT
        self.keying = Keying(seat.keys.keymap, seat.keys.keyboard.otherwise)

    def use(self, keys: Keys) -> None:
        """Read strokes with other keys from now on, in every document."""
        self._seat.keys = keys
        self.keying = Keying(keys.keymap, keys.keyboard.otherwise)

    def begin(self, mode: Mode) -> None:
        """Let a mode have the keys."""
        self.mode = mode
        self._show_bar()

    def end_mode(self) -> None:
        """Give the keys back to commands and labels."""
        self.mode = None
        self._show_bar()

    @property
    def are_free(self) -> bool:
        """Whether neither a question nor a mode has the keys."""
        return self.prompt is None and self.mode is None

    @property
    def pick_in_text(self) -> bool:
        """Whether what is asked is picked in the text, or needs it to be seen."""
        return self.prompt is not None and (bool(self.prompt.hints) or self.prompt.moved is not None)

    def press(self, pressed: str) -> None:
        """Do what a stroke means now."""
        if self.are_free and not self._side.has_keys:
            self._press_in_text(pressed)
        elif (stroke := self.keying.beside_text(pressed)) is None:
            self._place.say(tr(CAPITAL_NEXT))
        else:
            self._press_beside_text(stroke)

    def _press_beside_text(self, pressed: str) -> None:
        if self.prompt is not None:
            self._press_in_prompt(self.prompt, pressed)
        elif self.mode is not None:
            self.mode.press(self._place, pressed)
        else:
            command = self._seat.keys.keymap.commands.get((pressed,))
            otherwise = self._seat.keys.keyboard.otherwise.get(pressed, pressed)
            self._side.press(pressed, otherwise, command, self._place.guides.show_help if command is ShowHelp else None)

    def _press_in_text(self, pressed: str) -> None:
        count, self._count = self._count, NO_COUNT
        labels, otherwise = self._place.work.desk.schema.labels, self._seat.keys.keyboard.otherwise
        reading = self.keying.read(pressed, lambda stroke: label_stroke(labels, stroke, otherwise) is not None)
        if reading is Reading.UNFINISHED:
            self._place.say(f"{' '.join(self.keying.typed)} \u2026")
        elif reading is Reading.DROPPED:
            self._place.say("")
        elif not isinstance(reading, Reading):
            for _ in range(count.times if reading.repeats else 1):
                reading.run(self._place)
        elif reading is Reading.LABEL and (stroke := label_stroke(labels, self.keying.stroke, otherwise)):
            press_label(self._place, stroke, count.times)
        elif (further := count.after(pressed)) is not None:
            self._count = further
            self._place.say(tr_many("{count} time ...", "{count} times ...", further.times))
        else:
            self._place.say(tr("{pressed} does nothing here; ? shows every key.", pressed=pressed))

    def _press_in_prompt(self, prompt: Prompt, pressed: str) -> None:
        place = self._place
        otherwise = self._seat.keys.keyboard.otherwise.get(pressed, pressed)
        command = self._seat.keys.keymap.commands.get((pressed,))
        if pressed == "escape":
            place.ask(None)
            place.changed()
            prompt.left()
        elif pressed == "backspace" and prompt.typed:
            place.ask(prompt.back())
        elif other := prompt.other(pressed):
            place.ask(None)
            other.act()
        elif prompt.moved and command in IN_THE_TEXT and prompt.after(pressed) is None:
            command.run(place)
            prompt.moved()
        elif command is ShowHelp and prompt.after(pressed) is None:
            place.guides.show_help()
        elif (further := prompt.after(pressed) or prompt.after(otherwise)) is None:
            place.say(tr("{pressed} is none of the keys shown; escape leaves.", pressed=pressed))
        elif picked := further.picked():
            place.ask(None)
            picked.act()
        else:
            place.ask(further)
