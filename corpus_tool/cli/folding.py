"""Long sentences on a terminal: broken between words at its width. A pipe or a file gets each as one line."""

import shutil
import sys
from collections.abc import Iterator

from corpus_tool.cli.console import say

LEAST = 20
"""Cells that a line has at least, however narrow the terminal."""


def say_folded(line: str, indent: str = "") -> None:
    """A sentence of data, to stdout; `indent` stands before every line but the first."""
    if not sys.stdout.isatty():
        say(line)
        return
    for part in folded(line, shutil.get_terminal_size().columns, indent):
        say(part)


def folded(line: str, width: int, indent: str = "") -> Iterator[str]:
    """The lines of at most `width` cells that a sentence breaks into, `indent` before all but the first."""
    from corpus_tool.text.inline import wrapped

    for number, (start, end) in enumerate(wrapped(line, max(LEAST, width - len(indent)))):
        yield f"{indent if number else ''}{line[start:end].rstrip()}"
