"""Every key and what it does, from the commands and the schema themselves."""

from corpus_tool.model.schemas import Schema
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.commands import GROUPS
from corpus_tool.tui.screens.page import Page
from corpus_tool.tui.widgets.lines import Piece

KEY_WIDTH = 26


class Help(Page):
    """Shown over the annotation screen."""

    def __init__(self, schema: Schema, terminal: Terminal = PLAIN) -> None:
        super().__init__(help_lines(schema), terminal)


def help_lines(schema: Schema) -> list[list[Piece]]:
    """The page: how to begin, the commands by group, the labels, the event types."""
    lines = [
        [Piece(" Go to a word, press a label's key: it is marked, and on disk. Arrows scroll; any other key closes.")],
        [Piece(" Letters work under Arabic and Hebrew keyboard layouts too, by their place on the keyboard.")],
        [Piece(" A number before a motion repeats it, where the schema has no label on that digit.")],
        [Piece(" The mouse selects and never marks: click or drag words, with ctrl letters; shift or alt extends;")],
        [Piece(" three clicks take the sentence, one on a bracket its mark.")],
    ]
    for group, commands in GROUPS.items():
        lines += [[], [Piece(f" {group}", palette.BOLD)]]
        lines += [_line("  ".join(command.keys), command.__doc__ or "") for command in commands]
    lines += [[], [Piece(" Labels", palette.BOLD)]]
    lines += [_line(label.key, f"{label.id}: {label.definition}") for label in schema.labels]
    lines += [[], [Piece(" Event types, after E", palette.BOLD)]]
    lines += [_line(type.key, f"{type.id}: {type.definition}") for type in schema.events]
    return lines


def _line(keys: str, what: str) -> list[Piece]:
    return [Piece(f"   {keys:{KEY_WIDTH}}", palette.BOLD), Piece(what)]
