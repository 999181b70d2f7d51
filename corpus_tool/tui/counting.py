"""A number typed before a motion: 3 and an arrow go three words."""

from typing import NamedTuple

MOST = 99
"""No line has more words; a slip of the finger should not cost seconds."""


class Count(NamedTuple):
    """The digits typed so far."""

    digits: str = ""

    @property
    def times(self) -> int:
        """How often: once where nothing was typed."""
        return min(int(self.digits or "1"), MOST)

    def after(self, pressed: str) -> "Count | None":
        """With one more digit; None where `pressed` is none, or a zero with nothing in front of it."""
        is_digit = len(pressed) == 1 and pressed.isascii() and pressed.isdigit()
        return Count(self.digits + pressed) if is_digit and (self.digits or pressed != "0") else None


NO_COUNT = Count()
