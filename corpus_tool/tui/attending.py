"""What a screen is on which keys and clicks count as work; light to import, for the app that hears them first."""

from typing import Protocol

from textual import events

ATTENDING = (events.Key, events.Paste, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)
"""What shows that somebody is there. A mouse that is only moved may have been nudged."""


class Counting(Protocol):
    """What counts the time somebody works."""

    def attend(self) -> None:
        """Somebody did something just now."""

    def keep(self) -> None:
        """Write down what is not on disk yet of it."""


class Attended:
    """A screen that measures how long somebody works on it."""

    clock: Counting
    """What measures it."""
