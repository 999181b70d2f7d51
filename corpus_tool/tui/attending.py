"""What a screen is on which keys and clicks count as work; light to import, for the app that hears them first."""

from textual import events

ATTENDING = (events.Key, events.Paste, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)
"""What shows that somebody is there. A mouse that is only moved may have been nudged."""


class Attended:
    """A screen that measures how long somebody works on it."""

    def attend(self) -> None:
        """Somebody did something just now."""
        raise NotImplementedError

    def keep_time(self) -> None:
        """Write down what is not on disk yet of it."""
        raise NotImplementedError
