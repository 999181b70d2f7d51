"""How a user wants the annotator to look, and one place to change it."""

from collections.abc import Callable
from typing import Literal, get_args

from msgspec import Struct

Captions = Literal["auto", "long", "short", "letter"]
"""What stands on brackets: the label's name, its id, its key; `auto` takes ids, and keys where the text is narrow."""

NARROW = 60
"""Columns below which captions are single letters, where nobody says otherwise."""

CAPTIONS: tuple[Captions, ...] = get_args(Captions)


class Look(Struct, frozen=True):
    """What is kept from one day to the next. A file of another version may say more."""

    theme: str = "dark"
    captions: Captions = "auto"
    numbers: bool = False
    """Whether paragraphs are numbered."""
    interface: str = ""
    """The language of the interface, where it was chosen there."""


PLAIN_LOOK = Look()


def _forget(_: Look) -> None:
    """Keeps nothing."""


class Looks:
    """The look of today. Changing it tells everyone who draws, and whoever keeps it."""

    def __init__(self, look: Look = PLAIN_LOOK, keep: Callable[[Look], None] = _forget) -> None:
        self.look = look
        self._keep = keep
        self.changed: Callable[[Look], None] = _forget
        """Called with a new look before it is kept: the app dyes everything anew."""

    def captions(self, width: int) -> Captions:
        """What stands on brackets in a window of `width` columns."""
        wanted = self.look.captions
        return wanted if wanted != "auto" else "short" if width >= NARROW else "letter"

    def wear(self, look: Look) -> None:
        """Look like this from now on."""
        self.look = look
        self.changed(look)
        self._keep(look)
