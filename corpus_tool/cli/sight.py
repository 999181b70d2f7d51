"""Lines for somebody who looks: right-to-left text in the order and the letter forms that her terminal wants.

A pipe or a file gets every text as it is stored. The terminal is not asked anything here, as the annotator asks it:
what is typed meanwhile belongs to the shell. What was chosen in `corpus-tool doctor` counts.
"""

import os
import re
import shutil
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from corpus_tool.cli.terminals import recall
from corpus_tool.cli.visible import ESCAPES

if TYPE_CHECKING:
    from corpus_tool.tui.terminal.detection import Detected

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def has_right_to_left(text: str) -> bool:
    """Whether any letter of a text runs from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def drawn(text: str) -> str:
    """`text` as it goes to the terminal: lines laid out within its width, between the sequences it wants.

    No control of the text is in it: a layout sends none, and lines that need no layout have theirs written out.
    """
    found = terminal_at_hand()
    width = shutil.get_terminal_size().columns
    rows = "\n".join(row for line in text.split("\n") for row in _rows(line, width, found))
    return f"{found.sequences.start}{rows}{found.sequences.exit}"


def _rows(line: str, width: int, found: "Detected") -> Iterator[str]:
    """The rows of one line, from the left edge; a paragraph that runs leftwards stands at the right edge."""
    from corpus_tool.text.layout import Layout

    if not has_right_to_left(line):
        yield line.translate(ESCAPES)
        return
    # A table's columns stay where they are: what is right-to-left stands in the last, behind spaces.
    layout = Layout(line, width, "ltr" if line[:1].isascii() else "auto", found.terminal)
    for number in range(layout.height):
        row = layout.row(number)
        yield (" " * row.pad + "".join(cluster.glyph for cluster in row.clusters)).rstrip()


@cache
def terminal_at_hand() -> "Detected":
    """How to write for the terminal of this process, without asking it."""
    return recall(os.environ)
