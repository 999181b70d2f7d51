"""A screen among others, for hands that are faster than they come and go."""

from typing import TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import Screen

Answer = TypeVar("Answer")


class InTurn(Screen[Answer]):
    """Two keys that leave, typed before the first has done it, leave this screen and not the one below as well.

    What is typed behind a key that opens or closes a screen is for the one that is seen then, and not lost.
    """

    @property
    def is_current(self) -> bool:
        """Whether it is to be seen. Textual paints the one on top whole for whatever changes in the one beneath."""
        return self.is_active

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Leave it with an answer; nothing where it was left already, or another screen is over it."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def passes_on(self, event: events.Key) -> bool:
        """Whether another screen is to be seen, which is given the key."""
        if self.is_active:
            return False
        event.stop()
        event.prevent_default()
        seen = self.app.screen
        (seen.focused or seen).post_message(events.Key(event.key, event.character))
        return True
