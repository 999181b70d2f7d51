"""A concordance for the eye (aligned, in visual order) and for a pipe (tab-separated, as stored)."""

import shutil
import sys

from corpus_tool.cli import output
from corpus_tool.cli.console import say, say_json, talk
from corpus_tool.cli.sight import terminal_at_hand
from corpus_tool.text.inline import cells, visual_string
from corpus_tool.text.surroundings import flat, in_columns
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.workbench.concordance import Line

WIDEST_FIND = 30
"""Cells; a longer find is cut, so that the text around it has room."""

LEAST_CONTEXT = 10
"""Cells on each side, however narrow the terminal."""

GAP = "  "


def print_finds(lines: list[Line], *, has_more: bool, limit: int, json: bool) -> None:
    """Print what was found, as JSON or aligned; say where that is nothing, or not all."""
    if json:
        say_json(lines)
    elif lines:
        print_concordance(lines)
    if not lines:
        talk("Nothing found.")
    if has_more:
        talk(f"There is more; --limit says how many lines are shown ({limit}).")


def print_concordance(lines: list[Line]) -> None:
    """Print `lines` as stdout's reader wants them."""
    if sys.stdout.isatty():
        found = terminal_at_hand()
        rows = aligned(lines, shutil.get_terminal_size().columns, found.terminal)
        output.write_drawn(found.sequences.start + "\n".join(rows) + "\n" + found.sequences.exit)
    else:
        for line in lines:
            say("\t".join(" ".join(cell.split()) for cell in _cells(line)))


def aligned(lines: list[Line], width: int, terminal: Terminal = PLAIN) -> list[str]:
    """Rows of at most `width` cells: the document, then the find with its surroundings, its reading edge in one column.

    In a right-to-left text what is read first stands on the right of the find.
    """
    heads = _heads(lines, terminal)
    head_width = max((cells(head, terminal) for head in heads), default=0)
    find_width = min(WIDEST_FIND, max((cells(flat(line.text), terminal) for line in lines), default=0))
    side = max(LEAST_CONTEXT, (width - head_width - find_width - 3 * len(GAP)) // 2)
    return [
        GAP.join((_pad(head, head_width, terminal), *_columns(line, find_width, side, terminal))).rstrip()
        for head, line in zip(heads, lines, strict=True)
    ]


def _columns(line: Line, find_width: int, side: int, terminal: Terminal) -> tuple[str, str, str]:
    """Left, middle and right as seen."""
    left, text, right, direction = in_columns(line.before, line.text, line.after, find_width, side, terminal)
    show_left, show_text, show_right = (visual_string(part, terminal, direction) for part in (left, text, right))
    room = " " * (find_width - cells(text, terminal))
    middle = room + show_text if direction == "rtl" else show_text + room
    return " " * (side - cells(left, terminal)) + show_left, middle, show_right


def _heads(lines: list[Line], terminal: Terminal) -> list[str]:
    """What stands before each line, its parts below one another."""
    columns = list(zip(*map(_parts, lines), strict=True))
    widths = [max(cells(part, terminal) for part in column) for column in columns]
    return [
        GAP.join(part + " " * (width - cells(part, terminal)) for part, width in zip(row, widths, strict=True) if width)
        for row in zip(*columns, strict=True)
    ]


def _parts(line: Line) -> tuple[str, ...]:
    what = (line.annotator, line.label, line.role) if line.annotation else ("", "", "")
    return (line.document, *what)


def _pad(text: str, width: int, terminal: Terminal) -> str:
    return visual_string(text, terminal, "ltr") + " " * (width - cells(text, terminal))


def _cells(line: Line) -> list[str]:
    place = [line.document, str(line.start), str(line.end), line.before, line.text, line.after]
    return [*place, line.annotator, line.annotation, line.label, line.role] if line.annotation else place
