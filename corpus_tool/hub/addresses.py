"""Addresses of hubs, as libpq reads them, and what is asked of them before anybody is called: no password, and TLS."""

import os
from ipaddress import ip_address
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from corpus_tool.errors import HubError, UsageError
from corpus_tool.saying import tr, tr_later

SECONDS_TO_ANSWER = "10"

ENCRYPTED = ("require", "verify-ca", "verify-full")
"""What `sslmode` may be for a server beyond this machine."""

IN_THE_CLEAR = tr_later("Set up TLS on the server, or allow clear text with --clear-text.")

_SECRETS = ("password", "sslpassword")


def without_password(address: str) -> str:
    """The address, as it may be written down. Raises UsageError where it holds a password, or is none."""
    if any(_parts(address).get(secret) for secret in _SECRETS):
        raise UsageError("Leave the password out of the address: put it into ~/.pgpass, which only you can read.")
    return address


def to_call(address: str, *, clear_text: bool) -> str:
    """What libpq is told: the address, how long to wait, and TLS for a server beyond this machine.

    Left to itself libpq takes clear text where there is no TLS, and has told the server who asks, perhaps with her
    password, before we can see it. Raises HubError where `sslmode` allows that and `clear_text` does not.
    """
    told = _parts(without_password(address))
    known = _environment() | _service(told.get("service") or os.environ.get("PGSERVICE", "")) | told
    waiting = {} if "connect_timeout" in known else {"connect_timeout": SECONDS_TO_ANSWER}
    host, mode = known.get("host") or known.get("hostaddr") or "", known.get("sslmode")
    if clear_text or is_here(host) or mode in ENCRYPTED:
        return make_conninfo(address, **waiting)
    if mode:
        weak = tr("sslmode={mode} would let text go to {host} unencrypted.", mode=mode, host=host)
        raise HubError(f"{weak} {tr(IN_THE_CLEAR)}")
    return make_conninfo(address, **waiting, sslmode="require")


def is_here(host: str) -> bool:
    """Whether a host is this machine: a socket's folder, or loopback."""
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _parts(address: str) -> dict[str, str]:
    try:
        return {name: str(value) for name, value in conninfo_to_dict(address).items() if value is not None}
    except psycopg.ProgrammingError as error:
        why = str(error).strip().split("\n")[0].rstrip(".")
        raise UsageError(
            f"{address!r} is no address of a database ({why}); postgresql://NAME@HOST/DATABASE or service=NAME is one."
        ) from error


def _environment() -> dict[str, str]:
    names = {"host": "PGHOST", "hostaddr": "PGHOSTADDR", "sslmode": "PGSSLMODE", "connect_timeout": "PGCONNECT_TIMEOUT"}
    return {name: os.environ[variable] for name, variable in names.items() if os.environ.get(variable)}


def _service(name: str) -> dict[str, str]:
    """What a service file says of a service: the user's own, else the system's. libpq tells that to nobody."""
    own = os.environ.get("PGSERVICEFILE") or str(Path.home() / ".pg_service.conf")
    system = os.environ.get("PGSYSCONFDIR", "/etc/postgresql-common")
    for file in (Path(own), Path(system, "pg_service.conf")):
        found: dict[str, str] = {}
        if name and file.is_file():
            found = _group(file.read_text(encoding="utf-8", errors="replace"), name)
        if found:
            return found
    return {}


def _group(text: str, name: str) -> dict[str, str]:
    """The lines `key=value` under `[name]`."""
    found: dict[str, str] = {}
    is_meant = False
    for line in (line.strip() for line in text.split("\n")):
        if line.startswith("["):
            is_meant = line == f"[{name}]"
        elif is_meant and "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(key.strip(), value.strip())
    return found
