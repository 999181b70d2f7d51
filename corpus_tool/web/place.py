"""Where the server listens, and under which addresses browsers may call it."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from corpus_tool.errors import UsageError

USUAL_PORTS = {"http": 80, "https": 443}
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Place:
    """An address of ours."""

    host: str
    port: int
    origins: tuple[str, ...]
    """As browsers write them, `http://127.0.0.1:8000`; the first is the one to tell people."""
    is_private: bool
    """Whether only programs on this machine reach it."""
    is_behind: bool
    """Whether another server stands in front and says who calls."""

    @property
    def hosts(self) -> frozenset[str]:
        """What a browser that calls us by an address of ours writes as Host."""
        return frozenset(urlsplit(origin).netloc for origin in self.origins)

    @property
    def is_encrypted(self) -> bool:
        """Whether browsers reach it by https."""
        return self.origins[0].startswith("https:")


def place(host: str, port: int, public: str = "", *, has_certificate: bool = False, plain_http: bool = False) -> Place:
    """The place that was asked for.

    public           the address that people type, where it is not that of `host`
    plain_http       that tokens and work may be read on the way was accepted

    Raises UsageError where the address is none, where browsers could not tell it from others, or where others could
    read along and nobody has said that they may.
    """
    here = _is_loopback(host)
    # Where a server in front on another machine encrypts, calling us directly would not be encrypted.
    own = _origins("https" if has_certificate else "http", host, port) if here or has_certificate or not public else ()
    origins = (*((_origin(public),) if public else ()), *own)
    if _is_anywhere(host) and not public:
        raise UsageError(f"{host} is every address of this machine: say with --public URL which one people will type.")
    found = Place(host, port, origins, here and not public, is_behind=here and bool(public))
    if not (found.is_private or found.is_encrypted or plain_http):
        raise UsageError(
            "Beyond this machine tokens and articles could be read on the way: give --certificate and --key, or"
            " --public https://... of a server in front that encrypts. --plain-http takes the risk."
        )
    return found


def _origins(scheme: str, host: str, port: int) -> tuple[str, ...]:
    """Those that a browser can call this host by; none for every address at once."""
    if _is_anywhere(host):
        return ()
    written = f"[{host}]" if ":" in host else host
    names = (written, *(name for name in LOOPBACK if name != written)) if _is_loopback(host) else (written,)
    return tuple(_written(scheme, name, port) for name in names)


def _origin(url: str) -> str:
    """What a browser makes of an address that people type. Raises UsageError where it is none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise UsageError(f"--public cannot be {url!r}: its port is no number.") from None
    if parts.scheme not in USUAL_PORTS or not parts.hostname or parts.path not in ("", "/") or parts.query:
        raise UsageError(f"--public cannot be {url!r}: it is like https://corpus.example.org, without a path.")
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return _written(parts.scheme, name, port or USUAL_PORTS[parts.scheme])


def _written(scheme: str, name: str, port: int) -> str:
    name = name.lower()
    return f"{scheme}://{name}" if port == USUAL_PORTS[scheme] else f"{scheme}://{name}:{port}"


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_anywhere(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False
