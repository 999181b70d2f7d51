"""How results are printed: data to stdout, talk to stderr, one sentence for an error."""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from threading import Event
from time import monotonic
from types import FrameType
from typing import TypeVar

import msgspec

from corpus_tool.cli import output
from corpus_tool.saying.counting import counted
from corpus_tool.workbench.progress import CancelledError, Progress, Tell

Found = TypeVar("Found")

SECONDS_BEFORE_BAR = 0.5
"""A bar is worth drawing for work that takes longer."""

PAGE = 1_000
"""Rows of a long table that are looked at together for the widths of its columns."""

INTERRUPTED = 130
"""The exit code of what Ctrl-C ended, as shells have it."""


def say(line: str = "") -> None:
    """A line of data, to stdout."""
    output.write_line(line)


def say_as_it_is(line: str) -> None:
    """A line of data for a program, to stdout: in stored order, whoever looks."""
    output.write(line + "\n")


def talk(line: str) -> None:
    """A line of talk, to stderr."""
    output.write_error(line + "\n")


def say_json(value: object) -> None:
    """A value as JSON, to stdout; a path in it as its text."""
    plain = msgspec.to_builtins(value, str_keys=True, enc_hook=os.fspath)
    say_as_it_is(json.dumps(plain, ensure_ascii=False, indent=2))


def say_json_list(values: Iterable[object]) -> None:
    """Values as a JSON array, to stdout, each written as it comes."""
    before = "["
    for value in values:
        plain = msgspec.to_builtins(value, str_keys=True, enc_hook=os.fspath)
        text = json.dumps(plain, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        output.write(f"{before}\n  {text}")
        before = ","
    say_as_it_is("[]" if before == "[" else "\n]")


def say_long_table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table to stdout as `say_table` makes it, a page at a time: the columns may widen from page to page."""
    coming = iter(rows)
    page = [headings, *islice(coming, PAGE)]
    widths = [0] * (len(headings) - 1)
    while page:
        widths = [max(width, *(len(str(row[at])) for row in page)) for at, width in enumerate(widths)]
        for row in page:
            _say_row(row, widths)
        page = list(islice(coming, PAGE))


def say_found(found: Found, show: Callable[[Found], None], *, json: bool) -> None:
    """What a verb found, to stdout: as JSON for a script, else as `show` says it."""
    if json:
        say_json(found)
    else:
        show(found)


def say_table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table with aligned columns, to stdout. What may be right-to-left stands in the last column, unpadded."""
    cells = [[str(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings) - 1)]
    for row in (headings, *rows):
        _say_row(row, widths)


def _say_row(row: Sequence[object], widths: Sequence[int]) -> None:
    padded = [
        str(value).rjust(width) if isinstance(value, int) else str(value).ljust(width)
        for value, width in zip(row, widths, strict=False)
    ]
    say("  ".join([*padded, str(row[-1])]).rstrip())


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[Progress], None]]:
    """A function that draws progress on stderr: rate and time left, where somebody is looking."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _progress: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn(what), BarColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    began = monotonic()
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, visible=False, rate="")

        def draw(progress: Progress) -> None:
            seconds = monotonic() - began
            bar.update(
                task,
                completed=progress.done,
                total=progress.total,
                visible=seconds > SECONDS_BEFORE_BAR,
                rate=rate_of(progress, seconds),
            )

        yield draw


def rate_of(progress: Progress, seconds: float) -> str:
    """How much is done and how fast: `1,200/5,000, 310 a second`, or in documents where steps are bytes."""
    count = progress.documents or progress.done
    shown = counted(count, "document") if progress.documents else f"{progress.done:,}/{progress.total:,}"
    return f"{shown}, {count / seconds:,.0f} a second" if seconds > 0 else shown


@contextmanager
def stoppable(tell: Tell) -> Iterator[Tell]:
    """Let Ctrl-C stop the work at the next step instead of in the middle of one; a second Ctrl-C stops it at once."""
    asked = Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        asked.set()
        signal.signal(signal.SIGINT, before)

    def tell_or_stop(progress: Progress) -> None:
        tell(progress)
        if asked.is_set():
            raise CancelledError

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield tell_or_stop
    finally:
        signal.signal(signal.SIGINT, before)
