"""What the work needs from the world: the time, and chance. Tests bring their own."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody mistakes for one another."""

TOKEN_LENGTH = 7
"""31^7 is 27 thousand million: two of a layer's ids meet once in a lifetime, and then a second draw is made."""


def utc_now() -> str:
    """The time in UTC, ISO 8601, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def random_token() -> str:
    """A short text for an id."""
    return "".join(secrets.choice(ALPHABET) for _ in range(TOKEN_LENGTH))


@dataclass(frozen=True)
class Surroundings:
    """The clock and the dice."""

    now: Callable[[], str] = utc_now
    token: Callable[[], str] = random_token
    seconds: Callable[[], float] = time.monotonic
    """A clock that only its differences count of: for how long something took."""
