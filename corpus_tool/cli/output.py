"""Stdout and stderr: no control reaches a terminal.

The reader of stdout may have gone (`| head`): that is no error, and the rest is said to nobody.
"""

import os
import sys

from corpus_tool.cli.sight import drawn, has_right_to_left
from corpus_tool.cli.visible import for_reader_of


def write(text: str) -> None:
    """Write to stdout."""
    try:
        sys.stdout.write(for_reader_of(sys.stdout, text))
    except BrokenPipeError:
        _say_the_rest_to_nobody()


def write_line(line: str) -> None:
    """Write a line to stdout; to a terminal, right-to-left text in the order it is seen in."""
    if sys.stdout.isatty() and has_right_to_left(line):
        write_drawn(drawn(line) + "\n")
    else:
        write(line + "\n")


def write_drawn(rows: str) -> None:
    """Write what was laid out for this very terminal to stdout: its glyphs hold no control of the text."""
    sys.stdout.write(rows)


def write_error(text: str) -> None:
    """Write to stderr."""
    sys.stderr.write(for_reader_of(sys.stderr, text))


def flush() -> None:
    """Bring out what is still buffered; left to the interpreter's end, a reader that has gone is complained about."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _say_the_rest_to_nobody()


def _say_the_rest_to_nobody() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
