"""A connection to a hub, and PostgreSQL's errors in our words."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import psycopg

from corpus_tool.errors import HubAwayError, HubError
from corpus_tool.hub.addresses import IN_THE_CLEAR, is_here, to_call

Connection: TypeAlias = psycopg.Connection[tuple[Any, ...]]

logging.getLogger("psycopg").addHandler(logging.NullHandler())  # what it says of cut connections, we say

_AGAIN = "Your work is in your file, untouched; `corpus-tool hub sync` goes on where it stopped."

_BY_STATE = {
    "CT001": "The hub only ever adds; it changes nothing, and `hub purge` alone destroys.",
    "CT002": "The hub lacks a revision that yours follow; `corpus-tool hub push --anew` sends all of them.",
    "CT003": f"A document was destroyed on the hub meanwhile, and nothing of this went there. {_AGAIN}",
    "42501": "The hub refuses this: your role there does not allow it, or it was said in another's name.",
    "3F000": "There is no hub in that database; `corpus-tool hub init ADDRESS` lays one.",
    "42P01": "There is no hub in that database; `corpus-tool hub init ADDRESS` lays one.",
}

_DISK_FULL = "53100"
_NO_ROOM = "File too large"
"""What it says where not the disk but a limit of the system is reached; there is no state for that."""

_REFUSED_AT_THE_DOOR = "FATAL"
"""What a server that is there puts before its reason for not letting somebody in; libpq gives no state for that."""

_NO_TLS = "does not support SSL"
_NO_PROOF = ("certificate", "root.crt", "server name")
"""In what libpq says of a server that has no TLS, or whose certificate does not do."""

_NOT_NOW = ("starting up", "shutting down", "recovery", "too many", "reserved", "administrator command")
"""In the reasons that go away by themselves."""


@contextmanager
def connected(address: str, *, clear_text: bool = False) -> Iterator[Connection]:
    """A connection to the database at an address, as libpq reads it: a URL, `service=NAME`, or `host=... dbname=...`.

    Passwords come from `.pgpass`, the service file or the environment. Raises UsageError for an address with a
    password in it, HubError where nobody answers, or where text would travel in the clear beyond this machine.
    """
    told = to_call(address, clear_text=clear_text)
    with explained(), psycopg.connect(told, application_name="corpus-tool") as connection:
        if not clear_text and not _is_private(connection):
            raise HubError(f"The connection to {connection.info.host} is not encrypted. {IN_THE_CLEAR}")
        yield connection


@contextmanager
def explained() -> Iterator[None]:
    """Turn PostgreSQL's errors into sentences. Raises HubError."""
    try:
        yield
    except psycopg.Error as error:
        raise _in_our_words(error) from error


def _is_private(connection: Connection) -> bool:
    return bool(connection.pgconn.ssl_in_use) or is_here(connection.info.hostaddr or connection.info.host)


def _in_our_words(error: psycopg.Error) -> HubError:
    state, said = error.sqlstate or "", _first_line(error)
    if state == _DISK_FULL or _NO_ROOM in said:
        return HubError(f"The disk of the hub's server is full ({said}). {_AGAIN}")
    if state in _BY_STATE:
        return HubError(f"{_BY_STATE[state]} (It says: {said}.)")
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return _unconnected(str(error), said)
    return HubError(f"The hub met an error: {said}. {_AGAIN}")


def _unconnected(whole: str, said: str) -> HubError:
    """Why nobody could come in, or stay there; `HubAwayError` where that goes away by itself."""
    if _NO_TLS in whole:
        return HubError(f"The hub's server has no TLS ({said}). {IN_THE_CLEAR}")
    if any(one in whole for one in _NO_PROOF):
        return HubError(f"The hub's server cannot prove who it is ({said}); `sslrootcert` names who vouches for it.")
    if _REFUSED_AT_THE_DOOR in whole and not any(one in whole for one in _NOT_NOW):
        return HubError(f"The hub lets nobody in like this ({said}). {_AGAIN}")
    return HubAwayError(f"The hub does not answer, or the connection was cut ({said}). {_AGAIN}")


def _first_line(error: psycopg.Error) -> str:
    return str(error).strip().split("\n")[0].rstrip(".")
