"""How results are printed: data to stdout, talk to stderr, one sentence for an error."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import msgspec

from corpus_tool.cli import output
from corpus_tool.workbench.progress import Progress

PROGRESS_FROM = 20
"""A bar is worth drawing for at least so many steps."""


def say(line: str = "") -> None:
    """A line of data, to stdout."""
    output.write(line + "\n")


def talk(line: str) -> None:
    """A line of talk, to stderr."""
    output.write_error(line + "\n")


def say_json(value: object) -> None:
    """A value as JSON, to stdout; a path in it as its text."""
    plain = msgspec.to_builtins(value, str_keys=True, enc_hook=os.fspath)
    say(json.dumps(plain, ensure_ascii=False, indent=2))


def say_table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table with aligned columns, to stdout. What may be right-to-left stands in the last column, unpadded."""
    cells = [[str(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings) - 1)]
    for row, source in zip(cells, (headings, *rows), strict=True):
        padded = [
            cell.rjust(width) if isinstance(value, int) else cell.ljust(width)
            for cell, width, value in zip(row, widths, source, strict=False)
        ]
        say("  ".join([*padded, row[-1]]).rstrip())


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[Progress], None]]:
    """A function that draws progress on stderr: rate and time left, where somebody is looking."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _progress: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, visible=False)
        yield lambda progress: bar.update(
            task, completed=progress.done, total=progress.total, visible=progress.total >= PROGRESS_FROM
        )
