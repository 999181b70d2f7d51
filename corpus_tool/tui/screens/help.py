"""Every key and what it does, from the commands, the schema and what is asked at the moment."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from inspect import cleandoc
from textwrap import wrap
from typing import NamedTuple

from corpus_tool.model.schemas import Schema
from corpus_tool.saying import side, tr
from corpus_tool.text.bidi import Direction
from corpus_tool.text.inline import cells
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.commands import GROUPS
from corpus_tool.tui.commands.base import Command
from corpus_tool.tui.keymap import Keyboard
from corpus_tool.tui.place import Panel
from corpus_tool.tui.prompts import Prompt
from corpus_tool.tui.screens.picker import Picker
from corpus_tool.tui.seat import Keys
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row

WIDEST_KEYS = 26
KEPT = 512
"""Entries that are kept once they were wrapped: more than there are."""


class Entry(NamedTuple):
    """What a key does."""

    keys: tuple[str, ...]
    """In pieces, none of which mixes directions."""
    what: str


class Section(NamedTuple):
    """Entries under a heading."""

    heading: str
    entries: Sequence[Entry]


class Help(Picker[None]):
    """Shown over the annotation screen; typing narrows it, the arrows scroll, enter and escape close it."""

    title_of_line = "Find in the help:"

    def __init__(self, sections: Sequence[Section], terminal: Terminal = PLAIN) -> None:
        super().__init__(terminal)
        self._sections = sections

    def heading(self) -> str:
        """How to begin."""
        return tr("Go to a word, press a label's key: it is marked, and on disk.   escape closes")

    def rows(self, width: int) -> Sequence[Row]:
        """Sections with what holds the words typed."""
        sought = self.typed.casefold().split()
        found: list[Row] = []
        for section in self._sections:
            fitting = [one for one in section.entries if _holds(section, one, sought)]
            if fitting:
                found += [Row(()), Row((Piece(f" {section.heading}", palette.BOLD),))]
                found += [row for one in fitting for row in _rows(one, width)]
        return found[1:]

    def clicked(self, _number: int) -> None:
        """A row is only read."""

    def pick(self, _number: int) -> None:
        """Nothing is picked here."""
        self.dismiss(None)


def sections(schema: Schema, keys: Keys, prompt: Prompt | None, panel: Panel | None) -> list[Section]:
    """What is asked or has the keys now, then every command by group, the labels, the event types."""
    commands = [Section(tr(group), _entries(keys, commands)) for group, commands in GROUPS.items()]
    labels = [Entry(_keys(keys, (one.key,)), f"{one.id}: {one.definition}") for one in schema.labels]
    types = [Entry(_keys(keys, (one.key,)), f"{one.id}: {one.definition}") for one in schema.events]
    return [*_now(prompt, panel), *commands, Section(tr("Labels"), labels), Section(tr("Event types"), types)]


def _entries(keys: Keys, commands: Sequence[type[Command]]) -> list[Entry]:
    """The commands that have a key."""
    with_keys = ((one, strokes) for one in commands if (strokes := keys.keymap.keys_of(one)))
    return [
        Entry(_keys(keys, strokes), f"{tr(one.title)}: {tr(cleandoc(one.__doc__ or ''))}") for one, strokes in with_keys
    ]


def _now(prompt: Prompt | None, panel: Panel | None) -> Iterable[Section]:
    if prompt is not None:
        choices = [Entry((choice.key,), choice.title) for choice in prompt.choices]
        back = Entry(("backspace",), tr("Take back the last key.")), Entry(("escape",), tr("Drop the question."))
        yield Section(tr("Now: {prompt}", prompt=prompt.title), [*choices, *back])
    elif panel is not None:
        strokes = "  ".join(panel.actions())
        if told := panel.told_keys():
            yield Section(tr(panel.title), [Entry((key,), tr(what)) for key, what in told])
            return
        own = [Entry((strokes,), tr("Keys of this list, on the row of the arrow."))] if strokes else []
        yield Section(tr("Now: the list {panel}", panel=tr(panel.title)), [Entry((), f"{tr(panel.hint)}."), *own])


def _keys(keys: Keys, strokes: Iterable[str]) -> tuple[str, ...]:
    """`E (⇧ث ⇧ק)  f9`, in pieces."""
    found = [piece for one in strokes if one for piece in (one, *_caps(keys.keyboard, one), "  ")]
    return tuple(found[:-1])


def _caps(keyboard: Keyboard, stroke: str) -> tuple[str, ...]:
    caps = [piece for cap in keyboard.caps(stroke) for piece in (" ", f"\u200e{cap}")]  # shift stands left of its key
    return (" (", *caps[1:], ")") if caps else ()


def _side_of(piece: str) -> Direction:
    """The brackets around caps turn with the line; a key that is a bracket does not."""
    return side() if piece in {" (", ")"} else "auto"


def _holds(section: Section, entry: Entry, sought: Sequence[str]) -> bool:
    words = f"{section.heading} {''.join(entry.keys)} {entry.what}".casefold()
    return all(word in words for word in sought)


@lru_cache(KEPT)
def _wrapped(text: str, width: int) -> Sequence[str]:
    """Its lines; wrapping all of the help takes half as long as showing it."""
    return wrap(text, width) or [""]


def _rows(entry: Entry, width: int) -> list[Row]:
    """The keys, and behind them what they do, as many rows as that takes; long keys have a row of their own."""
    left = min(WIDEST_KEYS, width // 3)
    indent = Piece(" " * left)
    lines = _wrapped(entry.what, max(10, width - left - 1))
    keys = [Piece("  "), *(Piece(piece, palette.BOLD, _side_of(piece)) for piece in entry.keys)]
    used = sum(cells(piece.text) for piece in keys)
    if used + 1 > left:
        return [Row(tuple(keys)), *(Row((indent, Piece(line))) for line in lines)]
    keys.append(Piece(" " * (left - used)))
    return [Row((*keys, Piece(lines[0]))), *(Row((indent, Piece(line))) for line in lines[1:])]
