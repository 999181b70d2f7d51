"""Progress of long work, and the type of the function that hears it."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias


class Progress(NamedTuple):
    """How far some work has come."""

    done: int
    total: int
    what: str
    """What was just finished."""
    documents: int = 0
    """How many documents came so far, where `done` and `total` count something else (bytes)."""


Tell: TypeAlias = Callable[[Progress], None]
"""Hears of progress. Raising CancelledError stops the work; whole documents stay, half ones do not."""


class CancelledError(Exception):
    """Whoever listens wants the work to stop."""


def ignore(_progress: Progress) -> None:
    """Hear nothing."""
