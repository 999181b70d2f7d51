"""Sequences sent outside the life of the screen, and whether there is anybody to send them to."""

import os
import sys


def is_there() -> bool:
    """Whether the terminal of this process is still there: a window that was closed is none."""
    return sys.__stdout__ is not None and sys.__stdout__.isatty()


def is_ours() -> bool:
    """Whether this process may write to it: a shell may let us go on behind it."""
    try:
        return sys.__stdout__ is not None and os.tcgetpgrp(sys.__stdout__.fileno()) == os.getpgrp()
    except OSError:
        return is_there()  # without a shell that could have it


def send(sequence: str) -> None:
    """Send a sequence. A terminal that has gone needs none."""
    screen = sys.__stdout__
    try:
        if screen is not None and is_there():
            screen.write(sequence)
            screen.flush()
    except OSError:
        return


def size() -> tuple[int, int] | None:
    """Columns and rows of the terminal; None where it has gone or does not say."""
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()) if sys.__stdout__ is not None else None
    except (OSError, ValueError):
        return None
