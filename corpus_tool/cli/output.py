"""Stdout whose reader may have gone (`| head`): that is no error, and the rest is said to nobody."""

import os
import sys


def write(text: str) -> None:
    """Write to stdout."""
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        _say_the_rest_to_nobody()


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
