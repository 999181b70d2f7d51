"""A part of a file that is not taken in."""

from typing import NamedTuple


class Refusal(NamedTuple):
    """A part of a file that cannot be taken in: where, and why with what would have worked."""

    where: str
    reason: str
