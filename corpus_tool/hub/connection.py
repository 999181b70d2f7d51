"""A connection to a hub, and PostgreSQL's errors in our words."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import psycopg

from corpus_tool.errors import HubAwayError, HubError
from corpus_tool.hub.addresses import IN_THE_CLEAR, is_here, to_call
from corpus_tool.saying import tr, tr_later

Connection: TypeAlias = psycopg.Connection[tuple[Any, ...]]

logging.getLogger("psycopg").addHandler(logging.NullHandler())  # what it says of cut connections, we say

_AGAIN = tr_later("Your work is in your file, untouched; `corpus-tool hub sync` goes on where it stopped.")

_NO_HUB = tr_later("There is no hub in that database; `corpus-tool hub init ADDRESS` lays one.")
_FULL = tr_later("The disk of the hub's server is full.")
_DESTROYED = tr_later("A document was destroyed on the hub meanwhile, and nothing of this went there.")

_BY_STATE = {
    "CT001": tr_later("The hub only ever adds; it changes nothing, and `hub purge` alone destroys."),
    "CT002": tr_later("The hub lacks a revision that yours follow; `corpus-tool hub push --anew` sends all of them."),
    "CT003": _DESTROYED,
    "42501": tr_later("The hub refuses this: your role there does not allow it, or it was said in another's name."),
    "3F000": _NO_HUB,
    "42P01": _NO_HUB,
    "53100": _FULL,
}

_GOES_ON = {_FULL, _DESTROYED}
"""After these the next sync goes on."""

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
            said = tr("The connection to {host} is not encrypted.", host=connection.info.host)
            raise HubError(f"{said} {tr(IN_THE_CLEAR)}")
        # Where everybody may make things in `public` (before PostgreSQL 15) somebody's operator could stand for ours.
        connection.pgconn.exec_(b"SET search_path TO pg_catalog, pg_temp")
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
    said, again = _first_line(error), tr(_AGAIN)
    ours = _FULL if _NO_ROOM in said else _BY_STATE.get(error.sqlstate or "")
    if ours is not None:
        goes_on = f" {again}" if ours in _GOES_ON else ""
        return HubError(f"{tr(ours)}{goes_on} {tr('(It says: {said}.)', said=said)}")
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return _unconnected(str(error), said)
    return HubError(f"{tr('The hub met an error: {said}.', said=said)} {again}")


def _unconnected(whole: str, said: str) -> HubError:
    """Why nobody could come in, or stay there; `HubAwayError` where that goes away by itself."""
    again = tr(_AGAIN)
    if _NO_TLS in whole:
        no_tls = tr("The hub's server has no TLS ({said}).", said=said)
        return HubError(f"{no_tls} {tr(IN_THE_CLEAR)}")
    if any(one in whole for one in _NO_PROOF):
        unproved = tr("The hub's server cannot prove who it is ({said}).", said=said)
        return HubError(f"{unproved} {tr('`sslrootcert` in the service file names who vouches for it.')}")
    if _REFUSED_AT_THE_DOOR in whole and not any(one in whole for one in _NOT_NOW):
        return HubError(f"{tr('The hub lets nobody in like this ({said}).', said=said)} {again}")
    away = tr("The hub does not answer, or the connection was cut ({said}).", said=said)
    return HubAwayError(f"{away} {again}")


def _first_line(error: psycopg.Error) -> str:
    return str(error).strip().split("\n")[0].rstrip(".")
