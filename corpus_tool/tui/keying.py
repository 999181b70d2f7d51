"""Reading strokes: keys of several strokes, labels that are asked for, and a capital for keyboards without one."""

from collections.abc import Callable, Mapping
from enum import Enum

from corpus_tool.tui.bindings import Key, Keymap
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.commands.keys import CapitalNext


class Reading(Enum):
    """What a stroke is where it runs no command."""

    LABEL = "label"
    UNFINISHED = "unfinished"
    """More has to follow."""
    DROPPED = "dropped"
    """It ended what was begun."""
    NOTHING = "nothing"


class Keying:
    """What has been typed of a key, and what the next stroke will be taken for."""

    def __init__(self, keymap: Keymap, otherwise: Mapping[str, str]) -> None:
        """`otherwise`: what a stroke that means nothing is read as."""
        self.keymap = keymap
        self._otherwise = otherwise
        self.typed: Key = ()
        self.stroke = ""
        """The last one, a capital where one was asked for."""
        self.labels_on = False
        """Letters mark until escape."""
        self.label_next = False
        """The next letter marks."""
        self.capital_next = False
        """The next letter is a capital."""

    def read(self, stroke: str, is_label: Callable[[str], bool]) -> type[Command] | Reading:
        """What a stroke means now; `is_label` tells whether it is the key of a label."""
        if stroke == "escape" and self._drop():
            return Reading.DROPPED
        stroke, asked = self._modified(stroke)
        self.stroke = stroke
        if asked and not self.typed and is_label(stroke):
            return Reading.LABEL
        before, self.typed = self.typed, ()
        for read_as in (stroke, self._otherwise.get(stroke, stroke)):
            typed = (*before, read_as)
            if command := self.keymap.commands.get(typed):
                return command
            if self.keymap.leads_on(typed):
                self.typed = typed
                return Reading.UNFINISHED
        return Reading.LABEL if self.keymap.labels_at_once and not before else Reading.NOTHING

    def beside_text(self, stroke: str) -> str | None:
        """A stroke for what is asked, or for a list: a capital where one was asked for; None where it asks for one."""
        if self.keymap.commands.get((stroke,)) is CapitalNext:
            self.capital_next = True
            return None
        is_capital, self.capital_next = self.capital_next, False
        return stroke.upper() if is_capital and len(stroke) == 1 else stroke

    def _modified(self, stroke: str) -> tuple[str, bool]:
        """The stroke, a capital where one was asked for; and whether labels come before commands."""
        if self.capital_next and len(stroke) == 1:
            stroke = stroke.upper()
        asked = self.labels_on or self.label_next
        self.capital_next = self.label_next = False
        return stroke, asked

    def _drop(self) -> bool:
        """Forget what was begun; False where nothing was."""
        begun = bool(self.typed) or self.labels_on or self.label_next or self.capital_next
        self.typed = ()
        self.labels_on = self.label_next = self.capital_next = False
        return begun
