"""A connection to a hub, and PostgreSQL's errors in our words."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any, TypeAlias

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from corpus_tool.errors import HubAwayError, HubError, UsageError

Connection: TypeAlias = psycopg.Connection[tuple[Any, ...]]

logging.getLogger("psycopg").addHandler(logging.NullHandler())  # what it says of cut connections, we say

SECONDS_TO_ANSWER = "10"

_AGAIN = "Your work is in your file, untouched; `corpus-tool hub sync` goes on where it stopped."

_BY_STATE = {
    "CT001": "The hub only ever adds; it changes nothing, and `hub purge` alone destroys.",
    "CT002": "The hub lacks a revision that yours follow; `corpus-tool hub push --anew` sends all of them.",
    "CT003": f"A document was destroyed on the hub meanwhile, and nothing of this went there. {_AGAIN}",
    "42501": "The hub refuses this: your role there does not allow it, or it was said in another's name.",
    "3F000": "There is no hub in that database; `corpus-tool hub init ADDRESS` lays one.",
    "42P01": "There is no hub in that database; `corpus-tool hub init ADDRESS` lays one.",
    "53100": f"The disk of the hub's server is full. {_AGAIN}",
}

_REFUSED_AT_THE_DOOR = "FATAL"
"""What a server that is there puts before its reason for not letting somebody in; libpq gives no state for that."""

_NOT_NOW = ("starting up", "shutting down", "recovery", "too many", "reserved", "administrator command")
"""In the reasons that go away by themselves."""


@contextmanager
def connected(address: str, *, clear_text: bool = False) -> Iterator[Connection]:
    """A connection to the database at an address, as libpq reads it: a URL, `service=NAME`, or `host=... dbname=...`.

    Passwords come from `.pgpass`, the service file or the environment. Raises UsageError for an address with a
    password in it, HubError where nobody answers, or where text would travel in the clear beyond this machine.
    """
    with explained(), psycopg.connect(_conninfo(address), application_name="corpus-tool") as connection:
        if not clear_text and not _is_private(connection):
            raise HubError(
                f"The connection to {connection.info.host} is not encrypted. Set up TLS on the server,"
                " or allow clear text with --clear-text."
            )
        yield connection


@contextmanager
def explained() -> Iterator[None]:
    """Turn PostgreSQL's errors into sentences. Raises HubError."""
    try:
        yield
    except psycopg.Error as error:
        raise _in_our_words(error) from error


def without_password(address: str) -> str:
    """The address, as it may be written down. Raises UsageError where it holds a password, or is none."""
    try:
        parts = conninfo_to_dict(address)
    except psycopg.ProgrammingError as error:
        raise UsageError(
            f"{address!r} is no address of a database ({_first_line(error)});"
            " postgresql://NAME@HOST/DATABASE or service=NAME is one."
        ) from error
    if parts.get("password"):
        raise UsageError("Leave the password out of the address: put it into ~/.pgpass, which only you can read.")
    return address


def _conninfo(address: str) -> str:
    parts = conninfo_to_dict(without_password(address))
    waiting = {"connect_timeout": SECONDS_TO_ANSWER} if "connect_timeout" not in parts else {}
    host = str(parts.get("host") or "")
    is_told = "sslmode" in parts or "service" in parts or "PGSSLMODE" in os.environ
    # Else libpq falls back to clear text, and has told the server who asks before we can see it.
    tls = {} if is_told or not host or _is_here(host) else {"sslmode": "require"}
    return make_conninfo(address, **waiting, **tls)


def _is_private(connection: Connection) -> bool:
    return bool(connection.pgconn.ssl_in_use) or _is_here(connection.info.hostaddr or connection.info.host)


def _is_here(host: str) -> bool:
    """Whether a host is this machine: a socket's folder, or loopback."""
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _in_our_words(error: psycopg.Error) -> HubError:
    state, said = error.sqlstate or "", _first_line(error)
    if state in _BY_STATE:
        return HubError(f"{_BY_STATE[state]} (It says: {said}.)")
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        if _REFUSED_AT_THE_DOOR in str(error) and not any(one in str(error) for one in _NOT_NOW):
            return HubError(f"The hub lets nobody in like this ({said}). {_AGAIN}")
        return HubAwayError(f"The hub does not answer, or the connection was cut ({said}). {_AGAIN}")
    return HubError(f"The hub met an error: {said}. {_AGAIN}")


def _first_line(error: psycopg.Error) -> str:
    return str(error).strip().split("\n")[0].rstrip(".")
