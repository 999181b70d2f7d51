"""How often somebody may try a token that is wrong."""

from collections import deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

ATTEMPTS = 5
WINDOW = 60.0
"""So many wrong tokens from one address within so many seconds, and it has to wait."""

ADDRESSES = 10_000
"""How many are remembered; beyond, those that tried longest ago are forgotten."""

HOME_BITS = 64
"""Of an IPv6 address: the rest is chosen by whoever sits there."""


class Attempts:
    """Wrong tokens of late, by address."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failed: dict[str, deque[float]] = {}

    def seconds_to_wait(self, address: str) -> float:
        """Until somebody there may try again; 0 where she may now."""
        times = self._failed.get(_household(address), deque())
        if len(times) < ATTEMPTS:
            return 0.0
        return max(0.0, times[0] + WINDOW - self._clock())

    def failed(self, address: str) -> None:
        """A token from there was wrong."""
        home = _household(address)
        times = self._failed.pop(home, None) or deque(maxlen=ATTEMPTS)
        times.append(self._clock())
        self._failed[home] = times
        if len(self._failed) > ADDRESSES:
            del self._failed[next(iter(self._failed))]


def _household(address: str) -> str:
    """The address, or of one in IPv6 the part that its owner cannot choose."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return f"{int(parsed) >> (128 - HOME_BITS):x}::/{HOME_BITS}"
    return str(parsed)
